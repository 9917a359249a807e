import type { SourceFile } from '../../text/source-file.js';
import { emptyMap, mapOf, withEntry, withItem, withoutEntry } from '../../tree/edit.js';
import {
  getMap,
  placeOf,
  toData,
  ScalarTree,
  type ListTree,
  type MapTree,
  type Place,
  type Tree,
} from '../../tree/tree.js';
import { SETTINGS } from '../../yaml/values/dialect.js';
import { parseFile, parseInside } from '../../yaml/parse.js';
import { isJson } from '../../yaml/stream/split.js';
import { textAt, withTree, type Draft } from '../objects/draft.js';
import { quotedWhereNeeded } from '../objects/quotes.js';
import { throughJson } from '../objects/one-value.js';
import { Refusal } from '../build/trace.js';
import { widenedAnnotations } from './annotations.js';

/** A patch is a file, or a scalar of the kustomization. */
export type PatchText = SourceFile | ScalarTree;

interface Operation {
  readonly op: string;
  readonly path: readonly string[];
  readonly from: readonly string[];
  readonly value: Tree | undefined;
  readonly place: Place;
}

/** The operations of a JSON patch (RFC 6902) in JSON or YAML; undefined for a text that is no list. */
export function readJsonPatch(text: PatchText): readonly Operation[] | undefined {
  if (rawText(text).startsWith('[') && !isJson(rawText(text))) {
    throw new Refusal('a patch that begins with `[` must be JSON', undefined, {
      help: 'write each operation as an item of its own, `- op: …`',
    });
  }
  const documents = 'type' in text ? parseInside(text, SETTINGS) : parseFile(text, SETTINGS).documents;
  const trees = documents.flatMap(({ tree }) => tree ?? []);
  const [list] = trees;
  if (list?.type !== 'list' || trees.length > 1) return undefined;
  return list.items
    .map((item) => throughJson(item, quotedWhereNeeded))
    .map((item) => {
      const pathPlace = placeOf(item, ['path']);
      return {
        op: textAt(item, 'op'),
        path: steps(textAt(item, 'path'), pathPlace),
        from: steps(textAt(item, 'from'), pathPlace),
        value: valueOf(item),
        place: pathPlace,
      };
    });
}

const rawText = (text: PatchText): string => ('type' in text ? String(text.value) : text.text);

/** An explicit null is a value. */
const valueOf = (item: Tree): Tree | undefined => (item.type === 'map' ? item.entries.get('value')?.value : undefined);

function steps(pointer: string, place: Place): readonly string[] {
  const [before, ...parts] = pointer.split('/');
  if (before !== '' && parts.length === 0) throw new Refusal('the path of a JSON patch begins with a slash', place);
  // What stands before the first slash is ignored.
  return parts.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/**
 * The draft with the operations applied. kustomize notes former names and the wish for a hash among the annotations of
 * the object, so that a patch may go through `/metadata/annotations` even where the manifest has none, or nothing in
 * them (api/internal/builtins/PatchTransformer.go).
 */
export function patchDraft(draft: Draft, operations: readonly Operation[]): Draft {
  const metadata = getMap(draft.tree, 'metadata');
  const isNoted = draft.formerIds.length > 0 || draft.hashed;
  if (metadata === undefined || !isNoted || holdsSomething(metadata.entries.get('annotations')?.value))
    return withTree(draft, applyJsonPatch(draft.tree, operations));
  const annotated = withEntry(metadata, 'annotations', emptyMap(metadata.place), metadata.place);
  const patched = applyJsonPatch(withEntry(draft.tree, 'metadata', annotated, draft.tree.place), operations);
  const left = getMap(patched, 'metadata');
  const isBare = left !== undefined && getMap(left, 'annotations')?.entries.size === 0;
  return withTree(
    draft,
    isBare ? withEntry(patched, 'metadata', withoutEntry(left, 'annotations'), patched.place) : patched,
  );
}

const holdsSomething = (tree: Tree | undefined): boolean =>
  tree !== undefined && !(tree.type === 'scalar' && tree.value === null);

/** The object with the operations applied; what they add stands where the patch writes it. */
function applyJsonPatch(tree: MapTree, operations: readonly Operation[]): MapTree {
  const result = operations.reduce<Tree>(applyOne, widenedAnnotations(tree));
  if (result.type !== 'map') throw new Refusal('the patch leaves no object');
  return throughJson(result, quotedWhereNeeded);
}

function applyOne(tree: Tree, { op, path, from, value, place }: Operation): Tree {
  const given = (): Tree => value ?? ScalarTree.at(place, { value: null, source: 'null', style: 'plain' });
  switch (op) {
    case 'add':
      return add(tree, path, given(), place);
    case 'remove':
      return remove(tree, path, place);
    case 'replace':
      if (path.length === 0) return given();
      return inParent(tree, path, place, (parent, key) => {
        // kustomize's library also "replaces" a field that is absent, but no item of a list.
        if (parent.type === 'list') lookUp(tree, path, place);
        return setChild(parent, key, given(), place);
      });
    case 'test':
      if (!equal(path.length === 0 ? tree : find(tree, path), value))
        throw new Refusal(`the test of \`${pointer(path)}\` fails`, place);
      return tree;
    case 'copy':
      return add(tree, path, lookUp(tree, from, place), place);
    case 'move':
      return add(remove(tree, from, place), path, lookUp(tree, from, place), place);
    default:
      throw new Refusal(`a JSON patch knows no operation \`${op}\``, place);
  }
}

const pointer = (path: readonly string[]): string => `/${path.join('/')}`;

const equal = (a: Tree | undefined, b: Tree | undefined): boolean =>
  JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));

