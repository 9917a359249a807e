import { isAbsolute } from 'node:path';
import { chartsAmong } from '../../charts/chart.js';
import { boundsOf, type Bounds } from '../../host/files/bounds.js';
import { decode } from '../../host/files/decode.js';
import { discover, similarPath } from '../../host/files/discover.js';
import type { Disk } from '../../host/disk/disk.js';
import { readInstructionFiles } from '../../host/files/supporting.js';
import { resolved } from '../../host/files/paths.js';
import type { Io } from '../../host/process/io.js';
import { readFiles } from '../../host/files/read.js';
import { isTooLarge, TOO_LARGE } from '../../host/process/largest.js';
import { progress as newProgress, type Progress } from '../../host/process/terminal.js';
import { DEFAULT_KUBERNETES_VERSION as NEWEST } from '../../engine/input/options.js';
import { minorOf } from '../../k8s/object/cluster.js';
import type { ChartRelease, ChartRendering, InputFile } from '../../index.js';
import { closest } from '../../text/spelling/similar.js';
import { code, count } from '../../text/words.js';
import { allValuesOf, pathsOf, valueOf, type CommandLine } from '../arguments/command-line.js';
import { NAMED_COMMANDS } from '../arguments/commands.js';
import type { Parts } from '../program/parts.js';
import { mayBeEmpty } from './nothing-judged.js';
import { chartSettings, clusterOptions } from '../configuration/settings.js';
import type { Change, State } from '../sources/revision.js';
import { leftOut, withSupporting } from '../sources/supporting.js';
import { UsageError } from '../program/usage-error.js';

/** Where the files that were read lie on disk, by the path that findings show; standard input lies nowhere. */
export type Locations = ReadonlyMap<string, string>;

interface Inputs {
  readonly files: readonly InputFile[];
  readonly instructions: readonly InputFile[];
  readonly locations: Locations;
  readonly hasProblems: boolean;
  readonly idlePatterns: readonly number[];
}

/** What was made of the texts, and whether a path was wrong (which has been said on standard error). */
export interface Judged<T> {
  readonly result: T;
  /** What was judged. */
  readonly files: readonly InputFile[];
  readonly charts: readonly ChartRendering[];
  readonly locations: Locations;
  readonly hasProblems: boolean;
  /** The patterns of `ignore` in the settings that name nothing of what was read, by their place in the list. */
  readonly idlePatterns: readonly number[];
}

/** What is to be judged. */
export interface Readings {
  readonly files: readonly InputFile[];
  readonly charts: readonly ChartRendering[];
  readonly locations: Locations;
  /** The renderings of the charts, by all that they were made from. */
  readonly rendered: Map<string, ChartRendering>;
}

/** Reads what the operands name and judges it, with progress; null where wrong paths leave nothing to judge. */
export async function judgeInputs<T>(
  line: CommandLine,
  io: Io,
  parts: Parts,
  judge: (readings: Readings) => T | Promise<T>,
  state?: State,
): Promise<Judged<T> | null> {
  const progress = newProgress(io);
  try {
    const {
      files: given,
      instructions,
      locations,
      hasProblems,
      idlePatterns,
    } = await readInputs(line, io, progress, state);
    if (given.length === 0 && hasProblems) return null;
    const api = await parts.api();
    const bounds = boundsOf(pathsOf(line), io.cwd);
    const whence = { cwd: io.cwd, bounds, disk: state?.disk };
    const { files: found, notes, ...unread } = withSupporting(given, api.missingFiles, whence);
    if (notes.length > 0) await io.stderr.write(notes.map((note) => `svclint: ${note}\n`).join(''));
    const rendered = new Map<string, ChartRendering>();
    const charts = await chartsOf({ given, found, state, rendered, line, io, progress, bounds }, api.chartReleases);
    const files = [...found, ...leftOut(unread, whence), ...others(instructions, found)];
    progress.say(`linting ${count(found.length, 'file')}`);
    const result = await judge({ files, charts, locations, rendered });
    return { result, files, charts, locations, hasProblems, idlePatterns };
  } finally {
    await progress.end();
  }
}

/**
 * What the operands name in another state of the files, without a word of what is not there. Texts and renderings that
 * are the same as in `now` are those of `now`, so that what is known of them is not found out again.
 */
