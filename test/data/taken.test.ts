import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sourceFile } from '../../src/text/source-file.js';
import { takenOf } from '../../src/data/taken.js';

const file = sourceFile('a.yaml', ' '.repeat(20));
const span = fc.tuple(fc.nat(9), fc.nat(4)).map(([start, length]) => ({ file, start, end: start + length }));

test('a span meets the taken ones that a look at each of them finds', () => {
  fc.assert(
    fc.property(fc.array(span), span, (spans, other) => {
      const taken = takenOf(spans);
      for (const each of spans) taken.take(each);
      expect(taken.overlaps(other)).toBe(spans.some((each) => each.start < other.end && other.start < each.end));
      expect(taken.touches(other)).toBe(spans.some((each) => each.start <= other.end && other.start <= each.end));
    }),
    { numRuns: 1000 },
  );
});

test('a candidate that was not taken is met by none', () => {
  const [left, right] = [
    { file, start: 0, end: 4 },
    { file, start: 2, end: 6 },
  ];
  const taken = takenOf([left, right]);
  expect(taken.overlaps(right)).toBe(false);
  taken.take(left);
  expect(taken.overlaps(right)).toBe(true);
});
