import { firstAbove } from './first-around.js';
import type { Piece } from './first-starting.js';

/** The pieces of one text that are taken, and whether another one meets any of them. */
export interface Taken {
  take(piece: Piece): void;
  /** True where a taken piece has a character in common, or lies within where one of the two is empty. */
  overlaps(piece: Piece): boolean;
  /** The same, and true too where one ends as the other begins. */
  touches(piece: Piece): boolean;
}

/**
 * Keeps account of the pieces that are taken out of `candidates`. Nothing is compared in pairs: what begins before a
 * piece ends, less what ends before it begins, is what meets it, and such counts take log n steps.
 */
export function takenOf(candidates: readonly Piece[]): Taken {
  const starts = counter(candidates.map(({ start }) => start));
  const ends = counter(candidates.map(({ end }) => end));
  const empty = new Map<number, number>();
  return {
    take: ({ start, end }) => {
      starts.add(start);
      ends.add(end);
      if (start === end) empty.set(start, (empty.get(start) ?? 0) + 1);
    },
    overlaps: ({ start, end }) => {
      // Two empty pieces at one place do not overlap; the counts have the other one as ended and not as begun.
      const same = start === end ? (empty.get(start) ?? 0) : 0;
      return starts.upTo(end - 1) - ends.upTo(start) + same > 0;
    },
    touches: ({ start, end }) => starts.upTo(end) - ends.upTo(start - 1) > 0,
  };
}

interface Counter {
  add(number: number): void;
  /** How many of the added numbers are not greater. */
  upTo(number: number): number;
}

/**
 * Counts numbers out of those that may come: a Fenwick tree, where an entry has the sum of as many as its lowest bit
 * says.
 */
function counter(candidates: readonly number[]): Counter {
  const numbers = [...new Set(candidates)].sort((a, b) => a - b);
  const sums = new Array<number>(numbers.length + 1).fill(0);
  return {
    add: (number) => {
      for (let at = firstAbove(numbers, number); at < sums.length; at += at & -at) sums[at] = (sums[at] ?? 0) + 1;
    },
    upTo: (number) => {
      let sum = 0;
      for (let at = firstAbove(numbers, number); at > 0; at -= at & -at) sum += sums[at] ?? 0;
      return sum;
    },
  };
}
