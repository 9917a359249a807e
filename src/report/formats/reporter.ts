import type { Diagnostic, LintResult, LintSummary, Severity } from '../../diagnostic/diagnostic.js';
import type { ServiceEndpoints } from '../../answers/endpoints/endpoints.js';
import { joinPath } from '../../text/paths.js';
import { count } from '../../text/words.js';
import { palette } from '../markup/palette.js';

export interface ReportOptions {
  readonly color: boolean;
  /** Terminal columns, Infinity when unknown; below 40 counts as 40. */
  readonly width: number;
  /** The version of svclint. */
  readonly version: string;
  /** True where formats for people show errors only, as eslint's `--quiet`; formats for programs stay complete. */
  readonly quiet?: boolean;
  /**
   * The folder of the run as seen from the root of its repository (`deploy/k8s`), for formats that name files from
   * there; empty at the root.
   */
  readonly folder?: string;
  /**
   * The least severity that fails the run, for formats that know only passed and failed; `error` where it is not given.
   */
  readonly failOn?: Severity | 'never';
  /** The address below which `docs/rules/` stands, with a slash at its end; undefined where there is none. */
  readonly pages?: string | undefined;
  /** What is known of the rules, for formats that bring their explanation along. */
  readonly rules?: readonly RuleText[];
}

/** A rule as a reader of a report wants to know it. */
export interface RuleText {
  readonly id: string;
  readonly summary: string;
  readonly category: string;
  readonly severity: Severity;
  /** Its page in Markdown; null where it has none. */
  readonly page: string | null;
}

/** What a format does: the whole output for one run, ending in a newline unless empty. */
export type Reporter = (result: LintResult, options: ReportOptions) => string;

/** The same for the command `endpoints`. */
export type EndpointsReporter = (services: readonly ServiceEndpoints[], options: ReportOptions) => string;

/** The columns to fill: at least 40, below which no frame is readable; what is no width counts as unknown. */
export function columnsOf(options: ReportOptions): number {
  return options.width > 0 ? Math.max(40, options.width) : Infinity;
}

/** What the reader is to see: `quiet` leaves the errors, and what else fails the run. */
export function shownOf(
  { diagnostics }: LintResult,
  { quiet, failOn = 'error' }: ReportOptions,
): readonly Diagnostic[] {
  if (quiet !== true) return diagnostics;
  const least = failOn === 'never' ? 'error' : failOn;
  return diagnostics.filter(({ severity }) => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least));
}

/** The path as seen from the root of the repository; an absolute one, and `<stdin>`, as it is. */
export function pathFromRoot(path: string, { folder = '' }: ReportOptions): string {
  return folder === '' || path.startsWith('/') || isStream(path) || /^[A-Za-z]:\//.test(path)
    ? path
    : joinPath(folder, path);
}

/** Standard input is no file: no program that reads a report can open a line of it. */
export function isStream(path: string): boolean {
  return path === '<stdin>';
}

/** Errors first, then warnings, then infos; each in the order of the text. */
export function bySeverity(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return SEVERITIES.flatMap((severity) => diagnostics.filter((diagnostic) => diagnostic.severity === severity));
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** What is said below the places, a line each: notes, help, and the title of a fix with its grade. */
export function remarksOf({ notes, help, fix }: Diagnostic): readonly string[] {
  return [
    ...notes.map((note) => `note: ${note}`),
    ...(help === null ? [] : [`help: ${help}`]),
    ...(fix === null ? [] : [`fix (${fix.applicability}): ${fix.title}`]),
  ];
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
  const what = found.length === 0 ? nothingFound(summary) : found.join(', ');
  return `${what} in ${extent(summary)}`;
}

/** Where there was nothing to judge, silence says nothing. */
export function nothingFound({ resources }: LintSummary): string {
  return resources === 0 ? 'nothing to judge' : 'no findings';
}

function extent(summary: LintSummary): string {
  const suppressed = summary.suppressed > 0 ? `, ${summary.suppressed} suppressed` : '';
  return `${count(summary.files, 'file')} (${count(summary.resources, 'resource')})${suppressed}`;
}
