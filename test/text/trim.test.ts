import { describe, expect, it } from 'vitest';
import { withoutEnd, withoutEnds } from '../../src/text/trim.js';

describe('withoutEnd', () => {
  it.each([
    ['a--', '-', 'a'],
    ['-a-b-', '-', '-a-b'],
    ['a.-.', '-.', 'a'],
    ['---', '-', ''],
    ['', '-', ''],
    ['a', '-', 'a'],
  ])('%j without %j', (text, characters, rest) => {
    expect(withoutEnd(text, characters)).toBe(rest);
  });
});

describe('withoutEnds', () => {
  it.each([
    ['--a-b--', '-', 'a-b'],
    ['[[a.b]]', '[]', 'a.b'],
    ['---', '-', ''],
    ['a', '-', 'a'],
  ])('%j without %j', (text, characters, rest) => {
    expect(withoutEnds(text, characters)).toBe(rest);
  });
});
