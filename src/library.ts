/**
 * What programs get that import `svclint`: pure functions over texts, and plain data as answers. They read no file, no
 * clock and no environment, so they run in a worker, a browser or an editor as they run in the command line.
 */
import { PAGES, VERSION } from './report/version.js';
import {
  lint as lintTree,
  repair as repairTree,
  rules as allRules,
  type RepairOptions as PlacedRepairOptions,
} from './index.js';
import type { Contract } from './answers/contract/contract.js';
import type {
  Diagnostic as PlacedDiagnostic,
  LintResult as PlacedResult,
  LintSummary,
} from './diagnostic/diagnostic.js';
import type { InputFile, LintOptions as PlacedOptions } from './engine/input/options.js';
import { checkstyle } from './report/formats/checkstyle.js';
import { diagnosticData, type DiagnosticData } from './report/formats/diagnostic-data.js';
import { github } from './report/formats/github.js';
import { gitlab } from './report/formats/gitlab.js';
import { json } from './report/formats/json.js';
import { junit } from './report/formats/junit.js';
import { line } from './report/formats/line.js';
import { markdown } from './report/formats/markdown.js';
import { pretty } from './report/formats/pretty.js';
import { dot } from './report/graphs/dot.js';
import { jsonGraph, type GraphReporter } from './report/graphs/graph-reporter.js';
import { mermaid } from './report/graphs/mermaid.js';
import { graphPage, reportPage } from './report/pages/pages.js';
import { sarif } from './report/formats/sarif.js';
import type { Reporter, ReportOptions } from './report/formats/reporter.js';

export {
  chartReleases,
  describeConnections,
  describeContract,
  describeDifference,
  describeUnits,
  missingFiles,
  portsBetween,
  predictEndpoints,
  rules,
  trace,
} from './index.js';
export type {
  Applicability,
  ChartRelease,
  ChartRendering,
  Connection,
  Contract,
  ContractChange,
  CustomWorkload,
  DeclaredUnit,
  Difference,
  Effect,
  EndpointGroup,
  EndpointOwner,
  EndpointPort,
  Ending,
  Hop,
  HopKind,
  InputFile,
  LabelledPods,
  Lack,
  LintSummary,
  NamedObject,
  OfferedPort,
  Peer,
  PlacedObject,
  PodGroup,
  PodLabels,
  PortRange,
  PortsBetween,
  OtherPort,
  PlaceOfHop,
  Remark,
  RenderedChart,
  RuleInfo,
  RulePlace,
  ShutOut,
  RuleOverride,
  ServiceEndpoints,
  Severity,
  Side,
  Stop,
  StopKind,
  Stopped,
  Subject,
  Topic,
  Trace,
  TraceQuery,
  TreeState,
  UnitConnections,
  UnitInfo,
  Unseen,
  Verdict,
  Way,
  Where,
  WrittenLine,
} from './index.js';
export type {
  DiagnosticData as Diagnostic,
  FixData as Fix,
  PlaceData as Place,
} from './report/formats/diagnostic-data.js';

/** What `lint` is told. */
export interface LintOptions extends Omit<PlacedOptions, 'earlier'> {
  /**
   * What `lint` returned for an earlier state of the files: only what is new is reported, as `--since` does. A copy of
   * a result will not do, and throws a `TypeError`.
   */
  readonly earlier?: LintResult | undefined;
}

/** What `repair` is told, beyond what `lint` is. */
export type RepairOptions = LintOptions & Pick<PlacedRepairOptions, 'unsafeFixes' | 'isEditable'>;

/** What `lint` found: plain data, the same as `--format json` prints. */
export interface LintResult {
  readonly diagnostics: readonly DiagnosticData[];
  readonly summary: LintSummary;
  /**
   * Rules that threw, or null where a kustomization could not be evaluated; each is also said in a diagnostic of rule
   * `internal-error`.
   */
  readonly crashes: readonly { readonly rule: string | null; readonly error: unknown }[];
}

