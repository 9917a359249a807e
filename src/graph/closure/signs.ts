import type { Made } from './makers.js';

/** What is known of something that is asked for and not there (semantics 0.3). */
export interface Signs {
  /**
   * What else may bring it: `surely` where a text says so (an operator's object of that very name, something that fits
   * in another unit, a label of the moment), `perhaps` where the unit is not all that will be there.
   */
  readonly elsewhere: 'surely' | 'perhaps' | 'no';
  /**
   * What is there differs from what is asked for as slips do: one letter, the case, a custom of naming, the place of a
   * label.
   */
  readonly slip: boolean;
  /** Nobody else reaches, or names, what was probably meant, it fits, and nothing else may have been meant. */
  readonly leftOver: boolean;
  /** What was left over and what is asked for each go by a name of their own: they may be two applications. */
  readonly strangers: boolean;
  /** Both ends have one name, and what was probably meant fits. */
  readonly namesake: boolean;
  /** What was meant says so: a Rollout names the Service. */
  readonly claimed: boolean;
  /** The other names in the same object are all found. */
  readonly amongFound: boolean;
}

export type Verdict = 'error' | 'warning' | 'info';

type Row = readonly [severity: Verdict, speaksFor: (signs: Signs) => boolean];

/**
 * The table of semantics 0.3, row by row: the first that holds decides. How far apart the two ends stand is no sign:
 * one file, two, a base and its overlay, two templates of a chart are one apply.
 */
// prettier-ignore
export const ROWS: readonly Row[] = [
  ['info',    ({ elsewhere }) => elsewhere === 'surely'],
  ['error',   ({ slip }) => slip],
  ['error',   ({ claimed }) => claimed],
  ['error',   ({ elsewhere, leftOver, strangers }) => elsewhere === 'no' && leftOver && !strangers],
  ['warning', ({ elsewhere, leftOver }) => elsewhere === 'no' && leftOver],
  ['warning', ({ namesake }) => namesake],
  ['warning', ({ elsewhere, amongFound }) => elsewhere === 'no' && amongFound],
  ['info',    () => true],
];

export function verdictOn(signs: Signs): Verdict {
  return ROWS.find(([, speaksFor]) => speaksFor(signs))?.[0] ?? 'info';
}

/** No sign of anything: what is merely absent. */
export const MERELY_ABSENT: Signs = {
  elsewhere: 'no',
  slip: false,
  leftOver: false,
  strangers: false,
  namesake: false,
  claimed: false,
  amongFound: false,
};

/** What an operator makes for an object of that very name is there; whatever else may make it, may. */
export function elsewhereBy(made: Made, isOpen: boolean): Signs['elsewhere'] {
  if (made === 'named') return 'surely';
  return made !== 'no' || isOpen ? 'perhaps' : 'no';
}
