import path from 'node:path';
import { gitIn, GitError, type Git } from '../process/git.js';
import type { Disk } from './disk.js';

/** Whether git tracks a file, or a file in a folder: what `.gitignore` says of it then has no effect. */
export type IsTracked = (absolute: string) => boolean;

/**
 * What git tracks below the top of a work tree although a `.gitignore` names it: `git add -f` puts it there, and so
 * does who writes the pattern later. The index is asked when the first such path is met, and once; where there is no
 * git, nothing is tracked.
 */
export function trackedBelow(top: string | undefined, disk: Disk, env: Parameters<typeof gitIn>[1]): IsTracked {
  let inIndex: ReadonlySet<string> | undefined;
  return (absolute) => {
    const known = disk.isTracked(absolute);
    if (known !== undefined || top === undefined) return known ?? false;
    inIndex ??= withFoldersBelow(top, ignoredInIndex(gitIn(top, env)));
    return inIndex.has(absolute);
  };
}

/** Relative to the top of the work tree. */
function ignoredInIndex(git: Git): readonly string[] {
  try {
    return git.list('ls-files', '-z', '--cached', '--ignored', '--exclude-standard', '--full-name');
  } catch (error) {
    if (error instanceof GitError) return [];
    throw error;
  }
}

function withFoldersBelow(top: string, files: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const file of files) {
    for (let at = path.join(top, file); at !== top && !found.has(at); at = path.dirname(at)) found.add(at);
  }
  return found;
}
