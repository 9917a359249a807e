import type { Path } from '../../tree/tree.js';

/** `*` in a path stands for every item of a list or every value of a map. */
export type PathPattern = readonly string[];

/** Expands `*` in a pattern against the data's own shape. */
export function expandPattern(
  pattern: PathPattern,
  stepsAt: (path: Path) => readonly (string | number)[],
): readonly Path[] {
  return pattern.reduce<readonly Path[]>(
    (paths, step) =>
      step === '*'
        ? paths.flatMap((path) => stepsAt(path).map((next) => [...path, next]))
        : paths.map((path) => [...path, step]),
    [[]],
  );
}
