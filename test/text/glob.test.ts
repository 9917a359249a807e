import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { glob } from '../../src/text/glob.js';
import { goPattern } from '../../src/text/pattern.js';

describe('glob', () => {
  it.each([
    ['a*c', 'abc', true],
    ['a*c', 'ac', true],
    ['a*c', 'a/c', false],
    ['*', '', true],
    ['*', 'a/b', false],
    ['*/b', 'a/b', true],
    ['ab*ba', 'aba', false],
    ['*ab*ab', 'ab', false],
    ['a.c', 'abc', false],
    ['**', 'x', true],
  ])('%s on %s: %s', (pattern, text, expected) => {
    expect(glob(pattern).test(text)).toBe(expected);
  });

  it('agrees with the regular expression that says the same', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '/'), maxLength: 9 });
    fc.assert(
      fc.property(letters, letters, (pattern, text) => {
        const same = new RegExp(`^${pattern.replaceAll(/\*+/g, '[^/]*')}$`);
        expect(glob(pattern).test(text.replaceAll('*', 'a'))).toBe(same.test(text.replaceAll('*', 'a')));
      }),
    );
  });

  it('ends on a pattern that could be laid over the text in countless ways', () => {
    expect(glob(`${'*a'.repeat(40)}*b`).test('a'.repeat(200))).toBe(false);
  });
});

describe('goPattern', () => {
  it('ends on what a backtracking engine would try for ever', () => {
    expect(goPattern('^(?:(a+)+)$').test(`${'a'.repeat(100)}b`)).toBe(false);
  });

  it('reads what Go reads, and refuses the rest', () => {
    expect(goPattern('^(?i:WEB)\\z').test('web')).toBe(true);
    expect(() => goPattern('(?=a)')).toThrow();
  });
});
