import { describe, expect, it } from 'vitest';
import { lint } from '../../src/index.js';

const RULE = 'invalid-endpoints';

function findings(text: string, kubernetesVersion = '1.36'): readonly string[] {
  return lint([{ path: 'a.yaml', text }], { kubernetesVersion })
    .diagnostics.filter(({ rule }) => rule === RULE)
    .map(({ message }) => message);
}

const endpoints = (ip: string): string =>
  `{apiVersion: v1, kind: Endpoints, metadata: {name: e}, subsets: [{addresses: [{ip: "${ip}"}], ports: [{port: 80}]}]}`;
const slice = (type: string, address: string): string =>
  `{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: e, labels: {kubernetes.io/service-name: s}}, addressType: ${type}, ports: [{port: 80}], endpoints: [{addresses: ["${address}"]}]}`;

describe('addresses', () => {
  it.each([
    'db.example.com',
    '10.0.0',
    '10.0.0.256',
    '127.0.0.1',
    '0.0.0.0',
    '169.254.1.1',
    '224.0.0.1',
    '::1',
    '::',
    'fe80::1',
    'ff02::1',
    '10.0.0.1/24',
    '',
  ])('%j is refused', (ip) => {
    expect(findings(endpoints(ip))).toHaveLength(1);
  });

  it.each(['10.0.0.1', '192.0.2.255', '224.0.1.1', '2001:db8::1', 'fd00::1'])('%j is accepted', (ip) => {
    expect(findings(endpoints(ip))).toEqual([]);
  });

  it('may have leading zeros up to 1.35', () => {
    expect(findings(endpoints('10.0.0.010'), '1.35')).toEqual([]);
    expect(findings(endpoints('10.0.0.010'), '1.36')).toEqual([
      'Endpoints `e` has the address `10.0.0.010`, which has leading zeros',
    ]);
  });

  it.each([
    ['IPv4', '2001:db8::1'],
    ['IPv6', '10.0.0.1'],
    ['IPv4', 'db.example.com'],
    ['FQDN', 'localhost'],
    ['FQDN', 'Db.example.com'],
    ['ipv4', '10.0.0.1'],
    ['""', '10.0.0.1'],
  ])('a slice of type %s with %s is refused', (type, address) => {
    const refused = findings(slice(type, address)).filter((message) => !message.includes('deprecated'));
    expect(refused).toHaveLength(1);
  });
});
