/**
 * Edits between two words: insertions, deletions, substitutions and swaps of neighbours
 * (optimal string alignment, so `metircs` is one edit from `metrics`).
 */
export function edits(a: string, b: string): number {
  return editsWithin(a, b, Math.max(a.length, b.length)) ?? NaN;
}

/**
 * The edits between two words if there are at most `most`; undefined otherwise. Leaves out what both begin and end
 * with, looks only at the diagonal band that so few edits can reach, and stops where they are used up: unrelated words
 * cost next to nothing.
 */
export function editsWithin(a: string, b: string, most: number): number | undefined {
  if (Math.abs(a.length - b.length) > most) return undefined;
  const [left, right] = withoutEnds(a, b);
  const width = right.length;
  const emptyRow = (): number[] => new Array<number>(width + 2).fill(Infinity);
  const rows: Rows = { row: emptyRow(), last: emptyRow(), beforeLast: emptyRow() };
  for (let j = 0; j <= Math.min(width, most); j++) rows.last[j] = j;
  let nearestBefore = 0;
  for (let i = 1; i <= left.length; i++) {
    const [from, to] = [Math.max(1, i - most), Math.min(width, i + most)];
    const { row } = rows;
    let nearest = (row[from - 1] = from === 1 && i <= most ? i : Infinity);
    for (let j = from; j <= to; j++) {
      const best = cheapest(left, right, i, j, rows);
      row[j] = best;
      if (best < nearest) nearest = best;
    }
    row[to + 1] = Infinity;
    if (nearest > most && nearestBefore > most) return undefined;
    nearestBefore = nearest;
    [rows.row, rows.last, rows.beforeLast] = [rows.beforeLast, row, rows.last];
  }
  const found = rows.last[width] ?? Infinity;
  return found <= most ? found : undefined;
}

/** The two words without the letters that they share at the beginning and at the end. */
function withoutEnds(a: string, b: string): readonly [string, string] {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  let end = 0;
  while (end < shorter - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end++;
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)];
}

/** Of the table of edits, the row that is being filled and the two before it: a swap reaches back two letters. */
interface Rows {
  row: number[];
  last: number[];
  beforeLast: number[];
}

/** The edits from the first `i` letters of one word to the first `j` of the other. */
function cheapest(a: string, b: string, i: number, j: number, { row, last, beforeLast }: Rows): number {
  const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
  const best = Math.min(
    (last[j] ?? Infinity) + 1,
    (row[j - 1] ?? Infinity) + 1,
    (last[j - 1] ?? Infinity) + (same ? 0 : 1),
  );
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return swapped ? Math.min(best, (beforeLast[j - 2] ?? Infinity) + 1) : best;
}

/**
 * True where one word is plausibly a slip for the other: a third of the longer one at most, never more than three
 * edits.
 */
export function isSimilar(a: string, b: string): boolean {
  const longest = Math.max(a.length, b.length);
  if (longest > 100) return false; // no typing slip is that long, and the comparison is quadratic
  if (a.toLowerCase() === b.toLowerCase()) return true;
  const allowed = Math.min(3, Math.floor(longest / 3));
  return editsWithin(a.toLowerCase(), b.toLowerCase(), allowed) !== undefined;
}

/** Among more names than this, a look-alike proves little, and comparing each with each would be quadratic. */
const MOST_CANDIDATES = 400;

/**
 * The candidate nearest to `word` among those that `isSimilar` accepts; ties go to the first in alphabetical order.
 * None among too many.
 */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const distinct = new Set<string>();
  for (const candidate of candidates) if (distinct.add(candidate).size > MOST_CANDIDATES) return undefined;
  return [...distinct]
    .filter((candidate) => candidate !== word && isSimilar(word, candidate))
    .sort()
    .map((candidate) => ({ candidate, distance: edits(word.toLowerCase(), candidate.toLowerCase()) }))
    .reduce<{ candidate: string; distance: number } | undefined>(
      (best, next) => (best === undefined || next.distance < best.distance ? next : best),
      undefined,
    )?.candidate;
}
