import { editsWithin } from './similar.js';

/** No slip has more edits; short names are another name with two. */
export const MOST_EDITS = 2;

/**
 * True where one name is a slip of the keyboard for the other: one edit, two in long names. Names that differ by a
 * number or by a short word of their own (`team-a` and `team-b`, `kafka-1` and `kafka-2`) are two names.
 */
export function isSlip(a: string, b: string): boolean {
  const longest = Math.max(a.length, b.length);
  if (a === b || Math.min(a.length, b.length) < 3 || longest > 63 || Math.abs(a.length - b.length) > MOST_EDITS)
    return false;
  if (areNumbered(a, b)) return false;
  if (editsWithin(a, b, longest >= 9 ? MOST_EDITS : 1) === undefined) return false;
  const [left, right] = [a.split('-'), b.split('-')];
  return (
    left.length !== right.length ||
    left.some((word, at) => word !== right[at] && Math.max(word.length, right[at]?.length ?? 0) >= 3)
  );
}

/** True where names differ by nothing but a number: `kafka-1` and `kafka-2`, `ledger` and `ledger2`. */
export function areNumbered(a: string, b: string): boolean {
  return a.replace(/-?\d+/g, '') === b.replace(/-?\d+/g, '');
}
