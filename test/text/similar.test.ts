import { describe, expect, it } from 'vitest';
import { closest, edits, isSimilar } from '../../src/text/similar.js';

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