async function readingsAt(
  state: State,
  now: Readings,
  { line, io, parts }: { readonly line: CommandLine; readonly io: Io; readonly parts: Parts },
): Promise<Readings> {
  const progress = newProgress(io);
  try {
    const api = await parts.api();
    const known = new Map(now.files.map((file) => [file.path, file]));
    const source = fromDisk(line.operands.length > 0 ? line.operands : ['.'], line, io, progress, state.disk);
    const given = source.files.map((file) => sameOf(known, file));
    const bounds = boundsOf(pathsOf(line), io.cwd, state.disk);
    const whence = { cwd: io.cwd, bounds, disk: state.disk };
    const { files, ...unread } = withSupporting(given, api.missingFiles, whence);
    const found = files.map((file) => sameOf(known, file));
    const { rendered } = now;
    const charts = await chartsOf({ given, found, state, rendered, line, io, progress, bounds }, api.chartReleases);
    const more = [...leftOut(unread, whence), ...others(source.instructions, found)];
    const all = [...found, ...more.map((file) => sameOf(known, file))];
    return { files: all, charts, locations: source.locations, rendered };
  } finally {
    await progress.end();
  }
}

/** What no kustomization has named already. */
function others(instructions: readonly InputFile[], found: readonly InputFile[]): readonly InputFile[] {
  const known = new Set(found.map((file) => file.path));
  return instructions.filter((file) => !known.has(file.path));
}

/** What the operands name before the change: `now` itself where the change touches nothing of it. */
export async function readingsBefore(
  { before }: Pick<Change, 'before'>,
  now: Readings,
  run: { readonly line: CommandLine; readonly io: Io; readonly parts: Parts },
): Promise<Readings> {
  const past = await readingsAt(before, now, run);
  return isSame(past.files, now.files) && isSame(past.charts, now.charts) ? now : past;
}

function isSame<T>(one: readonly T[], other: readonly T[]): boolean {
  return one.length === other.length && one.every((each, at) => each === other[at]);
}

function sameOf(known: ReadonlyMap<string, InputFile>, file: InputFile): InputFile {
  const other = known.get(file.path);
  const isSame =
    other !== undefined &&
    other.text === file.text &&
    other.supporting === file.supporting &&
    other.leftOut === file.leftOut &&
    other.bytes === undefined &&
    file.bytes === undefined;
  return isSame ? other : file;
}

interface Charts {
  readonly state: State | undefined;
  readonly rendered: Map<string, ChartRendering>;
  readonly given: readonly InputFile[];
  /** What was given, and what kustomizations of it name. */
  readonly found: readonly InputFile[];
  readonly line: CommandLine;
  readonly io: Io;
  readonly progress: Progress;
  readonly bounds: Bounds;
}

type Releases = (files: readonly InputFile[]) => readonly ChartRelease[];

/** The charts among what was given, rendered. Where there is none, nothing is loaded that could run helm. */
async function chartsOf(
  { given, found, state, rendered, line, io, progress, bounds }: Charts,
  chartReleases: Releases,
): Promise<readonly ChartRendering[]> {
  if (chartsAmong(given).length === 0) return [];
  const { renderCharts } = await import('../sources/charts.js');
  const settings = chartSettings(line, io.cwd);
  const releases = settings.isOff ? [] : chartReleases(found);
  const onChart = ({ name }: { readonly name: string }): void => progress.say(`rendering chart ${name}`);
  const charts = await renderCharts(given, { settings, releases, bounds, state, rendered }, io, onChart);
  return charts.map((chart) => ('problem' in chart && isNamed(chart, line, io) ? { ...chart, isNamed: true } : chart));
}

/** Whether a path leads to the chart itself, so that whoever runs svclint means it above all. */
function isNamed({ folder }: ChartRendering, line: CommandLine, { cwd }: Io): boolean {
  const named = pathsOf(line).map((path) => resolved(path, cwd));
  const chart = resolved(folder, cwd);
  return named.some((path) => path === chart || path === resolved('Chart.yaml', chart));
}

interface Source {
  readonly files: readonly InputFile[];
  /** Scripts and pages that tell how the files are applied. */
  readonly instructions: readonly InputFile[];
  readonly locations: Locations;
  readonly problems: readonly string[];
  /** What holds nothing, which is a problem unless `--allow-empty` is given. */
  readonly empty: readonly string[];
  readonly notes: readonly string[];
  readonly idlePatterns: readonly number[];
}

const NOTHING: Source = {
  files: [],
  instructions: [],
  locations: new Map(),
  problems: [],
  empty: [],
  notes: [],
  idlePatterns: [],
};

