import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { Io } from '../../host/process/io.js';
import { boundsOf } from '../../host/files/bounds.js';
import { expandedPaths } from '../../host/files/discover.js';
import { shownPath, withSlashes } from '../../host/files/paths.js';
import { readFiles } from '../../host/files/read.js';
import { BASELINE_NAME, extendedFile, nearestBaseline, nearestSettings } from '../../host/files/settings-file.js';
import { hasColor, widthOf } from '../../host/process/terminal.js';
import type { Diagnostic } from '../../index.js';
import { positionAt, sourceFile } from '../../text/source-file.js';
import { code, codes, count } from '../../text/words.js';
import type { ReadSettings, Settings } from '../../settings/settings.js';
import type { Path } from '../../tree/tree.js';
import { pathsOf, valueOf, type CommandLine } from '../arguments/command-line.js';
import type { FileSettings } from '../arguments/file-settings.js';
import type { Parts } from '../program/parts.js';
import { UsageError } from '../program/usage-error.js';
import { VERSION } from '../../report/version.js';

/** The command line with the settings file behind its options, and with paths in the place of patterns. */
export async function withSettings(given: CommandLine, io: Io, parts: Parts): Promise<CommandLine> {
  const line = { ...given, operands: expandedPaths(given.operands, io.cwd) };
  const file = await settingsOf(line, io, parts);
  const baseline = baselineFile({ ...line, file });
  if (baseline !== undefined && !line.values.has('baseline')) {
    if (file.settings.baseline === undefined) staysInside(baseline, 'the baseline', io.cwd);
    else inBounds(baseline, file, 'baseline');
  }
  return { ...line, file: { ...file, own: baseline === undefined ? file.own : [...file.own, baseline] } };
}

/** A settings file may come with the tree that it is for: it names files of that tree alone. */
export function inBounds(absolute: string, file: FileSettings, ...setting: Path): void {
  if (boundsOf([file.folder], file.folder)(absolute)) return;
  const shown = code(shownPath(absolute, '', file.cwd));
  throw new UsageError(`${file.where(...setting)}: ${shown} lies outside of the tree that the settings belong to`);
}

/** What is found by its name may be a link that somebody else has made. */
function staysInside(absolute: string, what: string, cwd: string): void {
  if (boundsOf([path.dirname(absolute)], cwd)(absolute)) return;
  throw new UsageError(`${what} ${code(shownPath(absolute, '', cwd))} is a link that leaves its tree`);
}

/**
 * The absolute path of the baseline, from the option or the settings, or where it is found; with `--update-baseline`
 * there is always one.
 */
export function baselineFile(line: CommandLine): string | undefined {
  const { cwd = '', folder = '', settings } = line.file ?? {};
  const given = valueOf(line, 'baseline');
  if (given !== undefined) return path.resolve(cwd, given);
  if (settings?.baseline !== undefined) return path.resolve(folder, settings.baseline);
  const found = nearestBaseline(pathsOf(line), cwd);
  return found ?? (line.values.has('update-baseline') ? path.resolve(folder, BASELINE_NAME) : undefined);
}

/**
 * Reads the file of `--config`, or the nearest one; says what is wrong with it, with frames, before it throws
 * UsageError.
 */
async function settingsOf(line: CommandLine, io: Io, parts: Parts): Promise<FileSettings> {
  const file = locate(line, io.cwd);
  if (file === undefined) return noSettings(io);
  const given = valueOf(line, 'config');
  if (given === undefined) staysInside(file, 'the settings file', io.cwd);
  const layers = await layersOf(file, given ?? '', io, parts);
  const [top] = layers;
  return {
    settings: layers.map(({ settings }) => settings).reduceRight(laidOver),
    shown: top?.shown ?? null,
    folder: path.dirname(file),
    cwd: io.cwd,
    own: layers.map(({ absolute }) => absolute),
    where: (...steps) => whereIn(layers, steps),
    itemAt: (list, item, ...within) => {
      const before = layers.slice(1).reduce((sum, layer) => sum + itemsOf(layer, list), 0);
      return item < before ? undefined : top?.at(list, item - before, ...within);
    },
  };
}

function noSettings({ cwd }: Io): FileSettings {
  return { settings: {}, shown: null, folder: cwd, cwd, own: [], where: () => '', itemAt: () => undefined };
}

/** One file of settings, as it was read. */
interface Layer extends ReadSettings {
  readonly absolute: string;
  readonly shown: string;
}

