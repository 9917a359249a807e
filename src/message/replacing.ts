import type { Place } from '../tree/tree.js';

/** A repair that is a guess, and writes one text in the place of another. */
interface Replacement<T> {
  readonly title: string;
  readonly applicability: 'unsafe';
  readonly changes: readonly [{ readonly replace: Place; readonly with: T }];
}

/** The guess that a text should be another one. */
export function replacing<T extends string | number | boolean>(title: string, place: Place, text: T): Replacement<T> {
  return { title, applicability: 'unsafe', changes: [{ replace: place, with: text }] };
}
