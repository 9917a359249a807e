import type { Diagnostic } from '../../diagnostic/diagnostic.js';
import { positionAt } from '../../text/source-file.js';
import type { Span } from '../../text/source-file.js';
import { count } from '../../text/words.js';
import { codeSpan, fenced, markdownText } from '../markup/markdown-text.js';
import { framesOf } from './pretty.js';
import { bySeverity, shownOf, summaryLine } from './reporter.js';
import type { Reporter, ReportOptions } from './reporter.js';

/** A reader takes no more, and with names of common length it is a tenth of what GitHub takes. */
const MOST_ROWS = 200;
const MOST_FRAMES = 50;
/** UTF-16 units of the table and of the frames each, whatever the names: GitHub refuses a summary above a megabyte. */
const BUDGET = 100_000;
/** A headline has 120 characters, and much more only with names that are meant to flood. */
const LONGEST_CELL = 400;
const WIDTH = 100;

/**
 * A job summary: one sentence, a table with what weighs most first, and the frames of errors and warnings folded below
 * it.
 */
export const markdown: Reporter = (result, options) => {
  const shown = bySeverity(shownOf(result, options));
  const heading = `### svclint: ${summaryLine(result, { ...options, color: false })}\n`;
  if (shown.length === 0) return heading;
  const rows = affordable(shown.slice(0, MOST_ROWS).map(rowOf));
  const left = shown.length - rows.length;
  const table = `| severity | finding | place | rule |\n|---|---|---|---|\n${rows.join('')}`;
  const more = left > 0 ? [`${count(left, 'finding')} more; other formats list all of them.\n`] : [];
  return [heading, table, ...more, ...foldedFrames(shown, options)].join('\n');
};

/** The first of the texts, as long as they fit into the budget. */
function affordable(texts: readonly string[]): readonly string[] {
  let left = BUDGET;
  const firstTooMuch = texts.findIndex((text) => (left -= text.length) < 0);
  return firstTooMuch === -1 ? texts : texts.slice(0, firstTooMuch);
}

function rowOf({ severity, message, primary, related, rule }: Diagnostic): string {
  const ends = [...new Set([primary, ...related].map(({ span }) => placeOf(span)))];
  return `| ${severity} | ${markdownText(cut(message))} | ${ends.join(', ')} | ${codeSpan(rule)} |\n`;
}

function placeOf(span: Span): string {
  return codeSpan(cut(`${span.file.path}:${positionAt(span.file, span.start).line}`));
}

/** The end is kept: a line number stands there. */
function cut(text: string): string {
  return text.length <= LONGEST_CELL
    ? text
    : `${text.slice(0, LONGEST_CELL / 2)}...${text.slice(-LONGEST_CELL / 2)}`.toWellFormed();
}

function foldedFrames(shown: readonly Diagnostic[], options: ReportOptions): readonly string[] {
  const framed = shown.filter(({ severity }) => severity !== 'info').slice(0, MOST_FRAMES);
  if (framed.length === 0) return [];
  const blocks = affordable(framesOf(framed, { ...options, color: false, width: WIDTH })).join('\n');
  return [`<details>\n<summary>Both ends of each, and what to do</summary>\n\n${fenced(blocks)}\n</details>\n`];
}
