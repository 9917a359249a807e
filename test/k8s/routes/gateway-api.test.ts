import { describe, expect, it } from 'vitest';
import {
  hostsIntersect,
  listenersFor,
  listenersOf,
  namespaceMeets,
  parentRefsOf,
  routeKindsOf,
} from '../../../src/k8s/routes/gateway-api.js';
import { judgeGrant } from '../../../src/k8s/references/grants.js';
import { backendRefsOf, readRoute } from '../../../src/k8s/references/gateway.js';
import { resourceOf } from '../../support/resources.js';

describe('hostsIntersect', () => {
  it.each([
    ['shop.example.com', 'shop.example.com', true],
    ['Shop.example.com', 'shop.example.com', true],
    ['*.example.com', 'shop.example.com', true],
    ['shop.example.com', '*.example.com', true],
    ['a.b.example.com', '*.example.com', true],
    ['*.b.example.com', '*.example.com', true],
    ['*.example.com', '*.example.com', true],
    ['example.com', '*.example.com', false],
    ['shopexample.com', '*.example.com', false],
    ['*.example.org', '*.example.com', false],
    ['www.shop.example.com', 'shop.example.com', false],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(hostsIntersect(a, b)).toBe(expected);
    expect(hostsIntersect(b, a)).toBe(expected);
  });
});

describe('readRoute', () => {
  const route = resourceOf(`
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop}
spec:
  rules:
    - filters:
        - {type: RequestMirror, requestMirror: {backendRef: {name: audit, port: 1}}}
        - {type: ExternalAuth, externalAuth: {backendRef: {name: auth, port: 2, namespace: login}}}
        - {type: RequestRedirect, requestRedirect: {port: 443}}
      backendRefs:
        - {name: shop, port: 3, weight: 0, filters: [{type: RequestMirror, requestMirror: {backendRef: {name: copy, port: 4}}}]}
        - {group: "", kind: Service, namespace: "", name: ledger}
        - {group: core, kind: Service, name: no-core-group, port: 5}
        - {kind: InferencePool, group: inference.networking.k8s.io, name: pool}
        - {name: text, port: "80"}
        - {port: 80}
`);

  it('reads every Service, in document order, with the defaults of the API', () => {
    expect(
      readRoute(route).map(({ role, name, namespace, port }) => [
        role,
        name,
        namespace,
        port.kind === 'number' ? port.number : port.kind,
      ]),
    ).toEqual([
      ['mirror', 'audit', undefined, 1],
      ['authorization', 'auth', 'login', 2],
      ['backend', 'shop', undefined, 3],
      ['mirror', 'copy', undefined, 4],
      ['backend', 'ledger', undefined, 'unwritten'],
      ['backend', 'text', undefined, 'unwritten'],
    ]);
    expect(backendRefsOf(route)).toHaveLength(9);
  });

  it.each([
    ['HTTPRoute', 'TCP'],
    ['GRPCRoute', 'TCP'],
    ['TLSRoute', 'TCP'],
    ['UDPRoute', 'UDP'],
  ])('%s speaks %s', (kind, protocol) => {
    const one = resourceOf(
      `{apiVersion: gateway.networking.k8s.io/v1, kind: ${kind}, metadata: {name: r}, spec: {rules: [{backendRefs: [{name: s, port: 1}]}]}}`,
    );
    expect(readRoute(one).map(({ protocols }) => protocols)).toEqual([[protocol]]);
  });
});

