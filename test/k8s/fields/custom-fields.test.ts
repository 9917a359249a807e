import { describe, expect, it } from 'vitest';
import { customFieldErrors, customPortPaths, isKnownCustom } from '../../../src/k8s/fields/custom-fields.js';
import type { Resource } from '../../../src/k8s/object/resource.js';
import { resourceOf } from '../../support/resources.js';

const GATEWAY = 'gateway.networking.k8s.io/v1';
const MONITORING = 'monitoring.coreos.com/v1';

const object = (apiVersion: string, kind: string, spec: string): Resource =>
  resourceOf(`{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: web}, spec: ${spec}}`);

describe('customFieldErrors', () => {
  it.each([
    ['HTTPRoute', GATEWAY, '{rules: [{backendRefs: [{name: a, port: 80}]}]}', []],
    [
      'HTTPRoute',
      GATEWAY,
      '{rules: [{backendRefs: [{name: a, port: "80"}]}]}',
      ['rules.0.backendRefs.0.port a string for an integer'],
    ],
    [
      'HTTPRoute',
      GATEWAY,
      '{rules: [{backendRefs: [{name: a, port: 80.5}]}]}',
      ['rules.0.backendRefs.0.port a fractional number for an integer'],
    ],
    ['HTTPRoute', GATEWAY, '{parentRefs: [{name: a, port: http}]}', ['parentRefs.0.port a string for an integer']],
    ['Gateway', GATEWAY, '{listeners: [{port: [80]}]}', ['listeners.0.port a list for an integer']],
    [
      'Gateway',
      GATEWAY,
      '{listeners: [{allowedRoutes: {namespaces: {selector: {team: shop}}}}]}',
      ['listeners.0.allowedRoutes.namespaces.selector.team unknown'],
    ],
    [
      'ServiceMonitor',
      MONITORING,
      '{selector: {matchLabels: {app: web}}, endpoints: [{port: http, targetPort: 80}]}',
      [],
    ],
    ['ServiceMonitor', MONITORING, '{endpoints: [{port: 80}]}', ['endpoints.0.port a number for a string']],
    [
      'ServiceMonitor',
      MONITORING,
      '{endpoints: [{targetPort: true}]}',
      ['endpoints.0.targetPort a boolean for an integer or a string'],
    ],
    ['ServiceMonitor', MONITORING, '{selector: {app: web}}', ['selector.app unknown']],
    [
      'ServiceMonitor',
      MONITORING,
      '{selector: {matchLabels: {app: 5}}}',
      ['selector.matchLabels.app a number for a string'],
    ],
    [
      'PodMonitor',
      MONITORING,
      '{podMetricsEndpoints: [{portNumber: "80"}]}',
      ['podMetricsEndpoints.0.portNumber a string for an integer'],
    ],
    ['Prometheus', MONITORING, '{selector: {app: web}}', []],
    ['HTTPRoute', 'example.com/v1', '{rules: [{backendRefs: [{name: a, port: "80"}]}]}', []],
  ])('%s %s %s: %j', (kind, apiVersion, spec, expected) => {
    const errors = customFieldErrors(object(apiVersion, kind, spec));
    expect(
      errors.map(
        ({ path, problem }) =>
          `${path.slice(1).join('.')} ${problem.kind === 'unknown' ? 'unknown' : `${problem.found} for ${problem.expected}`}`,
      ),
    ).toEqual(expected);
  });
});

describe('customPortPaths', () => {
  it.each([
    [
      'TCPRoute',
      GATEWAY,
      '{rules: [{backendRefs: [{name: a}, {name: b}]}]}',
      ['rules.0.backendRefs.0.port', 'rules.0.backendRefs.1.port'],
    ],
    ['Gateway', GATEWAY, '{listeners: [{name: a}]}', ['listeners.0.port']],
    ['ServiceMonitor', MONITORING, '{endpoints: [{port: http}]}', []],
  ])('of %s', (kind, apiVersion, spec, expected) => {
    expect(customPortPaths(object(apiVersion, kind, spec)).map((path) => path.slice(1).join('.'))).toEqual(expected);
  });
});

it.each([
  ['HTTPRoute', GATEWAY, true],
  ['GatewayClass', GATEWAY, false],
  ['ServiceMonitor', MONITORING, true],
  ['ServiceMonitor', 'example.com/v1', false],
])('%s of %s is known in part: %s', (kind, apiVersion, expected) => {
  expect(isKnownCustom(object(apiVersion, kind, '{}'))).toBe(expected);
});