/** A tree after its repairs. */
export interface Repair<File extends InputFile = InputFile> {
  /** All files as given, in their order, with the repaired texts. */
  readonly files: readonly File[];
  /** The findings of the texts as given. */
  readonly before: LintResult;
  /** What is left. */
  readonly result: LintResult;
  readonly fixed: readonly DiagnosticData[];
  /** Findings whose fix was tried and taken back: it did not remove them, or their file would not have parsed. */
  readonly withdrawn: readonly DiagnosticData[];
}

/**
 * Lints a set of files as one tree. Broken input is a diagnostic, never an exception; the only error thrown is a
 * `RangeError` for a `kubernetesVersion` that does not look like `1.36`.
 */
export function lint(files: readonly InputFile[], options?: LintOptions): LintResult {
  return plain(lintTree(files, placedOptions(options)));
}

/**
 * Lints and applies the fixes, round by round, until nothing changes: every fix that stays has removed its finding and
 * left a file that parses. Writes nothing; the repaired texts are in the result. Errors as `lint`.
 */
export function repair<File extends InputFile>(files: readonly File[], options?: RepairOptions): Repair<File> {
  const { files: repaired, before, result, fixed, withdrawn } = repairTree(files, placedOptions(options));
  return {
    files: repaired,
    before: plain(before),
    result: plain(result),
    fixed: fixed.map(diagnosticData),
    withdrawn: withdrawn.map(diagnosticData),
  };
}

const REPORTERS = {
  pretty,
  line,
  json,
  sarif,
  github,
  gitlab,
  junit,
  checkstyle,
  markdown,
  html: reportPage,
} satisfies Readonly<Record<string, Reporter>>;

/** The formats of a report, as `--format` has them. */
export type Format = keyof typeof REPORTERS;

/** How a report is written; what is left out is as on a pipe: no colour, and lines as long as they are. */
export type FormatOptions = Partial<Pick<ReportOptions, 'color' | 'width' | 'quiet' | 'folder' | 'failOn'>>;

/**
 * A result of `lint` or `repair` as text. Frames show the texts that were linted, which the result itself, being plain
 * data, does not hold: throws a `TypeError` for a copy of a result, and for a format that does not exist.
 */
export function format(result: LintResult, name: Format, options: FormatOptions = {}): string {
  const placed = placedResult(result, 'format()');
  if (!Object.hasOwn(REPORTERS, name))
    throw new TypeError(`there is no format ${name}; there are ${Object.keys(REPORTERS).join(', ')}`);
  const rules = allRules.map((rule) => ({ ...rule, page: null }));
  return REPORTERS[name](placed, { color: false, width: Infinity, ...options, version: VERSION, pages: PAGES, rules });
}

const GRAPH_REPORTERS = { mermaid, dot, json: jsonGraph, html: graphPage } satisfies Readonly<
  Record<string, GraphReporter>
>;

/** The formats of a contract, as `svclint graph --format` has them. */
export type ContractFormat = keyof typeof GRAPH_REPORTERS;

/** A contract as text. Throws a `TypeError` for a format that does not exist. */
export function formatContract(contract: Contract, name: ContractFormat): string {
  if (!Object.hasOwn(GRAPH_REPORTERS, name))
    throw new TypeError(`there is no format ${name}; there are ${Object.keys(GRAPH_REPORTERS).join(', ')}`);
  return GRAPH_REPORTERS[name](contract, { version: VERSION });
}

/** Undefined stays undefined, so that nothing is asked for. */
function placedOptions<Options extends LintOptions>(
  { earlier, ...options }: Options | undefined = {} as Options,
): Omit<Options, 'earlier'> & Pick<PlacedOptions, 'earlier'> {
  return { ...options, earlier: earlier && placedResult(earlier, 'earlier').diagnostics };
}

function placedResult(result: LintResult, where: string): PlacedResult {
  const placed = placedResults.get(result);
  if (placed === undefined) throw new TypeError(`${where} takes what lint() or repair() returned, not a copy of it`);
  return placed;
}

/** The results with their texts, for as long as somebody holds the plain ones. */
const placedResults = new WeakMap<LintResult, PlacedResult>();

function plain(placed: PlacedResult): LintResult {
  const { diagnostics, summary, crashes } = placed;
  const result = { diagnostics: diagnostics.map((each: PlacedDiagnostic) => diagnosticData(each)), summary, crashes };
  placedResults.set(result, placed);
  return result;
}
