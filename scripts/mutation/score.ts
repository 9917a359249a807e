import { areaOf } from './areas.js';

/** A mutant that was tried. */
export interface Tried {
  readonly file: string;
  readonly isDetected: boolean;
}

/** How many of the mutants that were tried the tests found. */
export interface Score {
  readonly area: string;
  readonly tried: number;
  readonly detected: number;
}

/** From 0 to 1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Two standard deviations, as of an interval that holds 95 of 100 times. */
const Z = 1.96;

/** Where the share of a whole lies, as a sample of it says: Wilson's interval at 95 %. */
export function interval({ tried, detected }: Pick<Score, 'tried' | 'detected'>): Interval {
  if (tried === 0) return { low: 0, high: 1 };
  const share = detected / tried;
  const scale = 1 + Z ** 2 / tried;
  const centre = (share + Z ** 2 / (2 * tried)) / scale;
  const reach = (Z / scale) * Math.sqrt((share * (1 - share)) / tried + Z ** 2 / (4 * tried ** 2));
  return { low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
}

/** The scores of areas, in the order in which the areas are met. */
export function scoresOf(mutants: readonly Tried[]): readonly Score[] {
  const scores = new Map<string, { area: string; tried: number; detected: number }>();
  for (const { file, isDetected } of mutants) {
    const area = areaOf(file) ?? 'elsewhere';
    const score = scores.get(area) ?? { area, tried: 0, detected: 0 };
    scores.set(area, score);
    score.tried++;
    if (isDetected) score.detected++;
  }
  return [...scores.values()];
}

/** Which areas are surely below their floors: even the upper end of what the sample allows. */
export function belowFloor(scores: readonly Score[], floors: Readonly<Record<string, number>>): readonly Score[] {
  return scores.filter((score) => interval(score).high < (floors[score.area] ?? 0));
}

/** `91 % (84 to 95)` */
export function percent(score: Score): string {
  const { low, high } = interval(score);
  const round = (share: number): string => String(Math.round(100 * share));
  return `${round(score.detected / score.tried)} % (${round(low)} to ${round(high)})`;
}
