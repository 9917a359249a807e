import { describe, expect, it } from 'vitest';
import { bestOf, ingressPathRule, matchPath, type PathRule } from '../../../src/k8s/entries/path-rule.js';
import { resourceOf } from '../../support/resources.js';

describe('what a rule says of a path (semantics 7.1)', () => {
  it.each<readonly [PathRule['kind'], string, string, string]>([
    ['exact', '/a', '/a', 'yes'],
    ['exact', '/a', '/a/', 'no'],
    ['exact', '/a', '/a/b', 'no'],
    ['prefix', '/a', '/a', 'yes'],
    ['prefix', '/a', '/a/', 'yes'],
    ['prefix', '/a', '/a/b', 'yes'],
    ['prefix', '/a', '/ab', 'no'],
    ['prefix', '/a', '/', 'no'],
    ['prefix', '/a/', '/a', 'yes'],
    ['prefix', '/a/', '/a/b', 'yes'],
    ['prefix', '/a/', '/ab', 'no'],
    ['prefix', '/', '/', 'yes'],
    ['prefix', '/', '/a', 'yes'],
    ['prefix', '', '/a', 'yes'],
    ['text', '/a', '/ab', 'yes'],
    ['text', '/a', '/', 'no'],
    ['open', '/a.*', '/b', 'open'],
  ])('%s %j for %s: %s', (kind, text, path, expected) => {
    expect(matchPath({ kind, text }, path)).toBe(expected);
  });
});

describe('the rule that wins', () => {
  const best = (path: string, ...rules: readonly PathRule[]): PathRule | undefined =>
    bestOf(
      rules.map((rule) => ({ rule })),
      path,
    )?.rule;
  const [root, shop, exact, open] = [
    { kind: 'prefix', text: '/' },
    { kind: 'prefix', text: '/shop' },
    { kind: 'exact', text: '/shop' },
    { kind: 'open', text: '/s.*' },
  ] as const;

  it.each<readonly [string, PathRule | undefined, readonly PathRule[]]>([
    ['/shop', exact, [open, shop, exact, root]],
    ['/shop/cart', shop, [root, shop, exact]],
    ['/shop/cart', open, [shop, open, root]],
    ['/cart', root, [shop, root, exact]],
    ['/cart', undefined, [shop, exact]],
  ])('for %s', (path, expected, rules) => {
    expect(best(path, ...rules)).toBe(expected);
    expect(best(path, ...[...rules].reverse())).toBe(expected);
  });

  it('is the first of two that say the same', () => {
    const other = { kind: 'prefix', text: '/shop' } as const;
    expect(best('/shop', shop, other)).toBe(shop);
    expect(best('/shop', other, shop)).toBe(other);
  });
});

describe('how an Ingress compares a path', () => {
  it.each([
    ['path: /a, pathType: Exact', '', 'exact', '/a'],
    ['path: "/a(.*)", pathType: Exact', '', 'exact', '/a(.*)'],
    ['path: /a, pathType: Prefix', '', 'prefix', '/a'],
    ['path: "/a(.*)", pathType: Prefix', '', 'prefix', '/a(.*)'],
    ['path: "/a(.*)", pathType: Prefix', 'nginx.ingress.kubernetes.io/use-regex: "true"', 'open', '/a(.*)'],
    ['path: "/a(.*)", pathType: Prefix', 'nginx.ingress.kubernetes.io/use-regex: "false"', 'prefix', '/a(.*)'],
    ['path: "/a(.*)", pathType: Prefix', 'nginx.ingress.kubernetes.io/rewrite-target: /', 'open', '/a(.*)'],
    ['path: /a, pathType: Prefix', 'nginx.ingress.kubernetes.io/use-regex: "true"', 'prefix', '/a'],
    ['path: "/a(.*)", pathType: ImplementationSpecific', '', 'open', '/a(.*)'],
    ['path: /a, pathType: ImplementationSpecific', '', 'prefix', '/a'],
    ['path: "/a[0-9]"', '', 'open', '/a[0-9]'],
    ['backend: {}', '', 'prefix', '/'],
  ])('{%s} with {%s}: %s', (path, annotations, kind, text) => {
    const ingress = resourceOf(
      `{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: a, annotations: {${annotations}}}, ` +
        `spec: {rules: [{http: {paths: [{${path}}]}}]}}`,
    );
    expect(ingressPathRule(ingress, ['spec', 'rules', 0, 'http', 'paths', 0])).toEqual({ kind, text });
  });
});
