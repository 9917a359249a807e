import { describe, expect, it } from 'vitest';
import { secondKnativePort, wrongValues } from '../../../src/k8s/fields/closed-fields.js';
import { resourceOf } from '../../support/resources.js';

function wrong(apiVersion: string, kind: string, spec: string, minor = 36): readonly string[] {
  const resource = resourceOf(`{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: web}, spec: ${spec}}`);
  return wrongValues(resource, minor).map(({ path, value }) => `${path.slice(1).join('.')} ${value}`);
}

it.each([
  ['Service', 'template: {spec: ', '}', 'template.spec.'],
  ['Configuration', 'template: {spec: ', '}', 'template.spec.'],
  ['Revision', '', '', ''],
])('the name of the port in a %s of Knative is a protocol', (kind, before, after, path) => {
  const spec = (ports: string): string => {
    const pods = `containers: [{image: a, ports: ${ports}}]`;
    return before === '' ? `{${pods}}` : `{${before}{${pods}}${after}}`;
  };
  expect(wrong('serving.knative.dev/v1', kind, spec('[{name: h2c, containerPort: 80}]'))).toEqual([]);
  expect(wrong('serving.knative.dev/v1', kind, spec('[{name: http, containerPort: 80}]'))).toEqual([
    `${path}containers.0.ports.0.name http`,
  ]);
  const two = resourceOf(
    `{apiVersion: serving.knative.dev/v1, kind: ${kind}, metadata: {name: web}, spec: ${spec('[{containerPort: 80}, {containerPort: 81}]')}}`,
  );
  expect(secondKnativePort(two)?.slice(1).join('.')).toBe(`${path}containers.0.ports.1`);
});

describe('values of a Service that the API server refuses', () => {
  it.each([
    ['{type: ClusterIP, sessionAffinity: ClientIP, ipFamilyPolicy: PreferDualStack}', []],
    ['{type: "", sessionAffinity: }', []],
    ['{type: Loadbalancer}', ['type Loadbalancer']],
    ['{sessionAffinity: clientIP}', ['sessionAffinity clientIP']],
    [
      '{externalTrafficPolicy: Global, internalTrafficPolicy: local}',
      ['externalTrafficPolicy Global', 'internalTrafficPolicy local'],
    ],
    ['{ipFamilies: [IPv4, ipv6]}', ['ipFamilies.1 ipv6']],
    [
      '{ports: [{port: 80, protocol: tcp}, {port: 81, protocol: HTTP}]}',
      ['ports.0.protocol tcp', 'ports.1.protocol HTTP'],
    ],
    ['{ports: [{port: 80, protocol: SCTP}]}', []],
  ])('%s: %j', (spec, expected) => {
    expect(wrong('v1', 'Service', spec)).toEqual(expected);
  });

  it.each([
    ['PreferClose', 33, []],
    ['PreferClose', 34, []],
    ['PreferSameZone', 33, ['trafficDistribution PreferSameZone']],
    ['PreferSameZone', 34, []],
    ['PreferSameNode', 34, []],
    ['preferClose', 36, ['trafficDistribution preferClose']],
  ])('trafficDistribution %s in 1.%d: %j', (value, minor, expected) => {
    expect(wrong('v1', 'Service', `{trafficDistribution: ${value}}`, minor)).toEqual(expected);
  });
});

describe('values of Pods that the API server refuses', () => {
  it.each([
    ['{restartPolicy: OnFailure, dnsPolicy: ClusterFirst}', []],
    ['{restartPolicy: always}', ['restartPolicy always']],
    ['{dnsPolicy: Cluster}', ['dnsPolicy Cluster']],
    [
      '{containers: [{name: a, imagePullPolicy: always, ports: [{containerPort: 1, protocol: http}]}]}',
      ['containers.0.imagePullPolicy always', 'containers.0.ports.0.protocol http'],
    ],
  ])('%s: %j', (spec, expected) => {
    expect(wrong('v1', 'Pod', spec)).toEqual(expected);
  });

  it.each([
    ['initContainers', 'Always', 34, []],
    ['initContainers', 'Never', 34, ['initContainers.0.restartPolicy Never']],
    ['initContainers', 'Never', 35, []],
    ['containers', 'Never', 35, []],
    ['containers', 'Sometimes', 35, ['containers.0.restartPolicy Sometimes']],
  ])('restartPolicy of %s %s in 1.%d: %j', (list, value, minor, expected) => {
    expect(wrong('v1', 'Pod', `{${list}: [{name: a, restartPolicy: ${value}}]}`, minor)).toEqual(expected);
  });

  it.each([
    ['v1', 'Pod', 'Never', []],
    ['apps/v1', 'Deployment', 'Always', []],
    ['apps/v1', 'Deployment', 'Never', ['template.spec.restartPolicy Never']],
    ['batch/v1', 'Job', 'OnFailure', []],
    ['batch/v1', 'Job', 'Always', ['template.spec.restartPolicy Always']],
  ])('restartPolicy of %s %s %s: %j', (apiVersion, kind, value, expected) => {
    const spec = `{restartPolicy: ${value}, containers: [{name: a}]}`;
    expect(wrong(apiVersion, kind, kind === 'Pod' ? spec : `{template: {spec: ${spec}}}`)).toEqual(expected);
  });
});

describe('values of other kinds that the API server refuses', () => {
  it.each([
    [
      'networking.k8s.io/v1',
      'Ingress',
      '{rules: [{http: {paths: [{pathType: prefix}, {pathType: Exact}]}}]}',
      ['rules.0.http.paths.0.pathType prefix'],
    ],
    ['networking.k8s.io/v1', 'NetworkPolicy', '{policyTypes: [Ingress, egress]}', ['policyTypes.1 egress']],
    [
      'networking.k8s.io/v1',
      'NetworkPolicy',
      '{ingress: [{ports: [{protocol: udp}]}]}',
      ['ingress.0.ports.0.protocol udp'],
    ],
    ['argoproj.io/v1alpha1', 'Rollout', '{template: {spec: {dnsPolicy: Cluster}}}', []],
  ])('%s %s %s', (apiVersion, kind, spec, expected) => {
    expect(wrong(apiVersion, kind, spec)).toEqual(expected);
  });
});
