import type { Diagnostic } from '../../diagnostic/diagnostic.js';
import { positionAt } from '../../text/source-file.js';
import { locationOf } from '../markup/location.js';
import { shownOf } from './reporter.js';
import type { Reporter } from './reporter.js';
import { palette } from '../markup/palette.js';
import type { Palette } from '../markup/palette.js';
import { inert, visible } from '../markup/visible.js';

// A longer path pushes the rule out of sight; the place is then left to the other formats.
const SHORT = 60;

/**
 * One diagnostic a line: `path:line:col: severity: message (other/place.yaml:4) [rule]`, for grep, editors and problem
 * matchers.
 */
export const line: Reporter = (result, options) => {
  const paint = palette(options.color);
  const lines = shownOf(result, options).map(
    (diagnostic) => `${lineOf(diagnostic, paint)} ${paint.dim(`[${visible(diagnostic.rule)}]`)}\n`,
  );
  return inert(lines.join(''));
};

/** The line without the name of the rule. */
export function lineOf(diagnostic: Diagnostic, paint: Palette): string {
  const severity = paint[diagnostic.severity](diagnostic.severity);
  return `${locationOf(diagnostic.primary.span)}: ${severity}: ${visible(diagnostic.message)}${otherEnd(diagnostic)}`;
}

/** The other end of the mismatch, where there is exactly one and its name is short. */
function otherEnd(diagnostic: Diagnostic): string {
  const [only, ...more] = diagnostic.related;
  if (only === undefined || more.length > 0) return '';
  const place = `${visible(only.span.file.path)}:${positionAt(only.span.file, only.span.start).line}`;
  return place.length > SHORT ? '' : ` (${place})`;
}