/** The file, and behind it those that it extends, one by one. */
async function layersOf(file: string, given: string, io: Io, parts: Parts): Promise<readonly Layer[]> {
  const layers: Layer[] = [];
  for (let next = file; ;) {
    const layer: Layer = await layerOf(next, given, io, parts);
    layers.push(layer);
    const { extends: base } = layer.settings;
    if (base === undefined) return layers;
    const behind = extendedFile(base, path.dirname(next));
    const at = placeIn(layer, ['extends']);
    if (behind === undefined)
      throw new UsageError(`${at} extends ${code(base)}, which is no file and no installed package`);
    if (!isPackaged(behind) && !boundsOf([path.dirname(next)], io.cwd)(behind))
      throw new UsageError(`${at} extends ${code(base)}, which lies outside of its tree and is no installed package`);
    if (layers.some(({ absolute }) => absolute === behind))
      throw new UsageError(`${at} extends ${code(base)}, which extends it`);
    next = behind;
  }
}

/** Packages may be installed above the tree. */
const isPackaged = (absolute: string): boolean => realpathSync(absolute).split(path.sep).includes('node_modules');

async function layerOf(absolute: string, given: string, io: Io, parts: Parts): Promise<Layer> {
  const shown = shownPath(absolute, given, io.cwd);
  const {
    files: [input],
    problems: [unread],
  } = readFiles([{ absolute, path: shown, isNamed: true }]);
  if (input === undefined) throw new UsageError(unread ?? `cannot read ${code(shown)}`);
  const [{ readSettings }, { rules }] = await Promise.all([import('../../settings/read.js'), parts.api()]);
  const read = readSettings(
    sourceFile(shown, input.text),
    rules.map(({ id }) => id),
  );
  if ('problems' in read) throw await refused(read.problems, `the settings file ${code(shown)}`, io, parts);
  return { ...read, absolute, shown };
}

/** Lists are joined, what is extended first; of maps and of single values the own ones win. */
function laidOver(base: Settings, own: Settings): Settings {
  const joined = LISTS.flatMap((name) => {
    const items = [...(base[name] ?? []), ...(own[name] ?? [])];
    return items.length === 0 ? [] : [[name, items] as const];
  });
  const rules = { ...base.rules, ...own.rules };
  const categories = { ...base.categories, ...own.categories };
  return {
    ...base,
    ...own,
    ...Object.fromEntries(joined),
    ...(base.rules === undefined && own.rules === undefined ? {} : { rules }),
    ...(base.categories === undefined && own.categories === undefined ? {} : { categories }),
  };
}

const LISTS = ['overrides', 'external', 'workloads', 'units', 'charts', 'ignore'] as const;

/** `svclint.yaml:3`: the line of a setting in the file that states it; items of lists count through all files. */
function whereIn(layers: readonly Layer[], [name, item, ...rest]: Path): string {
  const list = LISTS.find((each) => each === name);
  if (list !== undefined && typeof item === 'number') {
    let before = 0;
    for (const layer of [...layers].reverse()) {
      const own = itemsOf(layer, list);
      if (item < before + own) return placeIn(layer, [list, item - before, ...rest]);
      before += own;
    }
  }
  const steps = [name, item, ...rest].filter((step) => step !== undefined);
  const stating = layers.find(({ settings }) => isStated(settings, steps)) ?? layers[0];
  return stating === undefined ? '' : placeIn(stating, steps);
}

function itemsOf({ settings }: Layer, list: keyof Settings): number {
  const items = settings[list];
  return Array.isArray(items) ? items.length : 0;
}

function isStated(settings: unknown, [step, ...rest]: Path): boolean {
  if (step === undefined) return true;
  if (typeof settings !== 'object' || settings === null || !Object.hasOwn(settings, step)) return false;
  return isStated((settings as Readonly<Record<string, unknown>>)[step], rest);
}

function placeIn(layer: Layer, steps: Path): string {
  const place = layer.at(...steps);
  const { shown } = layer;
  return place === undefined ? shown : `${shown}:${positionAt(place.span.file, place.span.start).line}`;
}

/** Writes the frames of what is wrong with a file to standard error; the error that is left to throw. */
export async function refused(
  problems: readonly Diagnostic[],
  what: string,
  io: Io,
  parts: Parts,
): Promise<UsageError> {
  const { reporters } = await parts.reports();
  const report = await reporters.get('pretty')?.();
  const summary = { files: 1, resources: 0, errors: problems.length, warnings: 0, infos: 0, suppressed: 0 };
  const options = { version: VERSION, color: hasColor('auto', io.stderr, io.env), width: widthOf(io.stderr) };
  await io.stderr.write(`${report?.({ diagnostics: problems, summary, crashes: [] }, options) ?? ''}\n`);
  return new UsageError(`${what} has ${count(problems.length, 'mistake')}`);
}

function locate(line: CommandLine, cwd: string): string | undefined {
  const given = valueOf(line, 'config');
  if (given !== undefined) return path.resolve(cwd, given);
  const asked = valueOf(line, 'print-config');
  const operands = pathsOf(line).filter((path) => path !== '');
  const found = nearestSettings(asked === undefined ? operands : [asked], cwd);
  const [first, second] = found;
  if (second !== undefined)
    throw new UsageError(
      `there are two settings files: ${codes(found.map((each) => withSlashes(path.relative(cwd, each))))}`,
    );
  return first;
}
