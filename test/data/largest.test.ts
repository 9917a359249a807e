import { expect, it } from 'vitest';
import { largest, smallest } from '../../src/data/largest.js';

it.each([
  [[], -Infinity, Infinity],
  [[7], 7, 7],
  [[3, -1, 9, 9, 2], 9, -1],
])('of %j the largest is %d, the smallest %d', (numbers, most, least) => {
  expect([largest(numbers), smallest(numbers)]).toEqual([most, least]);
});

it('takes more numbers than a call takes arguments', () => {
  const numbers = Array.from({ length: 500_000 }, (_, at) => at);
  expect([largest(numbers), smallest(numbers)]).toEqual([499_999, 0]);
});
