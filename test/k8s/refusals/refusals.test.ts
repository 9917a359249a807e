import { describe, expect, it } from 'vitest';
import { fieldPath } from '../../../src/k8s/fields/field-errors.js';
import { refusalsOf } from '../../../src/k8s/refusals/refusals.js';
import { resourceOf } from '../../support/resources.js';

const told = (kind: string, spec: string): readonly string[] =>
  refusalsOf(
    resourceOf(
      `{apiVersion: ${kind.slice(0, kind.indexOf('/'))}/v1, kind: ${kind.slice(kind.indexOf('/') + 1)}, spec: ${spec}}`,
    ),
  ).map(({ path }) => fieldPath(path));

const ROUTE = 'gateway.networking.k8s.io/HTTPRoute';
const GATEWAY = 'gateway.networking.k8s.io/Gateway';

describe('what validation refuses', () => {
  it.each([
    [ROUTE, '{hostnames: ["a.example", "*.a.example", "*", "a:80", "A.example", "${HOST}"]}', ['[2]', '[3]', '[4]']],
    [ROUTE, '{rules: [{filters: [{type: CORS, cors: {}}]}]}', []],
    [
      ROUTE,
      '{rules: [{filters: [{type: RequestRedirect, requestRedirect: {hostname: a.example}}, {type: URLRewrite, urlRewrite: {hostname: b.example}}]}]}',
      ['.filters[1].urlRewrite'],
    ],
    [ROUTE, '{rules: [{filters: [{type: RequestRedirect, requestRedirect: {hostname: a.example}}]}]}', []],
    [
      ROUTE,
      '{rules: [{backendRefs: [{name: a, port: 80}], filters: [{type: RequestRedirect, requestRedirect: {hostname: a.example}}]}]}',
      ['.backendRefs'],
    ],
    [ROUTE, '{rules: [{filters: [{type: CORS}]}]}', ['.filters[0].type']],
    [ROUTE, '{rules: [{filters: [{type: Other, cors: {}}]}]}', []],
    [ROUTE, '{rules: [{matches: [{path: {value: /a}}, {path: {value: a}}]}]}', ['.matches[1].path.value']],
    [ROUTE, '{rules: [{matches: [{path: {type: RegularExpression, value: "a(.*)"}}]}]}', []],
    [ROUTE, '{rules: [{matches: [{path: {value: "/a b"}}]}]}', ['.matches[0].path.value']],
    [
      ROUTE,
      '{rules: [{matches: [{method: GET}], filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch}}}]}]}',
      ['.filters[0].urlRewrite.path.type'],
    ],
    [GATEWAY, '{listeners: [{protocol: HTTPS, port: 443}]}', []],
    [GATEWAY, '{listeners: [{protocol: TLS, port: 443, tls: {mode: Passthrough}}]}', []],
    [GATEWAY, '{listeners: [{protocol: HTTPS, port: 443, tls: {certificateRefs: []}}]}', ['.tls']],
    [GATEWAY, '{listeners: [{protocol: example.org/x, port: 443, tls: {certificateRefs: [{name: a}]}}]}', []],
  ])('%s %s', (kind, spec, expected) => {
    const found = told(kind, spec).map((path) => path.replace(/^spec\.(rules\[0\]|listeners\[0\]|hostnames)/, ''));
    expect(found).toEqual(expected);
  });

  it.each<readonly [kind: string, spec: string, expected: readonly string[]]>([
    ['networking.istio.io/VirtualService', '{hosts: [a], http: [{route: [{destination: {host: b}}]}]}', []],
    ['networking.istio.io/VirtualService', '{hosts: [x/a]}', ['spec.hosts[0]']],
    ['networking.istio.io/DestinationRule', '{host: x/a}', ['spec.host']],
    ['networking.istio.io/Gateway', '{servers: [{port: {protocol: https}}]}', ['spec.servers[0].port.protocol']],
    ['networking.istio.io/Gateway', '{servers: [{port: {protocol: HTTPS}, tls: {mode: ISTIO_MUTUAL}}]}', []],
    ['autoscaling/HorizontalPodAutoscaler', '{minReplicas: 2}', []],
    ...['{averageUtilization: 50, averageValue: 1}', '{type: Utilization}', '{averageValue: 1}'].map(
      (target, at) =>
        [
          'autoscaling/HorizontalPodAutoscaler',
          `{maxReplicas: 3, metrics: [{type: Resource, resource: {name: cpu, target: ${target}}}]}`,
          [['spec.metrics[0].resource.target.averageValue'], ['spec.metrics[0].resource.target.type'], []][at] ?? [],
        ] as const,
    ),
    ['keda.sh/ScaledObject', '{minReplicaCount: 200}', ['spec.minReplicaCount']],
    ['keda.sh/ScaledObject', '{minReplicaCount: 2, maxReplicaCount: 2}', []],
    ['policy/PodDisruptionBudget', '{minAvailable: 50%}', []],
    ['policy/PodDisruptionBudget', '{maxUnavailable: "1"}', ['spec.maxUnavailable']],
  ])('%s %s', (kind, spec, expected) => {
    expect(told(kind, spec)).toEqual(expected);
  });
});
