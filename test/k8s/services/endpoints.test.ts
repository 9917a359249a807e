import { describe, expect, it } from 'vitest';
import {
  backendPorts,
  hasAddresses,
  isSlice,
  isUnmirrored,
  isWrittenByController,
  portLists,
  servedName,
} from '../../../src/k8s/services/endpoints.js';
import type { Resource } from '../../../src/k8s/object/resource.js';
import { resourceOf } from '../../support/resources.js';

const endpoints = (body = '', metadata = '{name: db}'): Resource =>
  resourceOf(`{apiVersion: v1, kind: Endpoints, metadata: ${metadata}, ${body}}`);
const slice = (body = '', metadata = '{name: db}'): Resource =>
  resourceOf(`{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: ${metadata}, ${body}}`);

describe('servedName', () => {
  it.each([
    ['of Endpoints, their own name', endpoints(), 'db'],
    ['of a slice, the name in its label', slice('', '{name: x, labels: {kubernetes.io/service-name: db}}'), 'db'],
    ['of a slice without the label, none', slice('', '{name: db}'), undefined],
    [
      'of a slice with an empty label, none',
      slice('', '{name: db, labels: {kubernetes.io/service-name: ""}}'),
      undefined,
    ],
    [
      'of Endpoints with the label, their own name',
      endpoints('', '{name: db, labels: {kubernetes.io/service-name: x}}'),
      'db',
    ],
  ])('%s', (_, resource, expected) => {
    expect(servedName(resource)).toBe(expected);
  });

  it('asks for the group of a slice', () => {
    expect(isSlice(slice())).toBe(true);
    expect(isSlice(resourceOf('{apiVersion: example.com/v1, kind: EndpointSlice}'))).toBe(false);
  });
});

describe('backendPorts', () => {
  it.each([
    ['of a slice', slice('ports: [{port: 80}, {name: dns, port: 53, protocol: UDP}]'), [' 80 TCP', 'dns 53 UDP']],
    ['of a slice without ports', slice(), []],
    ['of a slice without a number', slice('ports: [{name: web}]'), ['web any TCP']],
    [
      'of every subset of Endpoints',
      endpoints('subsets: [{ports: [{port: 80, protocol: ""}]}, {}, {ports: [{port: 81}]}]'),
      [' 80 TCP', ' 81 TCP'],
    ],
  ])('%s', (_, resource, expected) => {
    const ports = backendPorts(resource);
    expect(ports.map(({ name, number, protocol }) => `${name} ${number ?? 'any'} ${protocol}`)).toEqual(expected);
  });

  it('stand in one list of a slice, and in one for each subset', () => {
    expect(portLists(slice())).toEqual([['ports']]);
    expect(portLists(endpoints('subsets: [{}, {}]'))).toEqual([
      ['subsets', 0, 'ports'],
      ['subsets', 1, 'ports'],
    ]);
  });
});

describe('isWrittenByController', () => {
  it.each([
    ['{name: db}', false],
    ['{name: db, labels: {endpointslice.kubernetes.io/managed-by: endpointslice-controller.k8s.io}}', true],
    ['{name: db, labels: {endpointslice.kubernetes.io/managed-by: staff}}', false],
    ['{name: db, ownerReferences: [{kind: Service}]}', true],
    ['{name: db, ownerReferences: []}', false],
    ['{name: db, uid: 1a2b}', true],
    ['{name: db, annotations: {control-plane.alpha.kubernetes.io/leader: "{}"}}', true],
    ['{name: db, annotations: {endpoints.kubernetes.io/last-change-trigger-time: "2024-01-01T00:00:00Z"}}', true],
    ['{name: db, annotations: {team: shop}}', false],
  ])('%s: %s', (metadata, expected) => {
    expect(isWrittenByController(slice('', metadata))).toBe(expected);
  });
});

describe('isUnmirrored', () => {
  const labels = (value: string): string => `{name: db, labels: {endpointslice.kubernetes.io/skip-mirror: ${value}}}`;

  it.each([
    ['Endpoints without the label', endpoints(), false],
    ['Endpoints with it', endpoints('', labels('"true"')), true],
    ['Endpoints with "false"', endpoints('', labels('"false"')), false],
    ['a slice, which needs no mirror', slice('', labels('"true"')), false],
  ])('%s: %s', (_, resource, expected) => {
    expect(isUnmirrored(resource)).toBe(expected);
  });
});

describe('hasAddresses', () => {
  it.each([
    ['no Endpoints without subsets', endpoints(), false],
    ['Endpoints with an address', endpoints('subsets: [{}, {addresses: [{ip: 10.0.0.1}]}]'), true],
    ['no Endpoints with empty lists', endpoints('subsets: [{addresses: []}]'), false],
    ['a slice with an address', slice('endpoints: [{addresses: [10.0.0.1]}]'), true],
    ['no slice without addresses', slice('endpoints: [{addresses: []}]'), false],
  ])('%s', (_, resource, expected) => {
    expect(hasAddresses(resource)).toBe(expected);
  });
});
