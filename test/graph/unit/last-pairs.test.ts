import { describe, expect, it } from 'vitest';
import { lastPairs } from '../../../src/graph/unit/last-pairs.js';

interface End {
  readonly name: string;
  readonly ports: readonly string[];
}

const end = (name: string, ...ports: readonly string[]): End => ({ name, ports });

function pairsOf(askers: readonly End[], things: readonly End[]): (asker: End) => string | undefined {
  const pair = lastPairs<End, End>({
    askers,
    things,
    keysOfAsker: ({ ports }) => ports,
    keysOfThing: ({ ports }) => ports,
    wishOf: ({ name }) => name,
    ownerOf: ({ name }) => name,
  });
  return (asker) => pair(asker)?.name;
}

describe('lastPairs', () => {
  const shop = end('shop', '80');

  it('pairs the only two that fit', () => {
    expect(pairsOf([shop], [end('web', '80'), end('db', '5432')])(shop)).toBe('web');
  });

  it('takes what one owner has twice, and who asks the same twice, for one', () => {
    expect(pairsOf([shop, end('shop', '80')], [end('web', '80'), end('web', '80', '443')])(shop)).toBe('web');
  });

  it.each([
    ['two things may be meant', [shop], [end('web', '80'), end('api', '80')]],
    ['another asker may be meant', [shop, end('blog', '80')], [end('web', '80')]],
    ['nothing fits', [shop], [end('web', '8080')]],
    ['far too many are there', [shop], Array.from({ length: 9 }, (_, at) => end(`web-${at}`, '80'))],
  ])('is silent where %s', (_, askers, things) => {
    expect(pairsOf(askers, things)(shop)).toBeUndefined();
  });
});
