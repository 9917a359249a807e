import { columnsOf, shownOf, type Reporter } from './reporter.js';
import { ruleTable } from './rule-table.js';
import { palette } from '../markup/palette.js';
import { inert } from '../markup/visible.js';

/** In the place of the findings: how many there are of each rule. */
export const statistics: Reporter = (result, options) => {
  const canvas = { paint: palette(options.color), width: columnsOf(options) };
  const lines = ruleTable(shownOf(result, options), canvas);
  return inert(lines.map((line) => `${line}\n`).join(''));
};
