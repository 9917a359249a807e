import type { Diagnostic, LintResult, LintSummary } from '../diagnostic/diagnostic.js';
import type { ServiceEndpoints } from '../engine/endpoints.js';
import { positionAt } from '../text/source-file.js';
import type { Span } from '../text/source-file.js';
import { count } from '../text/words.js';
import { palette } from './style.js';
import { visible } from './visible.js';

export interface ReportOptions {
  readonly color: boolean;
  /** Terminal columns, Infinity when unknown; below 40 counts as 40. */
  readonly width: number;
  /** The version of svclint. */
  readonly version: string;
  /** True where `pretty` and `line` show errors only, as eslint's `--quiet`; formats for programs stay complete. */
  readonly quiet?: boolean;
}

/** What a format does: the whole output for one run, ending in a newline unless empty. */
export type Reporter = (result: LintResult, options: ReportOptions) => string;

/** The same for the command `endpoints`. */
export type EndpointsReporter = (services: readonly ServiceEndpoints[], options: ReportOptions) => string;

/** The columns to fill: at least 40, below which no frame is readable; what is no width counts as unknown. */
export function columnsOf(options: ReportOptions): number {
  return options.width > 0 ? Math.max(40, options.width) : Infinity;
}

/** What the reader is to see: `quiet` leaves the errors. */
export function shownOf(result: LintResult, options: ReportOptions): readonly Diagnostic[] {
  return options.quiet === true ? result.diagnostics.filter((diagnostic) => diagnostic.severity === 'error') : result.diagnostics;
}

/** `path:line:column` of the start of a span, as editors and terminals link it. */
export function locationOf(span: Span): string {
  const { line, column } = positionAt(span.file, span.start);
  return `${visible(span.file.path)}:${line}:${column}`;
}

/** One sentence for stderr: `3 errors, 1 warning in 14 files (31 resources)`, without line break. */
export function summaryLine(result: LintResult, options: ReportOptions): string {
  const { summary } = result;
  const paint = palette(options.color);
  const found = [
    ...(summary.errors > 0 ? [paint.error(count(summary.errors, 'error'))] : []),
    ...(summary.warnings > 0 ? [paint.warning(count(summary.warnings, 'warning'))] : []),
    ...(summary.infos > 0 ? [paint.info(count(summary.infos, 'info'))] : []),
  ];
  return `${found.length === 0 ? 'no findings' : found.join(', ')} in ${extent(summary)}`;
}

function extent(summary: LintSummary): string {
  const suppressed = summary.suppressed > 0 ? `, ${summary.suppressed} suppressed` : '';
  return `${count(summary.files, 'file')} (${count(summary.resources, 'resource')})${suppressed}`;
}