function canonical(tree: Tree | undefined): unknown {
  if (tree === undefined || tree.type === 'scalar') return tree === undefined ? null : toData(tree);
  if (tree.type === 'list') return tree.items.map(canonical);
  return [...tree.entries.values()]
    .map(({ key, value }) => [key, canonical(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function find(tree: Tree, path: readonly string[]): Tree | undefined {
  return path.reduce<Tree | undefined>((at, key) => child(at, key), tree);
}

function child(at: Tree | undefined, key: string): Tree | undefined {
  if (at?.type === 'map') return at.entries.get(key)?.value;
  const index = at?.type === 'list' ? indexOf(at, key) : undefined;
  return at?.type === 'list' && index !== undefined ? at.items[index] : undefined;
}

/** A position in a list, from the end where it is negative. */
function indexOf({ items }: ListTree, key: string): number | undefined {
  if (!/^-?\d+$/.test(key)) return undefined;
  const index = Number(key);
  return index < 0 ? index + items.length : index;
}

function lookUp(tree: Tree, path: readonly string[], place: Place): Tree {
  const found = find(tree, path);
  if (found === undefined) throw new Refusal(`the object has nothing at \`${pointer(path)}\``, place);
  return found;
}

/** The tree with the parent of what `path` means changed; `depth` steps of the path lead to the tree. */
function inParent(
  tree: Tree,
  path: readonly string[],
  place: Place,
  change: (parent: MapTree | ListTree, key: string) => Tree,
  depth = 0,
): Tree {
  const key = path[depth] ?? '';
  if (tree.type === 'scalar') throw new Refusal(`the object has no map or list above \`${pointer(path)}\``, place);
  if (depth + 1 === path.length) return change(tree, key);
  const inner = child(tree, key);
  if (inner === undefined)
    throw new Refusal(`the object has no \`${pointer(path.slice(0, depth + 1))}\` to go through`, place);
  return setChild(tree, key, inParent(inner, path, place, change, depth + 1), place);
}

function setChild(parent: MapTree | ListTree, key: string, value: Tree, place: Place): Tree {
  if (parent.type === 'map') return withEntry(parent, key, value, place);
  return withItem(parent, indexOf(parent, key) ?? -1, value);
}

function add(tree: Tree, path: readonly string[], value: Tree, place: Place): Tree {
  if (path.length === 0) return value;
  return inParent(tree, path, place, (parent, key) => {
    if (parent.type === 'map') return withEntry(parent, key, value, place);
    const index = key === '-' ? parent.items.length : indexOf(parent, key);
    const at = index !== undefined && key.startsWith('-') && key !== '-' ? index + 1 : index;
    if (at === undefined || at < 0 || at > parent.items.length)
      throw new Refusal(`the list has no position \`${key}\``, place);
    return parent.with([...parent.items.slice(0, at), value, ...parent.items.slice(at)]);
  });
}

function remove(tree: Tree, path: readonly string[], place: Place): Tree {
  lookUp(tree, path, place);
  if (path.length === 0) return mapOf([], place);
  return inParent(tree, path, place, (parent, key) => {
    if (parent.type === 'map') return withoutEntry(parent, key);
    const index = indexOf(parent, key);
    return parent.with(parent.items.filter((_, at) => at !== index));
  });
}
