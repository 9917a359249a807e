import type { KustomizeBuild } from '../../kustomize/index.js';
import type { MapTree } from '../../tree/tree.js';
import type { RebuiltTrees } from '../files/plain.js';

/**
 * What builds that kustomize refuses would make of their documents, as far as they got: whoever mends them gets this
 * namespace and these patched fields, not what lies in the files. A document that two builds make something of, or that
 * holds several objects, is what kustomize reads in it: to kubectl `on` is no text.
 */
export function rebuiltBy(refused: readonly KustomizeBuild[]): RebuiltTrees {
  const known = new Map<string, MapTree | undefined>();
  const keyOf = (path: string, start: number): string => `${path}\0${start}`;
  for (const { objects } of refused) {
    for (const { tree, file, document } of objects) {
      if (document === undefined) continue;
      const key = keyOf(file.path, document.span.start);
      const asRead = document.tree?.type === 'map' ? document.tree : undefined;
      known.set(key, known.has(key) ? asRead : tree);
    }
  }
  return (path, start) => known.get(keyOf(path, start));
}
