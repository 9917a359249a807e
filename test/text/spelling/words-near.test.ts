import { describe, expect, it } from 'vitest';
import { editsWithin } from '../../../src/text/spelling/similar.js';
import { wordsNear } from '../../../src/text/spelling/words-near.js';
import { fc } from '../../support/random.js';

describe('words near to another one', () => {
  it.each<readonly [string, readonly string[], number, readonly string[]]>([
    ['web', [], 2, []],
    ['web', ['web'], 0, ['web']],
    ['wbe', ['api', 'cart', 'mail', 'shop', 'web', 'webs'], 1, ['web']],
    ['wbe', ['api', 'cart', 'mail', 'shop', 'web', 'webs'], 2, ['web', 'webs']],
    ['', ['a', 'ab', 'abc', 'b', 'c', 'd'], 1, ['a', 'b', 'c', 'd']],
  ])('%s among %j, %i edits: %j', (word, words, most, expected) => {
    expect(wordsNear(words)(word, most)).toEqual(expected);
  });

  it('are those that a comparison with each finds', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), word, fc.nat(3), (words, asked, most) => {
        const near = [...new Set(words)].sort().filter((each) => editsWithin(each, asked, most) !== undefined);
        expect(wordsNear(words)(asked, most)).toEqual(near);
      }),
    );
  });
});
