import { describe, expect, it } from 'vitest';
import { closest, edits, editsWithin, isSimilar } from '../../../src/text/spelling/similar.js';
import { fc } from '../../support/random.js';

describe('edits', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['web', 'web', 0],
    ['web', 'webb', 1],
    ['metircs', 'metrics', 1],
    ['http', 'https', 1],
    ['kitten', 'sitting', 3],
    ['ca', 'abc', 3], // the restricted form: no edit inside a swap
  ])('%j to %j is %i', (a, b, expected) => {
    expect(edits(a, b)).toBe(expected);
    expect(edits(b, a)).toBe(expected);
  });
});

describe('editsWithin', () => {
  /** Every way to edit, without a band and without giving up: slow, and plainly right. */
  function slowly(a: string, b: string): number {
    if (a === '' || b === '') return a.length + b.length;
    const [left, right] = [a.slice(0, -1), b.slice(0, -1)];
    const swapped = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
    const replaced = slowly(left, right) + (a.at(-1) === b.at(-1) ? 0 : 1);
    const swap = swapped ? [slowly(a.slice(0, -2), b.slice(0, -2)) + 1] : [];
    return Math.min(slowly(left, b) + 1, slowly(a, right) + 1, replaced, ...swap);
  }

  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });

  it('is the number of edits, unless there are more than allowed', () => {
    fc.assert(
      fc.property(word, word, fc.nat(7), (a, b, most) => {
        const all = slowly(a, b);
        expect(edits(a, b)).toBe(all);
        expect(editsWithin(a, b, most)).toBe(all <= most ? all : undefined);
      }),
    );
  });
});

describe('isSimilar', () => {
  it.each([
    ['metircs', 'metrics', true],
    ['Web', 'web', true],
    ['A', 'a', true],
    ['http', 'grpc', false],
    ['db', 'dx', false], // one edit of two letters is another word
    ['web', 'wep', true],
    ['frontend', 'backend', false],
  ])('%j and %j: %j', (a, b, expected) => {
    expect(isSimilar(a, b)).toBe(expected);
    expect(isSimilar(b, a)).toBe(expected);
  });

  it('gives no answer on texts too long for a typing slip', () => {
    const long = 'a'.repeat(200);
    expect(isSimilar(long, `${long}b`)).toBe(false);
  });
});

describe('closest', () => {
  it('takes the nearest', () => {
    expect(closest('metircs', ['http', 'metrics', 'metric'])).toBe('metrics');
  });

  it('breaks ties by the alphabet, whatever the order', () => {
    expect(closest('weba', ['webc', 'webb'])).toBe('webb');
    expect(closest('weba', ['webb', 'webc'])).toBe('webb');
  });

  it('never answers the word itself', () => {
    expect(closest('http', ['http'])).toBeUndefined();
  });

  it('answers nothing where nothing is near', () => {
    expect(closest('http', ['grpc', 'metrics'])).toBeUndefined();
  });
});
