import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import glob from 'fast-glob';
import { remember } from '../../data/once.js';
import { closest } from '../../text/spelling/similar.js';
import { code } from '../../text/words.js';
import { DISK, type Disk } from '../disk/disk.js';
import { trackedBelow } from '../disk/tracked.js';
import { isLeftOutByGit, isNamedBy, patterns, type Entry } from './gitignore.js';
import { sortedByBytes, sortedTexts } from '../../text/compare.js';
import type { Io } from '../process/io.js';
import { instructionsAround } from './work-tree.js';
import { shownBelow, shownPath, withSlashes } from './paths.js';
import { codeOf, reasonOf } from '../process/system-error.js';
import { isLeftOutBySettings, walk, type Root } from './walk.js';

/**
 * One file to read: where it is, how findings name it, and whether the user named it (rather than a folder above it).
 */
export interface FoundFile {
  readonly absolute: string;
  readonly path: string;
  readonly isNamed: boolean;
}

/** What the given paths came to. A problem is a reason to fail (exit code 2); a note is only said. */
export interface Discovery {
  readonly files: readonly FoundFile[];
  readonly problems: readonly string[];
  /** Folders without manifests: problems, unless that is expected. */
  readonly empty: readonly string[];
  readonly notes: readonly string[];
  /** The patterns of the settings that name nothing here, by their place in the list. */
  readonly idlePatterns: readonly number[];
  /** Scripts, pages and pipelines below the given folders and around them, as absolute paths. */
  readonly instructions: readonly string[];
}

interface Candidate extends FoundFile {
  readonly real: string;
  readonly isLink: boolean;
}

interface Part {
  readonly files: readonly Candidate[];
  readonly problems: readonly string[];
  readonly empty?: readonly string[];
  readonly notes: readonly string[];
  readonly settingsLeaveOut?: readonly Entry[];
  readonly instructions?: readonly string[];
}

/** Where the paths are given, and what is left out although it lies there. */
export interface Choice {
  readonly cwd: string;
  /** The disk as it is, if nothing else is said. */
  readonly disk?: Disk | undefined;
  /** What git is started with, where it must tell whether it tracks what a `.gitignore` names. */
  readonly env?: Io['env'];
  /** Patterns as in `.gitignore`, relative to `cwd`. */
  readonly ignore?: readonly string[];
  /** The same from a settings file, relative to its folder. */
  readonly settings?: { readonly folder: string; readonly ignore: readonly string[] };
}

/**
 * The manifests under the given paths: each file once, sorted by the bytes of its path, whatever the order of the
 * paths. A file that is named is taken whatever its extension and whatever `.gitignore` says; only `ignore` (patterns
 * as in `.gitignore`, relative to `cwd`) leaves it out.
 */
export function discover(paths: readonly string[], choice: Choice): Discovery {
  const { cwd, disk = DISK, env = {}, ignore = [], settings } = choice;
  const ignored = patterns(ignore);
  const also = settings === undefined ? undefined : { folder: settings.folder, ignored: patterns(settings.ignore) };
  const tracked = remember((top: string | undefined) => trackedBelow(top, disk, env));
  const parts = [...new Set(paths)].map((given) =>
    part({ disk, given, absolute: path.resolve(cwd, given), cwd, tracked, ignored, settings: also }),
  );
  return {
    files: sortedByBytes(unique(parts.flatMap((each) => each.files)), (file) => file.path),
    problems: sortedTexts(parts.flatMap((each) => each.problems)),
    empty: sortedTexts(parts.flatMap((each) => each.empty ?? [])),
    notes: sortedTexts(parts.flatMap((each) => each.notes)),
    instructions: [
      ...new Set([
        ...parts.flatMap((each) => each.instructions ?? []),
        ...instructionsAround(
          paths.map((given) => path.resolve(cwd, given)),
          disk,
        ),
      ]),
    ].sort(),
    idlePatterns:
      settings === undefined
        ? []
        : idlePatterns(
            settings,
            parts.flatMap((each) => each.settingsLeaveOut ?? []),
          ),
  };
}

/**
 * The patterns that name nothing of what is left out. One for a path that git ignores is for what comes and goes.
 */
function idlePatterns(
  { folder, ignore: lines }: NonNullable<Choice['settings']>,
  leftOut: readonly Entry[],
): readonly number[] {
  return lines.flatMap((line, at) => {
    const pattern = patterns([line.replace(/^!/, '')]);
    const isMet =
      leftOut.some((entry) => isNamedBy(pattern, entry, [folder])) ||
      isLeftOutByGit(DISK, path.join(folder, line), folder);
    return isMet ? [] : [at];
  });
}

