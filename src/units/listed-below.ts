import { foldersAbove } from '../text/paths.js';
import type { ParsedFile } from '../yaml/document.js';

/**
 * What a kustomization of all that lies below a folder lists, as paths from there: every YAML file, and every folder with a
 * kustomization instead of what lies in it (fluxcd/pkg, scanManifests). Sorted.
 */
export function listedBelow(
  folder: string,
  files: readonly ParsedFile[],
  kustomized: ReadonlySet<string>,
): readonly string[] {
  const start = folder === '' ? '' : `${folder}/`;
  const paths = files.flatMap(({ file: { path } }) => {
    if (!path.startsWith(start)) return [];
    const within = foldersAbove(path).filter((above) => above.startsWith(start) && above !== folder);
    const outermost = within.findLast((above) => kustomized.has(above));
    return outermost !== undefined ? [outermost] : /\.ya?ml$/.test(path) ? [path] : [];
  });
  return [...new Set(paths)].sort().map((path) => path.slice(start.length));
}
