import { describe, expect, it } from 'vitest';
import {
  destinationsOf,
  entryHostsOf,
  gatewaysOf,
  hostPathsOf,
  isBehindGateway,
  readIstioHost,
  subsetsOf,
} from '../../../src/k8s/routes/istio.js';
import type { Resource } from '../../../src/k8s/object/resource.js';
import { resourceOf } from '../../support/resources.js';

const object = (kind: string, spec: string): Resource =>
  resourceOf(`{apiVersion: networking.istio.io/v1, kind: ${kind}, metadata: {name: web}, spec: ${spec}}`);

describe('readIstioHost', () => {
  it.each([
    ['reviews', { kind: 'service', name: 'reviews', namespace: undefined }],
    ['reviews.prod.svc.cluster.local', { kind: 'service', name: 'reviews', namespace: 'prod' }],
    ['reviews.prod', { kind: 'short', name: 'reviews', namespace: 'prod' }],
    ['reviews.prod.svc', { kind: 'short', name: 'reviews', namespace: 'prod' }],
    ['reviews.shop.example.com', { kind: 'other' }],
    ['*', { kind: 'other' }],
    ['*.prod', { kind: 'other' }],
    ['*.prod.svc.cluster.local', { kind: 'other' }],
    ['Reviews', { kind: 'other' }],
    ['', { kind: 'other' }],
  ])('%s', (host, expected) => {
    expect(readIstioHost(host)).toEqual(expected);
  });
});

describe('destinationsOf', () => {
  it.each([
    [
      'routes of http',
      '{http: [{route: [{destination: {host: a}}, {destination: {host: b, subset: v2}}]}]}',
      ['destination a -', 'destination b v2'],
    ],
    [
      'routes of tls and tcp',
      '{tcp: [{route: [{destination: {host: a}}]}], tls: [{route: [{destination: {host: b}}]}]}',
      ['destination b -', 'destination a -'],
    ],
    [
      'a mirror, and several',
      '{http: [{mirror: {host: a}}, {mirrors: [{destination: {host: b}}]}]}',
      ['mirror a -', 'mirror b -'],
    ],
    [
      'an empty subset, which is none',
      '{http: [{route: [{destination: {host: a, subset: ""}}]}]}',
      ['destination a -'],
    ],
    ['nothing without a host', '{http: [{route: [{destination: {port: {number: 80}}}]}]}', []],
    ['nothing of a redirect', '{http: [{redirect: {authority: a}}]}', []],
  ])('%s', (_, spec, expected) => {
    const found = destinationsOf(object('VirtualService', spec));
    expect(found.map(({ role, host, subset }) => `${role} ${host} ${subset ?? '-'}`)).toEqual(expected);
  });
});

describe('hostPathsOf', () => {
  it.each([
    ['a DestinationRule', object('DestinationRule', '{host: a}'), ['spec.host']],
    [
      'a VirtualService',
      object('VirtualService', '{hosts: [a], http: [{mirror: {host: b}}]}'),
      ['spec.http.0.mirror.host'],
    ],
    ['a Gateway', object('Gateway', '{servers: [{hosts: [a]}]}'), []],
    ['a kind of another group', resourceOf('{apiVersion: example.com/v1, kind: DestinationRule, spec: {host: a}}'), []],
  ])('%s', (_, resource, expected) => {
    expect(hostPathsOf(resource).map((path) => path.join('.'))).toEqual(expected);
  });
});

describe('the gateways of a VirtualService', () => {
  it.each([
    ['{}', false, []],
    ['{gateways: []}', false, []],
    ['{gateways: [mesh]}', false, []],
    ['{gateways: [web]}', true, ['-/web']],
    ['{gateways: [web, mesh]}', false, ['-/web']],
    ['{gateways: [istio-system/web]}', true, ['istio-system/web']],
    ['{gateways: [./web]}', true, ['-/web']],
    ['{gateways: [web.istio-system.svc.cluster.local]}', true, []],
    ['{gateways: ["${GATEWAY}"]}', true, []],
  ])('%s: behind them alone: %s', (spec, isBehind, gateways) => {
    const resource = object('VirtualService', spec);
    expect(isBehindGateway(resource)).toBe(isBehind);
    expect(gatewaysOf(resource).map(({ namespace, name }) => `${namespace ?? '-'}/${name}`)).toEqual(gateways);
  });

  it('are none of another kind', () => {
    expect(gatewaysOf(object('Sidecar', '{gateways: [web]}'))).toEqual([]);
  });
});

it.each([
  ['{hosts: [api.example.com, b, 80]}', ['api.example.com', 'b']],
  ['{hosts: ["*.example.com"]}', ['*.example.com']],
  ['{}', []],
])('a ServiceEntry with %s declares %j', (spec, expected) => {
  expect(entryHostsOf(object('ServiceEntry', spec))).toEqual(expected);
});

it.each([
  ['{subsets: [{name: v1, labels: {version: v1}}, {name: all}]}', ['v1 version=v1', 'all ']],
  ['{subsets: [{labels: {version: v1}}, {name: ""}]}', []],
  ['{}', []],
])('subsets of %s', (spec, expected) => {
  const found = subsetsOf(object('DestinationRule', spec));
  expect(
    found.map(
      ({ name, labels }) => `${name} ${[...labels.values()].map(({ key, value }) => `${key}=${value}`).join()}`,
    ),
  ).toEqual(expected);
});
