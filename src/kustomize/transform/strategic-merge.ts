import { withoutEntry, withWholeEntry } from '../../tree/edit.js';
import { placeOf, type Entry, type ListTree, type MapTree, type Tree } from '../../tree/tree.js';
import { textAt } from '../draft.js';
import { overwrite, writeThrough, type Writes } from '../one-value.js';
import { shapeOf, type Shape } from '../tables/merge-keys.js';
import { Refusal } from '../trace.js';
import { mergeLists, type KeyedShape } from './merge-lists.js';

/** `$patch: …` of a patch. */
type Directive = 'merge' | 'replace' | 'delete';

/**
 * A strategic merge as kustomize does it (kyaml merge2): maps are merged, nulls delete, texts and lists replace, lists with
 * merge keys are merged item by item, what the patch adds in front. Every part keeps the place that it came from.
 * Undefined where nothing is left.
 */
export function strategicMerge(base: MapTree, patch: MapTree): MapTree | undefined {
  const writes: Writes = new Map();
  const merged = merge(base, patch, shapeOf(textAt(base, 'apiVersion'), textAt(base, 'kind')) ?? shapeOf(textAt(patch, 'apiVersion'), textAt(patch, 'kind')), writes);
  return merged?.type === 'map' ? writeThrough(merged, writes) : undefined;
}

const isNull = (tree: Tree | undefined): boolean => tree?.type === 'scalar' && tree.value === null;
const present = (tree: Tree | undefined): Tree | undefined => (isNull(tree) ? undefined : tree);

/** The value that two texts make together; undefined where there is none in the end. */
function merge(base: Tree | undefined, patch: Tree | undefined, known: Shape | undefined, writes: Writes): Tree | undefined {
  const kind = present(base) ?? present(patch);
  if (kind === undefined) return patch === undefined && base?.type === 'scalar' && base.source !== '' ? base : undefined;
  const wrong = [base, patch].find((one) => present(one) !== undefined && one?.type !== kind.type);
  if (wrong !== undefined) throw new Refusal(`the patch has a ${wrong.type === 'scalar' ? 'text' : wrong.type} where the object has a ${kind.type === 'scalar' ? 'text' : kind.type}`, placeOf(wrong, []));
  if (kind.type === 'scalar') return patch === undefined ? base : present(patch);
  const shape = known ?? shapeOf(textAt(kind, 'apiVersion'), textAt(kind, 'kind'));
  if (kind.type === 'map') return mergeMaps(mapOrNull(base), mapOrNull(patch), { shape, writes, clears: isNull(patch) });
  if (shape?.keys === undefined) return patch === undefined ? base : present(patch);
  return mergeKeyed(listOrNull(base), listOrNull(patch), { shape: { ...shape, keys: shape.keys }, writes, clears: isNull(patch) });
}

const mapOrNull = (tree: Tree | undefined): MapTree | undefined => (tree?.type === 'map' ? tree : undefined);
const listOrNull = (tree: Tree | undefined): ListTree | undefined => (tree?.type === 'list' ? tree : undefined);

/** How two collections are merged. */
interface How<S extends Shape | undefined> {
  readonly shape: S;
  readonly writes: Writes;
  /** The patch has a null in the place of the collection. */
  readonly clears: boolean;
}

function mergeMaps(base: MapTree | undefined, patch: MapTree | undefined, how: How<Shape | undefined>): MapTree | undefined {
  const directive = patch === undefined ? 'merge' : directiveOf(patch);
  const own = patch && withoutEntry(patch, '$patch');
  if (how.clears || directive === 'delete') return undefined;
  // What is only in the patch is merged with itself, which takes the nulls and directives inside of it away.
  const start = base === undefined || directive === 'replace' ? own : base;
  if (start === undefined) return undefined;
  // In kustomize's order, which tells which write is the last.
  const keys = [...new Set([...start.entries.keys(), ...(own?.entries.keys() ?? [])])].sort();
  return keys.reduce((map, key) => mergeEntry(map, key, { base: start.entries.get(key), patch: own?.entries.get(key) }, how), start);
}

function mergeEntry(map: MapTree, key: string, { base, patch }: { readonly base: Entry | undefined; readonly patch: Entry | undefined }, { shape, writes }: How<Shape | undefined>): MapTree {
  const value = merge(base?.value, patch?.value, shape?.fields?.[key], writes);
  if (value === undefined) return withoutEntry(map, key);
  if (value === base?.value) return map;
  const keyPlace = value === patch?.value ? patch.keyPlace : (base ?? patch)?.keyPlace;
  return keyPlace === undefined ? map : withWholeEntry(map, { key, keyPlace, value: overwrite(base?.value, value, writes) });
}

export function directiveOf(patch: Tree): Directive {
  const entry = patch.type === 'map' ? patch.entries.get('$patch') : undefined;
  if (entry === undefined || isNull(entry.value)) return 'merge';
  const text = textAt(patch, '$patch');
  if (text === 'merge' || text === 'replace' || text === 'delete') return text;
  throw new Refusal(`a patch is merged, replaces or deletes: kustomize knows no \`$patch: ${text}\``, placeOf(entry.value, []));
}

function mergeKeyed(base: ListTree | undefined, patch: ListTree | undefined, { shape, writes, clears }: How<KeyedShape>): ListTree | undefined {
  const mergeItems = (one: ListTree, other: ListTree | undefined): ListTree | undefined => mergeLists(one, other, shape, (a, b, items) => merge(a, b, items, writes));
  if (clears) return undefined;
  if (base === undefined) return patch === undefined ? undefined : mergeItems(patch, patch);
  if (patch === undefined) return mergeItems(base, undefined);
  const index = patch.items.findIndex((item) => item.type === 'map' && item.entries.has('$patch'));
  const item = patch.items[index];
  if (item?.type !== 'map' || item.entries.size > 1) return mergeItems(base, patch);
  const directive = directiveOf(item);
  const own: ListTree = { ...patch, items: patch.items.filter((_, at) => at !== index) };
  if (directive === 'delete') return undefined;
  return directive === 'replace' ? mergeItems(own, own) : mergeItems(base, own);
}
