import { describe, expect, it } from 'vitest';
import type { ResourceContext } from '../../../src/k8s/object/resource.js';
import { endpointProblems } from '../../../src/k8s/services/endpoint-problems.js';
import { resourceOf } from '../../support/resources.js';

function problems(manifest: string, minor = 36, context: Partial<ResourceContext> = {}): readonly string[] {
  return endpointProblems(resourceOf(manifest, context), minor).map(
    ({ path, clause }) => `${path.join('.')} ${clause}`,
  );
}

const slice = (body: string): string =>
  `{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: db}, ${body}}`;
const endpoints = (subsets: string): string =>
  `{apiVersion: v1, kind: Endpoints, metadata: {name: db}, subsets: ${subsets}}`;

describe('endpointProblems of a slice', () => {
  it.each([
    ['addressType: IPv4, endpoints: [{addresses: [10.0.0.1]}], ports: [{port: 80}]', []],
    ['endpoints: [{addresses: [10.0.0.1]}]', ['addressType has no `addressType`']],
    ['addressType: ipv4', ['addressType has the unknown `addressType` `ipv4`']],
    ['addressType: "${TYPE}"', []],
    ['addressType: IPv4, endpoints: [{}]', ['endpoints.0.addresses has an endpoint without addresses']],
    [
      'addressType: IPv4, endpoints: [{addresses: [10.0.0.1, "::2"]}]',
      ['endpoints.0.addresses.1 has the address `::2`, which is not of the family `IPv4`'],
    ],
    [
      'addressType: IPv6, endpoints: [{addresses: [10.0.0.1]}]',
      ['endpoints.0.addresses.0 has the address `10.0.0.1`, which is not of the family `IPv6`'],
    ],
    ['addressType: IPv6, endpoints: [{addresses: ["fd00::2"]}]', []],
    ['addressType: IPv4, endpoints: [{addresses: ["${IP}"]}]', []],
    [
      'addressType: IPv4, endpoints: [{addresses: [db.example.com]}]',
      ['endpoints.0.addresses.0 has the address `db.example.com`, which is no IP address'],
    ],
    ['addressType: FQDN, endpoints: [{addresses: [db.example.com, db.example.com.]}]', []],
    [
      'addressType: FQDN, endpoints: [{addresses: [db]}]',
      ['endpoints.0.addresses.0 has the address `db`, which is no full domain name'],
    ],
    [
      'addressType: IPv4, ports: [{port: 80}, {port: 81}]',
      ['ports.1.name has several ports, and one of them has no name'],
    ],
    ['addressType: IPv4, ports: [{port: 80}, {name: web, port: 81}]', []],
    ['addressType: IPv4, ports: [{name: web}, {name: web}]', ['ports.1.name has two ports named `web`']],
  ])('%s', (body, expected) => {
    expect(problems(slice(body))).toEqual(expected);
  });

  it('says nothing of an `addressType` that a kustomization may add', () => {
    expect(problems(slice('endpoints: []'), 36, { partial: true })).toEqual([]);
  });
});

describe('endpointProblems of Endpoints', () => {
  const at = (rest: string): string => `[{addresses: [{ip: 10.0.0.1}], ${rest}}]`;

  it.each([
    ['[{addresses: [{ip: 10.0.0.1}, {ip: "fd00::1"}]}]', []],
    ['[{notReadyAddresses: [{ip: 10.0.0.1}]}]', []],
    ['[{ports: [{port: 80}]}]', ['subsets.0 has a subset without addresses']],
    [
      '[{addresses: [{ip: db.example.com}]}]',
      ['subsets.0.addresses.0.ip has the address `db.example.com`, which is no IP address'],
    ],
    [
      at('ports: [{port: 80}, {name: web, port: 81}]'),
      ['subsets.0.ports.0.name has several ports, and one of them has no name'],
    ],
    [at('ports: [{port: 80}]'), []],
    [at('ports: [{name: web, port: 80}, {name: web, port: 81}]'), []],
  ])('%s', (subsets, expected) => {
    expect(problems(endpoints(subsets))).toEqual(expected);
  });

  it.each([
    ['127.0.0.1', 'a loopback address'],
    ['169.254.1.1', 'a link-local address'],
    ['0.0.0.0', 'the unspecified address'],
    ['::1', 'a loopback address'],
  ])('refuses %s, %s', (ip) => {
    expect(problems(endpoints(`[{addresses: [{ip: "${ip}"}]}]`))).toHaveLength(1);
  });

  it.each([
    [36, 1],
    [35, 0],
  ])('refuses leading zeros from 1.36 on: 1.%d has %d', (minor, expected) => {
    expect(problems(endpoints('[{addresses: [{ip: 10.0.0.010}]}]'), minor)).toHaveLength(expected);
  });

  it('refuses a port name that is no DNS label', () => {
    expect(problems(endpoints(at('ports: [{name: Web_1, port: 80}]')))).toHaveLength(1);
    expect(problems(endpoints(at('ports: [{name: a-name-of-a-service-port, port: 80}]')))).toEqual([]);
  });
});
