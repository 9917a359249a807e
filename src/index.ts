/**
 * What the command line and the public API (`library.ts`) are made of. Pure functions: no file is read, no clock and no
 * environment is asked.
 */
import { rules as allRules } from '../rules/index.js';
import type { Applicability, LintResult, Severity } from './diagnostic/diagnostic.js';
import type { ServiceEndpoints } from './answers/endpoints/endpoints.js';
import { connectWith } from './answers/connections/connect.js';
import type { UnitConnections } from './answers/connections/connections.js';
import type { Contract } from './answers/contract/contract.js';
import { contractWith } from './answers/contract/contract-of.js';
import { differWith } from './answers/difference/differ.js';
import type { TreeState } from './answers/difference/homes.js';
import type { Difference } from './answers/difference/difference.js';
import { chartOf } from './charts/chart.js';
import { lintWith } from './engine/lint.js';
import type { InputFile, LintOptions } from './engine/input/options.js';
import { missingAmong } from './engine/input/missing.js';
import { releasesAmong } from './engine/input/releases.js';
import type { ChartRelease } from './units/deployments/releases.js';
import { tracer, type TraceQuery } from './answers/trace/tracer.js';
import type { Trace } from './answers/trace/trace.js';
import { predictWith } from './answers/endpoints/predict.js';
import { repairWith, type Repair } from './engine/repairs/repair.js';
import { silenceWith, type Silence } from './engine/repairs/silence.js';
import { unitsWith, type UnitInfo } from './engine/unit-info.js';

export type {
  ChartRendering,
  CustomWorkload,
  DeclaredUnit,
  InputFile,
  LintOptions,
  RenderedChart,
  RuleOverride,
} from './engine/input/options.js';
export type { ChartRelease } from './units/deployments/releases.js';
export type { Repair } from './engine/repairs/repair.js';
export type {
  EndpointGroup,
  EndpointOwner,
  EndpointPort,
  Lack,
  OfferedPort,
  ServiceEndpoints,
} from './answers/endpoints/endpoints.js';
export type {
  Connection,
  LabelledPods,
  NamedObject,
  Peer,
  PlacedObject,
  PodGroup,
  PodLabels,
  PortRange,
  RulePlace,
  ShutOut,
  Side,
  Stopped,
  UnitConnections,
} from './answers/connections/connections.js';
export type { TreeState } from './answers/difference/homes.js';
export type { ContractChange, Difference, Effect, Topic, WrittenLine } from './answers/difference/difference.js';
export { portsBetween, type PortsBetween } from './answers/connections/between.js';
export type { Contract } from './answers/contract/contract.js';
export type { Hop, HopKind, Remark, Stop, Where as PlaceOfHop } from './answers/walk/hop.js';
export type { Ending, StopKind, Verdict } from './answers/walk/stops.js';
export type { TraceQuery } from './answers/trace/tracer.js';
export type { OtherPort, Trace, Unseen, Way } from './answers/trace/trace.js';
export type { UnitInfo, Where } from './engine/unit-info.js';
export type {
  Applicability,
  Diagnostic,
  Edit,
  Fix,
  Label,
  LintResult,
  LintSummary,
  Severity,
  Subject,
} from './diagnostic/diagnostic.js';

/** What is known of a rule without running it. */
export interface RuleInfo {
  readonly id: string;
  readonly category: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly kinds: readonly string[];
  readonly fixable: Applicability | false;
  readonly since: string;
}

/** Every rule, in the order of their ids. */
export const rules: readonly RuleInfo[] = allRules.map(
  ({ id, category, severity, summary, kinds, fixable, since }) => ({
    id,
    category,
    severity,
    summary,
    kinds,
    fixable,
    since,
  }),
);

/**
 * Lints a set of files as one tree. Broken input is a diagnostic, never an exception; the only error thrown is a
 * `RangeError` for a `kubernetesVersion` that does not look like `1.36`.
 */
export function lint(files: readonly InputFile[], options?: LintOptions): LintResult {
  return lintWith(allRules, files, options);
}

