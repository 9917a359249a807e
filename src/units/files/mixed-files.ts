import { groupBy } from '../../data/group.js';
import { fieldsOf, isFieldName, typeOf } from '../../k8s/schema/field-types.js';
import { editsWithin } from '../../text/spelling/similar.js';
import { getEntries, getString, type Tree } from '../../tree/tree.js';
import type { ParsedFile } from '../../yaml/document.js';

/** So many files make a custom of it; one alone is a slip, which the API server refuses. */
const CUSTOM = 3;

/**
 * The folders whose files mix settings of their own with objects, as tests of a chart do: its values and what it shall
 * render stand in one file. The API server refuses every one of them, so nobody applies them (semantics 14.2).
 */
export function mixedFolders(files: readonly ParsedFile[]): ReadonlySet<string> {
  const folders = groupBy(files.filter(holdsObject), ({ file }) => file.folder);
  return new Set([...folders].flatMap(([folder, held]) => (isCustom(held) ? [folder] : [])));
}

function isCustom(files: readonly ParsedFile[]): boolean {
  if (files.length < CUSTOM) return false;
  const mixed = files.filter(({ documents }) => documents.some(({ tree }) => holdsSettings(tree)));
  return mixed.length >= CUSTOM && mixed.length * 2 > files.length;
}

function holdsObject({ documents }: ParsedFile): boolean {
  return documents.some(({ tree }) => getString(tree, 'kind') !== undefined);
}

/** True for an object with two keys at its top that are no field of anything, nor a slip of one. */
function holdsSettings(tree: Tree | undefined): boolean {
  const type = typeOf(getString(tree, 'apiVersion') ?? '', getString(tree, 'kind') ?? '');
  if (type === undefined) return false;
  const isSetting = (key: string): boolean =>
    !isFieldName(key) &&
    [...fieldsOf(type).keys()].every((field) => editsWithin(key.toLowerCase(), field.toLowerCase(), 2) === undefined);
  return getEntries(tree).filter(({ key }) => isSetting(key)).length >= 2;
}
