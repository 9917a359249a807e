import { existsSync } from 'node:fs';
import path from 'node:path';
import type { InputFile } from '../../engine/input/options.js';
import { code } from '../../text/words.js';
import { contentOf } from './decode.js';
import { DISK, type Disk } from '../disk/disk.js';
import { isWithin } from './paths.js';
import { readFiles, type Reading } from './read.js';

/**
 * Reads files that a kustomization names, whatever they hold, as findings show their paths: those that are not there,
 * or are folders, are left out without a word, since whoever builds the kustomization says so. A link that leaves the
 * git work tree (or, outside of one, its folder) is not followed.
 */
export function readSupporting(paths: readonly string[], cwd: string, disk: Disk = DISK): Reading {
  const notes: string[] = [];
  const found = paths.flatMap((shown) => {
    const absolute = path.resolve(cwd, shown);
    if (!isFile(disk, absolute)) return [];
    if (!staysInside(disk, absolute)) {
      notes.push(`skipped ${code(shown)}: a symbolic link that leaves its tree`);
      return [];
    }
    return [{ absolute, path: shown, isNamed: false }];
  });
  const { files, problems, notes: unread } = readFiles(found, { disk, read: contentOf });
  return {
    files: files.map((file): InputFile => ({ ...file, supporting: true })),
    problems,
    notes: [...notes, ...unread],
  };
}

function isFile(disk: Disk, absolute: string): boolean {
  try {
    return disk.kindOf(absolute) === 'file';
  } catch {
    return false; // a link that leads nowhere, a file used as a folder, a name that no system takes
  }
}

function staysInside(disk: Disk, absolute: string): boolean {
  const folder = path.dirname(absolute);
  return isWithin(disk.realPath(workTreeOf(folder) ?? folder), disk.realPath(absolute));
}

function workTreeOf(folder: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.git'))) return at;
    if (path.dirname(at) === at) return undefined;
  }
}
