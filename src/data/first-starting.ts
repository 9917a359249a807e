import { firstAbove } from './first-around.js';

/** A piece of a text: offsets, `end` exclusive. */
export interface Piece {
  readonly start: number;
  readonly end: number;
}

/**
 * Which of the pieces, in the order given, is the first that starts within a region, its end excluded. Each question
 * takes log n steps: of pieces sorted by their start, a tree has the lowest index of each half, quarter and so on.
 */
export function firstStarting<P extends Piece>(pieces: readonly P[]): (region: Piece) => P | undefined {
  const sorted = pieces.map(({ start }, index) => ({ start, index })).sort((a, b) => a.start - b.start);
  const starts = sorted.map(({ start }) => start);
  const count = pieces.length;
  // The leaves are at `count` and behind, and node `n` joins the nodes `2n` and `2n + 1`.
  const lowest = [...new Array<number>(count).fill(Infinity), ...sorted.map(({ index }) => index)];
  const at = (node: number): number => lowest[node] ?? Infinity;
  for (let node = count - 1; node > 0; node--) lowest[node] = Math.min(at(2 * node), at(2 * node + 1));
  return ({ start, end }) => {
    let found = Infinity;
    let left = firstAbove(starts, start - 1) + count;
    let right = firstAbove(starts, end - 1) + count;
    for (; left < right; left >>= 1, right >>= 1) {
      if (left % 2 === 1) found = Math.min(found, at(left++));
      if (right % 2 === 1) found = Math.min(found, at(--right));
    }
    return pieces[found];
  };
}
