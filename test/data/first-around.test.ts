import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstAbove, firstAround } from '../../src/data/first-around.js';
import { firstStarting } from '../../src/data/first-starting.js';
import { sourceFile } from '../../src/text/source-file.js';

const range = fc.tuple(fc.nat(30), fc.nat(8)).map(([first, more]) => ({ first, last: first + more }));
const file = sourceFile('a.yaml', ' '.repeat(40));
const span = range.map(({ first, last }) => ({ file, start: first, end: last }));

test('the first range around a number is what a look at each of them finds', () => {
  fc.assert(
    fc.property(fc.array(range), fc.integer({ min: -2, max: 42 }), (ranges, at) => {
      const found = ranges.find(({ first, last }) => first <= at && at <= last);
      expect(firstAround(ranges, (each) => each)(at)).toBe(found);
    }),
  );
});

test('the first span that starts within a region is what a look at each of them finds', () => {
  fc.assert(
    fc.property(fc.array(span), span, (spans, region) => {
      const found = spans.find(({ start }) => region.start <= start && start < region.end);
      expect(firstStarting(spans)(region)).toBe(found);
    }),
  );
});

test.each([
  [[], 1, 0],
  [[1, 2, 2, 5], 0, 0],
  [[1, 2, 2, 5], 2, 3],
  [[1, 2, 2, 5], 5, 4],
])('of %j the first above %i has the index %i', (numbers, number, index) => {
  expect(firstAbove(numbers, number)).toBe(index);
});