/** Reads what the operands name, and says on standard error what could not be read or was left out. */
async function readInputs(line: CommandLine, io: Io, progress: Progress, state?: State): Promise<Inputs> {
  const paths = pathsOf(line);
  const readsStdin = paths.length < line.operands.length;
  if (!readsStdin && line.values.has('stdin-filename')) {
    throw new UsageError(`option ${code('--stdin-filename')} needs ${code('-')} as a path`);
  }
  const stdin = readsStdin ? await fromStdin(io, valueOf(line, 'stdin-filename') ?? '<stdin>') : NOTHING;
  const disk =
    paths.length > 0 || !readsStdin
      ? fromDisk(paths.length > 0 ? paths : ['.'], line, io, progress, state?.disk)
      : NOTHING;
  await progress.end();
  const empty = [...stdin.empty, ...disk.empty];
  const problems = [...stdin.problems, ...disk.problems, ...(mayBeEmpty(line) ? [] : empty)];
  const notes = [...stdin.notes, ...disk.notes, ...notesOfVersion(line)];
  const said = [...stdin.problems, ...disk.problems, ...empty, ...notes].map((text) => `svclint: ${text}\n`);
  if (said.length > 0) await io.stderr.write(said.join(''));
  const replaced = new Set(stdin.files.map((file) => file.path));
  const files = [...stdin.files, ...disk.files.filter((file) => !replaced.has(file.path))];
  const { instructions, locations, idlePatterns } = disk;
  return { files, instructions, locations, hasProblems: problems.length > 0, idlePatterns };
}

/** A version that is newer than all that svclint knows is judged as far as it goes, and that is said. */
function notesOfVersion(line: CommandLine): readonly string[] {
  const { kubernetesVersion = NEWEST } = clusterOptions(line);
  const isNewer = (minorOf(kubernetesVersion) ?? 0) > (minorOf(NEWEST) ?? 0);
  return isNewer
    ? [`Kubernetes ${kubernetesVersion} is newer than ${NEWEST}, the newest that svclint knows, and is judged as that`]
    : [];
}

async function fromStdin(io: Io, name: string): Promise<Source> {
  const bytes = await io.stdin();
  const decoded = isTooLarge(bytes) ? { reason: TOO_LARGE } : decode(bytes);
  if ('reason' in decoded) return { ...NOTHING, problems: [`cannot lint standard input: ${decoded.reason}`] };
  if (decoded.text.trim() === '') return { ...NOTHING, empty: ['no manifests on standard input: it is empty'] };
  const notes = decoded.remark === undefined ? [] : [`standard input is ${decoded.remark}`];
  return { ...NOTHING, files: [{ path: name.replace(/^(?:\.\/)+/, ''), text: decoded.text }], notes };
}

function fromDisk(paths: readonly string[], line: CommandLine, io: Io, progress: Progress, disk?: Disk): Source {
  const empty = paths.find((path) => path === '');
  if (empty !== undefined) throw new UsageError('a path is empty');
  progress.say('looking for manifests');
  const { settings, folder = io.cwd, own = [] } = line.file ?? {};
  const discovered = discover(paths, {
    cwd: io.cwd,
    disk,
    env: io.env,
    ignore: allValuesOf(line, 'ignore'),
    settings: { folder, ignore: settings?.ignore ?? [] },
  });
  // What svclint writes and reads for itself is no manifest.
  const found = { ...discovered, files: discovered.files.filter(({ absolute }) => !own.includes(absolute)) };
  const read = readFiles(found.files, {
    disk,
    onRead: (done) => progress.say(`reading ${done} of ${found.files.length} files`),
  });
  const given = paths.find((each) => isAbsolute(each)) ?? '.';
  const problems = found.problems.map((problem) => problem + commandHint(problem, paths, io.cwd));
  const locations = new Map(found.files.map((file) => [file.path, file.absolute]));
  return {
    files: read.files,
    instructions: readInstructionFiles(found.instructions, { cwd: io.cwd, given, disk }),
    locations,
    problems: [...problems, ...read.problems],
    empty: found.empty,
    notes: [...found.notes, ...read.notes],
    idlePatterns: found.idlePatterns,
  };
}

/** A path that does not exist may be a slip for another one, or for a command. */
function commandHint(problem: string, paths: readonly string[], cwd: string): string {
  const missing = paths.find((path) => problem === `no such file or folder: ${code(path)}`);
  if (missing === undefined) return '';
  const near = closest(missing, NAMED_COMMANDS);
  if (near !== undefined) return `; there is a command with a similar name: ${code(near)}`;
  const beside = similarPath(missing, cwd);
  return beside === undefined ? '' : `; there is ${code(beside)}`;
}
