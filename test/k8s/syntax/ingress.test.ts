import { describe, expect, it } from 'vitest';
import { ingressHostProblem, ingressPathProblem } from '../../../src/k8s/syntax/ingress.js';

describe('ingressPathProblem', () => {
  it.each([
    ['/', 'Prefix', undefined],
    ['/shop/cart', 'Exact', undefined],
    ['', 'Prefix', undefined],
    ['shop', 'Prefix', 'does not start with `/`'],
    ['shop', 'ImplementationSpecific', 'does not start with `/`'],
    ['/a//b', 'Prefix', 'has `//` in it'],
    ['/a/../b', 'Exact', 'has `/../` in it'],
    ['/a/./b', 'Exact', 'has `/./` in it'],
    ['/a%2fb', 'Prefix', 'has `%2f` in it'],
    ['/a%2Fb', 'Prefix', 'has `%2F` in it'],
    ['/a/..', 'Prefix', 'ends in `/..`'],
    ['/a/.', 'Prefix', 'ends in `/.`'],
    ['/a/...', 'Prefix', undefined],
    ['/.well-known', 'Prefix', undefined],
    ['/a//b', 'ImplementationSpecific', undefined],
  ])('%s of %s: %s', (path, type, expected) => {
    expect(ingressPathProblem(path, type)).toBe(expected);
  });
});

describe('ingressHostProblem', () => {
  it.each([
    ['shop.example', true],
    ['*.shop.example', true],
    ['shop', true],
    ['', true],
    ['10.0.0.1', false],
    ['https://shop.example', false],
    ['shop.example:443', false],
    ['shop.example/cart', false],
    ['*', false],
    ['*.*.example', false],
    ['shop.*.example', false],
    ['*shop.example', false],
    ['Shop.example', false],
    ['shop_1.example', false],
    ['shop.example.', false],
  ])('%s is legal: %s', (host, isLegal) => {
    expect(ingressHostProblem(host) === undefined).toBe(isLegal);
  });

  it('may be an address, where that is allowed', () => {
    expect(ingressHostProblem('10.0.0.1')?.fact).toBe('is an IP address');
    expect(ingressHostProblem('10.0.0.1', true)).toBeUndefined();
  });
});
