/**
 * Edits between two words: insertions, deletions, substitutions and swaps of neighbours
 * (optimal string alignment, so `metircs` is one edit from `metrics`).
 */
export function edits(a: string, b: string): number {
  if (a === b) return 0;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** True where one word is plausibly a slip for the other: a third of the longer one at most, never more than three edits. */
export function isSimilar(a: string, b: string): boolean {
  const longest = Math.max(a.length, b.length);
  if (longest > 100) return false; // no typing slip is that long, and the comparison is quadratic
  if (a.toLowerCase() === b.toLowerCase()) return true;
  const allowed = Math.min(3, Math.floor(longest / 3));
  return Math.abs(a.length - b.length) <= allowed && edits(a.toLowerCase(), b.toLowerCase()) <= allowed;
}

/** Among more names than this, a look-alike proves little, and comparing each with each would be quadratic. */
const MOST_CANDIDATES = 200;

/** The candidate nearest to `word` among those that `isSimilar` accepts; ties go to the first in alphabetical order. None among too many. */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const distinct = [...new Set(candidates)];
  if (distinct.length > MOST_CANDIDATES) return undefined;
  return distinct
    .filter((candidate) => candidate !== word && isSimilar(word, candidate))
    .sort()
    .map((candidate) => ({ candidate, distance: edits(word.toLowerCase(), candidate.toLowerCase()) }))
    .reduce<{ candidate: string; distance: number } | undefined>((best, next) => (best === undefined || next.distance < best.distance ? next : best), undefined)
    ?.candidate;
}
