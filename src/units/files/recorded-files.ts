import { getList, getString, type Tree } from '../../tree/tree.js';
import type { ParsedFile } from '../../yaml/document.js';

/**
 * The files that hold what a cluster printed of itself, as `kubectl get all -o yaml` does: lists of objects with what
 * only the API server gives them, some of them Pods that a controller has made. Who exports Services alone may apply
 * them again.
 * Beside manifests they are a record, which no server would create again; where there is
 * nothing else, they are what somebody wants to be judged (semantics 14.9).
 */
export function recordedFiles(files: readonly ParsedFile[]): ReadonlySet<string> {
  const recorded = new Set(files.filter(isRecorded));
  if (recorded.size === 0) return new Set();
  const isAll = recorded.size === files.filter(holdsObject).length;
  return new Set(isAll ? [] : [...recorded].map(({ file }) => file.path));
}

function isRecorded({ file: { text }, documents }: ParsedFile): boolean {
  if (!text.includes('resourceVersion:')) return false;
  const written = documents.flatMap(({ tree }) => tree ?? []);
  return written.length > 0 && written.every(isListOfLiving) && written.some(holdsMade);
}

function isListOfLiving(tree: Tree): boolean {
  const items = getString(tree, 'kind') === 'List' ? getList(tree, 'items') : [];
  return items.length > 0 && items.every(isLiving);
}

function holdsMade(list: Tree): boolean {
  return getList(list, 'items').some(
    (item) =>
      ['Pod', 'ReplicaSet'].includes(getString(item, 'kind') ?? '') &&
      getList(item, 'metadata', 'ownerReferences').length > 0,
  );
}

/** `uid` and `creationTimestamp` are given to what was created, and to nothing else. */
function isLiving(object: Tree): boolean {
  return ['uid', 'creationTimestamp'].every((field) => getString(object, 'metadata', field) !== undefined);
}

function holdsObject({ documents }: ParsedFile): boolean {
  return documents.some(({ tree }) => getString(tree, 'kind') !== undefined);
}
