import { describe, expect, it } from 'vitest';
import { append, firstOf, groupBy } from '../../src/data/group.js';

describe('groupBy', () => {
  it.each<readonly [readonly string[], readonly (readonly [string, readonly string[]])[]]>([
    [[], []],
    [
      ['ab', 'b', 'ac'],
      [
        ['a', ['ab', 'ac']],
        ['b', ['b']],
      ],
    ],
    [
      ['b', 'ac', 'ab'],
      [
        ['b', ['b']],
        ['a', ['ac', 'ab']],
      ],
    ],
  ])('%j by the first letter', (words, expected) => {
    expect([...groupBy(words, (word) => word.charAt(0))]).toEqual(expected);
  });

  it('takes no key for a key', () => {
    expect([...groupBy([1, 2], () => undefined)]).toEqual([[undefined, [1, 2]]]);
  });
});

describe('append', () => {
  it('begins a list, and goes on with it', () => {
    const map = new Map<string, number[]>();
    append(map, 'a', 1);
    append(map, 'b', 2);
    append(map, 'a', 1);
    expect([...map]).toEqual([
      ['a', [1, 1]],
      ['b', [2]],
    ]);
  });
});

describe('firstOf', () => {
  it.each<readonly [string, readonly (readonly number[])[], number, readonly number[]]>([
    ['all of short lists, in their order', [[3, 1], [2]], 5, [3, 1, 2]],
    [
      'each thing once',
      [
        [1, 2],
        [2, 3],
      ],
      5,
      [1, 2, 3],
    ],
    [
      'so many of each list',
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      2,
      [1, 2, 4, 5],
    ],
    ['what a list has twice counts twice', [[1, 1, 2]], 2, [1]],
    ['nothing of no list', [], 3, []],
    ['nothing, where none is asked for', [[1]], 0, []],
  ])('%s', (_, lists, most, expected) => {
    expect(firstOf(lists, most)).toEqual(expected);
  });

  it('does not ask a list for more than it takes', () => {
    let asked = 0;
    function* endless(): Iterable<number> {
      for (;;) yield asked++;
    }
    expect(firstOf([endless()], 3)).toEqual([0, 1, 2]);
    expect(asked).toBeLessThan(5);
  });
});
