import { existsSync } from 'node:fs';
import path from 'node:path';
import { isInstructionFile } from '../../text/instruction-files.js';
import { regularBytes, type Disk } from '../disk/disk.js';
import { isWithin } from './paths.js';

/** The root of the git work tree that a folder is in: the nearest of itself and those above it that holds a `.git`. */
export function workTreeOf(folder: string): string | undefined {
  return upwards(folder).find((at) => existsSync(path.join(at, '.git')));
}

/** A folder and those above it, nearest first, up to `top`, or to the root of the disk. */
export function upwards(folder: string, top?: string): readonly string[] {
  const above = path.dirname(folder);
  return folder === top || folder === above ? [folder] : [folder, ...upwards(above, top)];
}

/** Where scripts and pipelines of a work tree usually lie, beside the folders above what is linted. */
const USUAL_FOLDERS = ['.github/workflows', '.circleci', 'scripts', 'script', 'hack', 'bin', 'ci', 'tools'];

/** Scripts, pages and pipelines in the folders above the given paths, up to the top of their work tree. */
export function instructionsAround(given: readonly string[], disk: Disk): readonly string[] {
  const folders = given.flatMap((absolute) => {
    const top = workTreeOf(absolute);
    return top === undefined ? [absolute] : upwards(absolute, top);
  });
  return [...new Set(folders)].flatMap((folder) =>
    ['.', ...USUAL_FOLDERS].flatMap((usual) => instructionsIn(path.join(folder, usual), disk)),
  );
}

function instructionsIn(folder: string, disk: Disk): readonly string[] {
  try {
    return disk
      .entries(folder)
      .filter((entry) => entry.isFile())
      .map(({ name }) => path.join(folder, name))
      .filter(isInstructionFile);
  } catch {
    return []; // not there, no folder, or nobody may read it: then nothing tells
  }
}

/** Tells whether a path lies in a submodule of the work tree around a folder that nobody has checked out. */
export function awaitsSubmodule(disk: Disk, cwd: string): (absolute: string) => boolean {
  const top = workTreeOf(cwd);
  const empty = top === undefined ? [] : submodulesOf(disk, top).filter((folder) => isEmpty(disk, folder));
  return (absolute) => empty.some((folder) => isWithin(folder, absolute));
}

function submodulesOf(disk: Disk, top: string): readonly string[] {
  try {
    const bytes = regularBytes(disk, path.join(top, '.gitmodules'));
    const text = bytes === null ? '' : Buffer.from(bytes).toString('utf8');
    return [...text.matchAll(/^[ \t]*path[ \t]*=[ \t]*(\S.*)$/gm)].map(([, written = '']) =>
      path.join(top, written.trim()),
    );
  } catch {
    return [];
  }
}

function isEmpty(disk: Disk, folder: string): boolean {
  try {
    return disk.entries(folder).length === 0;
  } catch {
    return true; // not even the folder is there
  }
}
