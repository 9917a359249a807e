import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../../src/graph/routes/attachments.js';
import { graphOf, object, ofKind, stream } from '../../support/graphs.js';

interface Route {
  readonly kind?: string;
  readonly namespace?: string | null;
  readonly hosts?: string;
}

/** Why the only listener of a Gateway in namespace `edge` does not take a route. */
function refusal(
  listener: string,
  { kind = 'HTTPRoute', namespace = 'edge', hosts }: Route,
  ...more: string[]
): Refusal | undefined {
  const graph = graphOf({
    'a.yaml': stream(
      object(
        'gateway.networking.k8s.io/v1 Gateway',
        '{name: g, namespace: edge}',
        `spec: {listeners: [{name: l, port: 80, ${listener}}]}`,
      ),
      object(
        `gateway.networking.k8s.io/v1 ${kind}`,
        namespace === null ? 'r' : `{name: r, namespace: ${namespace}}`,
        `spec: {${hosts === undefined ? '' : `hostnames: ${hosts}`}}`,
      ),
      ...more,
    ),
  });
  const [[owner], [route]] = [
    ofKind(graph, 'gateway.networking.k8s.io', 'Gateway'),
    ofKind(graph, 'gateway.networking.k8s.io', kind),
  ];
  const [first] = owner === undefined ? [] : graph.routes.listenersOf(owner);
  if (route === undefined || first === undefined) throw new Error('no listener');
  return graph.routes.refusal(route, first);
}

const from = (text: string): string => `protocol: HTTP, allowedRoutes: {namespaces: ${text}}`;
const namespace = (name: string, labels: string): string =>
  object('v1 Namespace', `{name: ${name}, labels: ${labels}}`);

describe('what a listener says no to (semantics 7.2)', () => {
  it.each<readonly [string, Refusal | undefined, string, string]>([
    ['HTTP takes an HTTPRoute', undefined, 'protocol: HTTP', 'HTTPRoute'],
    ['HTTPS takes a GRPCRoute', undefined, 'protocol: HTTPS', 'GRPCRoute'],
    ['HTTP takes no TCPRoute', 'kind', 'protocol: HTTP', 'TCPRoute'],
    ['TLS takes a TLSRoute', undefined, 'protocol: TLS', 'TLSRoute'],
    ['TLS takes a TCPRoute', undefined, 'protocol: TLS', 'TCPRoute'],
    ['TLS takes no HTTPRoute', 'kind', 'protocol: TLS', 'HTTPRoute'],
    ['TCP takes no UDPRoute', 'kind', 'protocol: TCP', 'UDPRoute'],
    ['UDP takes a UDPRoute', undefined, 'protocol: UDP', 'UDPRoute'],
    ["a vendor's protocol may take any", undefined, 'protocol: example.com/quic', 'UDPRoute'],
    ['kinds that are listed', undefined, 'protocol: HTTP, allowedRoutes: {kinds: [{kind: GRPCRoute}]}', 'GRPCRoute'],
    ['only kinds that are listed', 'kind', 'protocol: HTTP, allowedRoutes: {kinds: [{kind: GRPCRoute}]}', 'HTTPRoute'],
    [
      'no kind of another group',
      'kind',
      'protocol: HTTP, allowedRoutes: {kinds: [{group: example.com, kind: HTTPRoute}]}',
      'HTTPRoute',
    ],
  ])('%s: %s', (_, expected, listener, kind) => {
    expect(refusal(listener, { kind })).toBe(expected);
  });

  it.each<readonly [string, Refusal | undefined, string, string | null, readonly string[]]>([
    ['its own namespace, where nothing is written', undefined, 'protocol: HTTP', 'edge', []],
    ['no other namespace, where nothing is written', 'namespace', 'protocol: HTTP', 'shop', []],
    ['no other namespace for Same', 'namespace', from('{from: Same}'), 'shop', []],
    ['any for All', undefined, from('{from: All}'), 'shop', []],
    ['none for None', 'namespace', from('{from: None}'), 'edge', []],
    [
      'one that may be its own',
      undefined,
      'protocol: HTTP',
      null,
      [object('v1 ConfigMap', '{name: c, namespace: shop}')],
    ],
    [
      'one with the labels of a selector',
      undefined,
      from('{from: Selector, selector: {matchLabels: {team: red}}}'),
      'shop',
      [namespace('shop', '{team: red}')],
    ],
    [
      'none without them',
      'namespace',
      from('{from: Selector, selector: {matchLabels: {team: red}}}'),
      'shop',
      [namespace('shop', '{team: blue}')],
    ],
    [
      'one whose labels nobody knows',
      undefined,
      from('{from: Selector, selector: {matchLabels: {team: red}}}'),
      'shop',
      [],
    ],
    [
      'one by its name',
      undefined,
      from('{from: Selector, selector: {matchLabels: {kubernetes.io/metadata.name: shop}}}'),
      'shop',
      [],
    ],
    [
      'one whose namespace nobody knows',
      undefined,
      from('{from: Selector, selector: {matchLabels: {kubernetes.io/metadata.name: bank}}}'),
      null,
      [object('v1 ConfigMap', '{name: c, namespace: shop}')],
    ],
    [
      'none by the name of another',
      'namespace',
      from('{from: Selector, selector: {matchLabels: {kubernetes.io/metadata.name: bank}}}'),
      'shop',
      [],
    ],
  ])('it takes routes of %s: %s', (_, expected, listener, of, more) => {
    expect(refusal(listener, { namespace: of }, ...more)).toBe(expected);
  });

  it.each<readonly [string, Refusal | undefined, string, string | undefined]>([
    ['every host, without one of its own', undefined, 'protocol: HTTP', '[shop.example]'],
    ['a route for every host', undefined, 'protocol: HTTP, hostname: shop.example', undefined],
    ['the same host', undefined, 'protocol: HTTP, hostname: shop.example', '[shop.example]'],
    ['no other host', 'host', 'protocol: HTTP, hostname: shop.example', '[bank.example]'],
    ['one of several hosts', undefined, 'protocol: HTTP, hostname: shop.example', '[bank.example, shop.example]'],
    ['a host below its own', undefined, 'protocol: HTTP, hostname: "*.shop.example"', '[a.b.shop.example]'],
    ['not the host below which its own are', 'host', 'protocol: HTTP, hostname: "*.shop.example"', '[shop.example]'],
    ['hosts of which its own is one', undefined, 'protocol: HTTP, hostname: a.shop.example', '["*.shop.example"]'],
  ])('it takes %s: %s', (_, expected, listener, hosts) => {
    expect(refusal(listener, hosts === undefined ? {} : { hosts })).toBe(expected);
  });

  it('TCP has no hosts', () => {
    expect(
      refusal('protocol: TCP, hostname: shop.example', { kind: 'TCPRoute', hosts: '[bank.example]' }),
    ).toBeUndefined();
  });

  it('the kind comes first, then the namespace', () => {
    const listener = 'protocol: HTTP, hostname: shop.example';
    expect(refusal(listener, { kind: 'TCPRoute', namespace: 'shop' })).toBe('kind');
    expect(refusal(listener, { namespace: 'shop', hosts: '[bank.example]' })).toBe('namespace');
  });
});
