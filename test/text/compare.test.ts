import { expect, it } from 'vitest';
import { compareTexts } from '../../src/text/compare.js';

it('orders texts by code units, whatever the language', () => {
  expect(['b', 'a', 'Ä', 'B', '', 'a', 'ab', 'z'].sort(compareTexts)).toEqual(['', 'B', 'a', 'a', 'ab', 'b', 'z', 'Ä']);
  expect([compareTexts('a', 'a'), compareTexts('a', 'b'), compareTexts('b', 'a')]).toEqual([0, -1, 1]);
});
