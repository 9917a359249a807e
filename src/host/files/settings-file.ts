import { statSync } from 'node:fs';
import path from 'node:path';
import { upwards, workTreeOf } from './work-tree.js';

/** The names of a settings file, of which a folder has one at most. */
export const SETTINGS_NAMES = ['svclint.yaml', '.svclint.yaml', 'svclint.yml', '.svclint.yml'] as const;

/** What an `extends` names: a file, or what an installed package brings; undefined where nothing is there. */
export function extendedFile(name: string, folder: string): string | undefined {
  if (/^\.{0,2}\//.test(name)) return existing(path.resolve(folder, name));
  for (let at = folder; ; at = path.dirname(at)) {
    const found = existing(path.join(at, 'node_modules', name));
    if (found !== undefined || path.dirname(at) === at) return found;
  }
}

function existing(given: string): string | undefined {
  return [given, ...SETTINGS_NAMES.map((name) => path.join(given, name))].find(isFile);
}

/**
 * The settings files of the nearest folder that has one: the folder that holds all the paths, or one above it in the
 * same git work tree.
 */
export function nearestSettings(paths: readonly string[], cwd: string): readonly string[] {
  return nearest(SETTINGS_NAMES, paths, cwd);
}

/** The file with the findings that are known, where nothing else is said. */
export const BASELINE_NAME = 'svclint-baseline.json';

/** The baseline that is found by itself, in the same places as a settings file. */
export function nearestBaseline(paths: readonly string[], cwd: string): string | undefined {
  return nearest([BASELINE_NAME], paths, cwd)[0];
}

function nearest(names: readonly string[], paths: readonly string[], cwd: string): readonly string[] {
  const absolutes = paths.map((each) => path.resolve(cwd, each));
  const folder = commonFolder(absolutes, cwd);
  const held = upwards(folder, workTreeOf(folder)).map((at) => names.map((name) => path.join(at, name)).filter(isFile));
  return held.find((files) => files.length > 0) ?? [];
}

function commonFolder(absolutes: readonly string[], cwd: string): string {
  const folders = absolutes.map((absolute) => (isFolder(absolute) ? absolute : path.dirname(absolute)));
  const shared = folders.reduce<string | undefined>(
    (common, next) => (common === undefined ? next : commonPart(common, next)),
    undefined,
  );
  return shared ?? cwd;
}

function commonPart(a: string, b: string): string {
  let common = a;
  while (path.relative(common, b).startsWith('..') && path.dirname(common) !== common) common = path.dirname(common);
  return common;
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

function isFolder(folder: string): boolean {
  try {
    return statSync(folder).isDirectory();
  } catch {
    return false; // whoever reads the path says what is wrong with it
  }
}
