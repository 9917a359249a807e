import path from 'node:path';
import { DISK, type Disk } from '../disk/disk.js';
import { isWithin } from './paths.js';
import { workTreeOf } from './work-tree.js';

/**
 * Whether a linted tree may have a file read, by its absolute path. A tree may come from anybody: what it names outside
 * of itself is none of its business, even if the user could read it.
 */
export type Bounds = (absolute: string) => boolean;

/**
 * Below the given paths, or in the git work trees around them; by real paths, so that no link leads out. Where no path
 * is given, the current folder is.
 */
export function boundsOf(paths: readonly string[], cwd: string, disk: Disk = DISK): Bounds {
  const roots = (paths.length === 0 ? ['.'] : paths).map((given) => {
    const folder = folderAt(disk, realPathOf(disk, path.resolve(cwd, given)));
    return workTreeOf(folder) ?? folder;
  });
  const within = [...new Set(roots)];
  return (absolute) => {
    const real = realPathOf(disk, absolute);
    return within.some((root) => isWithin(root, real));
  };
}

function folderAt(disk: Disk, absolute: string): string {
  try {
    return disk.kindOf(absolute) === 'folder' ? absolute : path.dirname(absolute);
  } catch {
    return absolute; // whoever reads the path says that it is not there
  }
}

/** Of what is not there, its nearest folder that is, and the rest. */
function realPathOf(disk: Disk, absolute: string): string {
  try {
    return disk.realPath(absolute);
  } catch {
    const folder = path.dirname(absolute);
    return folder === absolute ? absolute : path.join(realPathOf(disk, folder), path.basename(absolute));
  }
}
