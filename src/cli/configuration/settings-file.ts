import path from 'node:path';
import type { Io } from '../../host/process/io.js';
import { boundsOf } from '../../host/files/bounds.js';
import { shownPath, withSlashes } from '../../host/files/paths.js';
import { readFiles } from '../../host/files/read.js';
import { nearestSettings } from '../../host/files/settings-file.js';
import { hasColor, widthOf } from '../../host/process/terminal.js';
import type { Diagnostic } from '../../index.js';
import { positionAt, sourceFile } from '../../text/source-file.js';
import { code, codes, count } from '../../text/words.js';
import type { Path } from '../../tree/tree.js';
import { pathsOf, valueOf, type CommandLine } from '../arguments/command-line.js';
import type { FileSettings } from '../arguments/file-settings.js';
import type { Parts } from '../program/parts.js';
import { UsageError } from '../program/usage-error.js';
import { VERSION } from '../program/version.js';

/** The command line with the settings file behind its options. */
export async function withSettings(line: CommandLine, io: Io, parts: Parts): Promise<CommandLine> {
  const file = await settingsOf(line, io, parts);
  const baseline = baselineFile({ ...line, file });
  if (baseline !== undefined && !line.values.has('baseline')) inBounds(baseline, file, 'baseline');
  return { ...line, file: { ...file, own: baseline === undefined ? file.own : [...file.own, baseline] } };
}

/** A settings file may come with the tree that it is for: it names files of that tree alone. */
export function inBounds(absolute: string, file: FileSettings, ...setting: Path): void {
  if (boundsOf([file.folder], file.folder)(absolute)) return;
  const shown = code(shownPath(absolute, '', file.cwd));
  throw new UsageError(`${file.where(...setting)}: ${shown} lies outside of the tree that the settings belong to`);
}

const STANDARD = 'svclint-baseline.json';

/** The absolute path of the baseline, from the option or the settings; with `--update-baseline` there is always one. */
export function baselineFile(line: CommandLine): string | undefined {
  const { cwd = '', folder = '', settings } = line.file ?? {};
  const given = valueOf(line, 'baseline');
  if (given !== undefined) return path.resolve(cwd, given);
  const stated = settings?.baseline ?? (line.values.has('update-baseline') ? STANDARD : undefined);
  return stated === undefined ? undefined : path.resolve(folder, stated);
}

/**
 * Reads the file of `--config`, or the nearest one; says what is wrong with it, with frames, before it throws
 * UsageError.
 */
async function settingsOf(line: CommandLine, io: Io, parts: Parts): Promise<FileSettings> {
  const file = locate(line, io.cwd);
  if (file === undefined) return { settings: {}, shown: null, folder: io.cwd, cwd: io.cwd, own: [], where: () => '' };
  const shown = shownPath(file, valueOf(line, 'config') ?? '', io.cwd);
  if (!line.values.has('config') && !boundsOf([path.dirname(file)], io.cwd)(file))
    throw new UsageError(`the settings file ${code(shown)} is a link that leaves its tree`);
  const {
    files: [input],
    problems: [unread],
  } = readFiles([{ absolute: file, path: shown, isNamed: true }]);
  if (input === undefined) throw new UsageError(unread ?? `cannot read ${code(shown)}`);
  const source = sourceFile(shown, input.text);
  const [{ readSettings }, { rules }] = await Promise.all([import('../../settings/read.js'), parts.api()]);
  const read = readSettings(
    source,
    rules.map(({ id }) => id),
  );
  if ('problems' in read) throw await refused(read.problems, `the settings file ${code(shown)}`, io, parts);
  const where = (...steps: Path): string => {
    const place = read.at(...steps);
    return place === undefined ? shown : `${shown}:${positionAt(place.span.file, place.span.start).line}`;
  };
  return { settings: read.settings, shown, folder: path.dirname(file), cwd: io.cwd, own: [file], where };
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