/**
 * The paths that kustomizations among the files name and that are not given: bases above, patches, generator files.
 * Whoever can read them passes them too, as `supporting`, and asks again until nothing new is missing.
 */
export function missingFiles(files: readonly InputFile[]): readonly string[] {
  return missingAmong(files);
}

/**
 * How Applications of Argo CD and HelmReleases of Flux among the files install the charts among them. Whoever renders
 * charts renders each as often as it stands here, with its own values where it does not, and passes the outcome as
 * `charts`.
 */
export function chartReleases(files: readonly InputFile[]): readonly ChartRelease[] {
  return releasesAmong(files);
}

/** The endpoints that the control plane would make of every core Service in a set of files, file by file. */
export function predictEndpoints(files: readonly InputFile[], options?: LintOptions): readonly ServiceEndpoints[] {
  return predictWith(allRules, files, options);
}

/**
 * Who may talk to whom on which ports, as NetworkPolicies decide, unit by unit. `portsBetween` answers for two of the
 * workloads.
 */
export function describeConnections(files: readonly InputFile[], options?: LintOptions): readonly UnitConnections[] {
  return connectWith(allRules, files, options);
}

/** The contract as data: what brings requests in, the Services, what stands behind them, and what breaks on the way. */
export function describeContract(files: readonly InputFile[], options?: LintOptions): Contract {
  return contractWith(allRules, files, options);
}

/**
 * Walks one request through a set of files, hop by hop, as the cluster would carry it. Throws a `RangeError` for a
 * `from` or `to` that no file knows, and says what is near.
 */
export function trace(files: readonly InputFile[], query: TraceQuery, options?: LintOptions): Trace {
  return tracer(allRules, files, options)(query);
}

/** What a change does to the contract: what breaks for callers first, then what changes, then what is new or open. */
export function describeDifference(before: TreeState, after: TreeState): Difference {
  return differWith(allRules, before, after);
}

/** What is applied together, unit by unit, and why: only objects of one unit are compared with each other. */
export function describeUnits(files: readonly InputFile[], options?: LintOptions): readonly UnitInfo[] {
  return unitsWith(files, options);
}

/** What `repair` may do, beyond what `lint` is told. */
export interface RepairOptions extends LintOptions {
  /** Apply guesses too; without it only what keeps the meaning. */
  readonly unsafeFixes?: boolean | undefined;
  /**
   * False for the path of a file that must stay as it is, as supporting files and the files of charts do: a fix that
   * needs it is not applied.
   */
  readonly isEditable?: ((path: string) => boolean) | undefined;
}

/**
 * Lints and applies the fixes, round by round, until nothing changes: every fix that stays has removed its finding and
 * left a file that parses. Writes nothing; the repaired texts are in the result. Errors as `lint`.
 */
export function repair<File extends InputFile>(files: readonly File[], options: RepairOptions = {}): Repair<File> {
  const permission = { unsafe: options.unsafeFixes ?? false, isEditable: editable(files, options) };
  return repairWith(files, (texts) => lint(texts, options), permission);
}

/**
 * Lints and writes a comment `# svclint: allow RULE -- reason` for each finding of a rule that is meant. Writes to no
 * disk; the texts are in the result, and what could not be silenced is in its findings. Errors as `lint`.
 */
export function silence<File extends InputFile>(
  files: readonly File[],
  wish: Silence,
  options: Omit<RepairOptions, 'unsafeFixes'> = {},
): Repair<File> {
  return silenceWith(files, (texts) => lint(texts, options), wish, editable(files, options));
}

function editable(
  files: readonly InputFile[],
  { charts = [], isEditable = () => true }: RepairOptions,
): (path: string) => boolean {
  const supporting = new Set(files.filter((file) => file.supporting === true).map(({ path }) => path));
  // What helm makes of a repaired template is not known here, so that no repair of one could be judged.
  const folders = new Set(charts.map(({ folder }) => folder));
  return (path) => !supporting.has(path) && chartOf(path, folders) === undefined && isEditable(path);
}
