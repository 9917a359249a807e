import { beginningWith, foldersAbove } from '../../text/paths.js';
import type { ParsedFile } from '../../yaml/document.js';

/**
 * What a kustomization of all that lies below a folder lists, as paths from there: every YAML file, and every folder
 * with a kustomization instead of what lies in it (fluxcd/pkg, scanManifests). Sorted.
 */
export function listedBelow(folder: string, paths: SortedPaths, kustomized: ReadonlySet<string>): readonly string[] {
  const start = folder === '' ? '' : `${folder}/`;
  const listed = paths.beginningWith(start).flatMap((path) => {
    const within = foldersAbove(path).filter((above) => above.startsWith(start) && above !== folder);
    const outermost = within.findLast((above) => kustomized.has(above));
    if (outermost !== undefined) return [outermost];
    return /\.ya?ml$/.test(path) ? [path] : [];
  });
  return [...new Set(listed)].sort().map((path) => path.slice(start.length));
}

/** The paths of a tree, so that those of one folder are found without a look at all of them. */
export interface SortedPaths {
  readonly beginningWith: (start: string) => readonly string[];
}

export function sortedPaths(files: readonly ParsedFile[]): SortedPaths {
  const all = files.map(({ file }) => file.path).sort();
  return { beginningWith: (start) => beginningWith(all, start) };
}