function part(root: Root): Part {
  try {
    return root.disk.kindOf(root.absolute) === 'folder' ? folder(root) : namedFile(root);
  } catch (error) {
    const reason = reasonOf(error);
    const problem =
      codeOf(error) === 'ENOENT'
        ? `${/[*?{]/.test(root.given) ? 'nothing fits the pattern' : reason}: ${code(root.given)}`
        : `cannot read ${code(root.given)}: ${reason}`;
    return { files: [], problems: [problem], notes: [] };
  }
}

function namedFile(root: Root): Part {
  const { disk, absolute, cwd, given } = root;
  const entry = { absolute, isFolder: false };
  const bases = [cwd, path.dirname(absolute)];
  const bySettings = isLeftOutBySettings(root, entry);
  const byOption = isNamedBy(root.ignored, entry, bases);
  if (bySettings || byOption) {
    const by = byOption ? code('--ignore') : `${code('ignore')} in the settings`;
    const notes = [`skipped ${code(given)}: named by ${by}`];
    return { files: [], problems: [], notes, settingsLeaveOut: bySettings ? [entry] : [] };
  }
  const real = realPathOf(disk, absolute);
  const file = { absolute, path: shownPath(absolute, given, cwd), isNamed: true, real, isLink: real !== absolute };
  return { files: [file], problems: [], notes: [] };
}

function realPathOf(disk: Disk, absolute: string): string {
  try {
    return disk.realPath(absolute);
  } catch {
    return absolute; // the pipe of a process substitution has no path
  }
}

function folder(root: Root): Part {
  const { files, problems, notes, hasIgnored, settingsLeaveOut, instructions } = walk(root);
  if (files.length === 0 && problems.length === 0) {
    const because = hasIgnored
      ? `; what ${code('.gitignore')}, ${code('--ignore')} or the settings name is left out`
      : '';
    const empty = [`no manifests (.yaml, .yml, .json) under ${code(root.given)}${because}`];
    return { files: [], problems: [], empty, notes, settingsLeaveOut };
  }
  const shown = shownBelow(root.absolute, root.given, root.cwd);
  const found = files.map(({ name, ...file }): Candidate => ({ ...file, path: shown(name), isNamed: false }));
  return { files: found, problems, notes, settingsLeaveOut, instructions };
}

/**
 * One candidate for each file on disk: what is reached directly before what is reached by a link, then the first path
 * by bytes.
 */
function unique(candidates: readonly Candidate[]): readonly FoundFile[] {
  const first = new Map<string, Candidate>();
  const named = new Set(candidates.filter((each) => each.isNamed).map((each) => each.real));
  const sorted = sortedByBytes(candidates, (each) => each.path);
  for (const candidate of [...sorted.filter((each) => !each.isLink), ...sorted.filter((each) => each.isLink)]) {
    if (!first.has(candidate.real)) first.set(candidate.real, candidate);
  }
  return Array.from(first.values(), ({ absolute, path: shown, real }) => ({
    absolute,
    path: shown,
    isNamed: named.has(real),
  }));
}

/**
 * The paths with their patterns (`k8s/*.yaml`) replaced by what they stand for, as a shell does; cmd.exe does not, and
 * others do not within quotes. What exists under its very name is no pattern, and one that fits nothing stays.
 */
export function expandedPaths(paths: readonly string[], cwd: string): readonly string[] {
  return paths.flatMap((given) => {
    const pattern = withSlashes(given);
    if (given === '' || !glob.isDynamicPattern(pattern) || existsSync(path.resolve(cwd, given))) return [given];
    const found = glob.sync(pattern, { cwd, onlyFiles: false, followSymbolicLinks: false, suppressErrors: true });
    return found.length === 0 ? [given] : sortedTexts(found);
  });
}

/**
 * A path that is there and looks like one that is not: each step that is not there is replaced by the nearest name in
 * its folder; undefined where a step has none.
 */
export function similarPath(given: string, cwd: string): string | undefined {
  const steps = given.split(/[\\/]/);
  const found: string[] = [];
  for (const step of steps) {
    const folder = path.resolve(cwd, found.join('/') || (given.startsWith('/') ? '/' : '.'));
    const name = step === '' || step === '.' || step === '..' ? step : nameIn(folder, step);
    if (name === undefined) return undefined;
    found.push(name);
  }
  return found.join('/');
}

function nameIn(folder: string, step: string): string | undefined {
  const names = namesIn(folder);
  return names.includes(step) ? step : closest(step, names);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
