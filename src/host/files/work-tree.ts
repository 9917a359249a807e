import { existsSync } from 'node:fs';
import path from 'node:path';

/** The root of the git work tree that a folder is in: the nearest of itself and those above it that holds a `.git`. */
export function workTreeOf(folder: string): string | undefined {
  return upwards(folder).find((at) => existsSync(path.join(at, '.git')));
}

/** A folder and those above it, nearest first, up to `top`, or to the root of the disk. */
export function upwards(folder: string, top?: string): readonly string[] {
  const above = path.dirname(folder);
  return folder === top || folder === above ? [folder] : [folder, ...upwards(above, top)];
}
