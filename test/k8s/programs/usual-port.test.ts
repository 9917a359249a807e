import { describe, expect, it } from 'vitest';
import { isUsualPort } from '../../../src/k8s/programs/usual-port.js';

describe('a number on which programs listen by custom (semantics 4.3)', () => {
  it.each([
    [80, true],
    [5432, true],
    [50_051, true],
    [8100, true],
    [1000, true],
    [81, false],
    [8081, false],
    [8150, false],
    [900, false],
    [0, false],
  ])('%s: %s', (number, expected) => {
    expect(isUsualPort(number)).toBe(expected);
  });
});
