import { describe, expect, it } from 'vitest';
import { companionNames } from '../../../src/k8s/companions/companion-names.js';
import { resourceOf } from '../../support/resources.js';

/** `KIND|KIND NAMESPACE/NAME`, where `.` is the own namespace and `*` any. */
function told(kind: string, rest: string): readonly string[] {
  const slash = kind.indexOf('/');
  const apiVersion = slash === 0 ? 'v1' : `${kind.slice(0, slash)}/v1`;
  const resource = resourceOf(`{apiVersion: ${apiVersion}, kind: ${kind.slice(slash + 1)}, ${rest}}`);
  return companionNames(resource).map(
    ({ targets, namespace, name }) =>
      `${targets.map((each) => each.kind).join('|')} ${namespace === undefined ? '.' : (namespace ?? '*')}/${name}`,
  );
}

describe('what an object names beside Services', () => {
  it.each([
    ['cert-manager.io/Certificate', 'spec: {issuerRef: {name: a}}', ['Issuer ./a']],
    ['cert-manager.io/Certificate', 'spec: {issuerRef: {name: a, kind: ClusterIssuer}}', ['ClusterIssuer */a']],
    ['cert-manager.io/Certificate', 'spec: {issuerRef: {name: a, group: example.org}}', []],
    ['cert-manager.io/Certificate', 'spec: {issuerRef: {name: a, kind: Other}}', []],
    ['networking.k8s.io/Ingress', 'spec: {tls: [{secretName: a}, {hosts: [b]}]}', ['Secret ./a']],
    [
      'networking.k8s.io/Ingress',
      'metadata: {annotations: {nginx.ingress.kubernetes.io/auth-secret: infra/login}}',
      ['Secret infra/login'],
    ],
    [
      'networking.k8s.io/Ingress',
      'metadata: {annotations: {traefik.ingress.kubernetes.io/router.middlewares: "a-b@kubernetescrd,c@file"}}',
      ['Middleware */a-b'],
    ],
    [
      '/Service',
      `metadata: {annotations: {cloud.google.com/backend-config: '{"ports": {"80": "a", "http":"b"}}'}}`,
      ['BackendConfig ./a', 'BackendConfig ./b'],
    ],
    ['/Service', 'metadata: {annotations: {konghq.com/plugins: "a, b"}}', ['KongPlugin ./a', 'KongPlugin ./b']],
    ['/Service', 'metadata: {annotations: {konghq.com/plugins: [a]}}', []],
    [
      'gateway.networking.k8s.io/Gateway',
      'spec: {gatewayClassName: a, listeners: [{tls: {certificateRefs: [{name: b, namespace: c}]}}]}',
      ['GatewayClass */a', 'Secret c/b'],
    ],
    [
      'gateway.envoyproxy.io/SecurityPolicy',
      'spec: {targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: a}, {group: "", kind: Service, name: b}]}',
      ['HTTPRoute ./a'],
    ],
    [
      'keda.sh/ScaledObject',
      'spec: {triggers: [{authenticationRef: {name: a}}, {authenticationRef: {name: b, kind: ClusterTriggerAuthentication}}]}',
      ['TriggerAuthentication ./a', 'ClusterTriggerAuthentication */b'],
    ],
    [
      'traefik.io/IngressRoute',
      'spec: {routes: [{middlewares: [{name: a}, {name: b@file}, {name: "${C}"}]}], tls: {options: {name: d, namespace: e}}}',
      ['TLSOption e/d', 'Middleware|MiddlewareTCP ./a'],
    ],
    ['/ConfigMap', 'data: {a: b}', []],
  ])('%s %s', (kind, rest, expected) => {
    expect(told(kind, rest)).toEqual(expected);
  });
});
