import { describe, expect, it } from 'vitest';
import { externalServices } from '../../../src/graph/unit/external.js';

describe('Services that live outside, by the settings', () => {
  it.each<readonly [readonly string[], string, string | null, boolean]>([
    [['web'], 'web', 'shop', true],
    [['web'], 'web', null, true],
    [['web'], 'webs', 'shop', false],
    [['web'], 'my-web', 'shop', false],
    [['shop/web'], 'web', 'shop', true],
    [['shop/web'], 'web', 'bank', false],
    // Nobody knows the namespace: it may be that one.
    [['shop/web'], 'web', null, true],
    [['shop/web'], 'api', null, false],
    [['web-*'], 'web-db', 'shop', true],
    [['web-*'], 'web', 'shop', false],
    [['shop/*'], 'anything', 'shop', true],
    [['*/web'], 'web', 'bank', true],
    // A dot is a dot.
    [['w.b'], 'web', 'shop', false],
    [['api', 'shop/web'], 'web', 'shop', true],
    [[], 'web', 'shop', false],
  ])('%j, for %s in %s: %j', (patterns, name, namespace, expected) => {
    expect(externalServices(patterns).has(name, namespace)).toBe(expected);
  });
});
