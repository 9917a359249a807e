import { chartOf } from '../../charts/chart.js';
import type { ChartRendering, LintResult } from '../../index.js';
import type { Locations } from './inputs.js';

/** How many findings have a repair that `--fix` would make, and how many more with `--unsafe-fixes`. */
export interface Repairable {
  readonly safe: number;
  readonly unsafe: number;
}

/** Only files that were given are written, and of a chart nothing: what helm makes of a repair is not known. */
export function repairableOf(
  { diagnostics }: LintResult,
  { locations, charts }: { readonly locations: Locations; readonly charts: readonly ChartRendering[] },
): Repairable {
  const folders = new Set(charts.map(({ folder }) => folder));
  const isWritable = (path: string): boolean => locations.has(path) && chartOf(path, folders) === undefined;
  const number = (grade: string): number =>
    diagnostics.filter(
      ({ fix }) => fix?.applicability === grade && fix.edits.every(({ span }) => isWritable(span.file.path)),
    ).length;
  return { safe: number('safe'), unsafe: number('unsafe') };
}