describe('listeners', () => {
  const gateway = resourceOf(`
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  listeners:
    - {name: a, port: 80, protocol: HTTP}
    - {name: b, port: 80, protocol: HTTP, hostname: b.example.com, allowedRoutes: {kinds: [{kind: GRPCRoute}, {group: example.com, kind: HTTPRoute}]}}
    - {name: c, port: 443, protocol: TLS, allowedRoutes: {namespaces: {from: All}}}
    - {name: d, port: 9, protocol: example.com/bus}
`);
  const listeners = listenersOf(gateway);
  const parents = parentRefsOf(
    resourceOf(
      '{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: r}, spec: {parentRefs: [{name: edge}, {name: edge, port: 80}, {name: edge, sectionName: b, port: 80}, {name: edge, sectionName: c, port: 80}]}}',
    ),
  );

  it('are those of a section, of a port, or all', () => {
    expect(
      parents.map((parent) =>
        listenersFor(parent, listeners)
          .map(({ name }) => name)
          .join(''),
      ),
    ).toEqual(['abcd', 'ab', 'b', '']);
  });

  it('take the kinds they list, else those of their protocol', () => {
    expect(listeners.map(routeKindsOf)).toEqual([
      ['HTTPRoute', 'GRPCRoute'],
      ['GRPCRoute'],
      ['TLSRoute', 'TCPRoute'],
      undefined,
    ]);
    expect(listeners.map(({ from }) => from)).toEqual(['Same', 'Same', 'All', 'Same']);
  });
});

describe('namespaceMeets', () => {
  const shop = resourceOf(
    '{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {edge: public, kubernetes.io/metadata.name: wrong}}}',
  );
  const selector = (text: string) => {
    const gateway = `{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: g}, spec: {listeners: [{name: a, allowedRoutes: {namespaces: {selector: ${text}}}}]}}`;
    return listenersOf(resourceOf(gateway))[0]?.selector ?? [];
  };

  it.each([
    ['{matchLabels: {edge: public}}', 'yes', 'unknown'],
    ['{matchLabels: {edge: internal}}', 'no', 'unknown'],
    ['{matchLabels: {kubernetes.io/metadata.name: shop}}', 'yes', 'yes'],
    ['{matchLabels: {kubernetes.io/metadata.name: ledger}}', 'no', 'no'],
    ['{matchLabels: {kubernetes.io/metadata.name: ledger, edge: public}}', 'no', 'no'],
    ['{matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [shop]}]}', 'no', 'no'],
    ['{matchExpressions: [{key: kubernetes.io/metadata.name, operator: Exists}]}', 'yes', 'yes'],
    ['{}', 'yes', 'yes'],
  ])('%s: %s with the Namespace on disk, %s without', (text, withObject, without) => {
    expect(namespaceMeets(selector(text), 'shop', shop)).toBe(withObject);
    expect(namespaceMeets(selector(text), 'shop', undefined)).toBe(without);
  });
});

describe('judgeGrant', () => {
  const [reference] = readRoute(
    resourceOf(
      '{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: r}, spec: {rules: [{backendRefs: [{name: ledger, namespace: ledger, port: 1}]}]}}',
    ),
  );
  const from = '{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}';

  it.each([
    [`[${from}]`, '[{group: "", kind: Service}]', 'covers'],
    [`[${from}]`, '[{group: "", kind: Service, name: ledger}]', 'covers'],
    [`[${from}]`, '[{group: "", kind: Service, name: other}, {group: "", kind: Service, name: ""}]', 'covers'],
    [
      `[{group: x, kind: y, namespace: z}, ${from}]`,
      '[{group: "", kind: Secret}, {group: "", kind: Service}]',
      'covers',
    ],
    ['[{group: gateway.networking.k8s.io, kind: GRPCRoute, namespace: shop}]', '[{group: "", kind: Service}]', 'kind'],
    ['[{group: "", kind: HTTPRoute, namespace: shop}]', '[{group: "", kind: Service}]', 'kind'],
    [
      '[{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: other}]',
      '[{group: "", kind: Service}]',
      'namespace',
    ],
    [`[${from}]`, '[{group: "", kind: Secret}]', 'target'],
    [`[${from}]`, '[{group: core, kind: Service}]', 'target'],
    [`[${from}]`, '[{group: "", kind: Service, name: other}]', 'name'],
  ])('from %s to %s: %s', (froms, tos, expected) => {
    if (reference === undefined) throw new Error('the route has a reference');
    const grant = resourceOf(
      `{apiVersion: gateway.networking.k8s.io/v1, kind: ReferenceGrant, metadata: {name: g}, spec: {from: ${froms}, to: ${tos}}}`,
    );
    const verdict = judgeGrant(grant, reference, 'shop');
    expect(verdict === 'covers' ? verdict : verdict.what).toBe(expected);
  });
});
