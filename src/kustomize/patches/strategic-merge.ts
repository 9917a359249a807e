import { withoutEntry } from '../../tree/edit.js';
import { placeOf, type Entry, type ListTree, type MapTree, type Tree } from '../../tree/tree.js';
import { textAt } from '../objects/draft.js';
import { inStyleOf } from '../objects/quotes.js';
import { overwrite, writeThrough, type Writes } from '../objects/one-value.js';
import type { Schema } from '../schema/schema-in-use.js';
import type { Shape } from '../schema/merge-keys.js';
import { Refusal } from '../build/trace.js';
import { directiveOf, isNull } from './directives.js';
import { mergeLists, type KeyedShape } from './merge-lists.js';

/**
 * A strategic merge as kustomize does it (kyaml merge2): maps are merged, nulls delete, texts and lists replace, lists
 * with merge keys are merged item by item, what the patch adds in front. Every part keeps the place that it came from.
 * Undefined where nothing is left.
 */
export function strategicMerge(base: MapTree, patch: MapTree, schema: Schema): MapTree | undefined {
  const writes: Writes = new Map();
  const merged = merge(base, patch, undefined, { schema, writes });
  return merged?.type === 'map' ? writeThrough(merged, writes) : undefined;
}

const present = (tree: Tree | undefined): Tree | undefined => (isNull(tree) ? undefined : tree);

/** The value that two texts make together; undefined where there is none in the end. */
function merge(
  base: Tree | undefined,
  patch: Tree | undefined,
  known: Shape | undefined,
  merging: Merging,
): Tree | undefined {
  const kind = present(base) ?? present(patch);
  if (kind === undefined)
    return patch === undefined && base?.type === 'scalar' && base.source !== '' ? base : undefined;
  const wrong = [base, patch].find((one) => present(one) !== undefined && one?.type !== kind.type);
  if (wrong !== undefined)
    throw new Refusal(`the patch has a ${nameOf(wrong)} where the object has a ${nameOf(kind)}`, placeOf(wrong));
  if (kind.type === 'scalar') return patch === undefined ? base : present(patch);
  const shape = known ?? shapeByKind(base, merging.schema) ?? shapeByKind(patch, merging.schema);
  if (kind.type === 'map')
    return mergeMaps(mapOrNull(base), mapOrNull(patch), { ...merging, shape, clears: isNull(patch) });
  if (shape?.keys === undefined) return patch === undefined ? base : present(patch);
  return mergeKeyed(listOrNull(base), listOrNull(patch), {
    ...merging,
    shape: { ...shape, keys: shape.keys },
    clears: isNull(patch),
  });
}

/** What a tree is called in messages. */
const nameOf = ({ type }: Tree): string => (type === 'scalar' ? 'text' : type);

const mapOrNull = (tree: Tree | undefined): MapTree | undefined => (tree?.type === 'map' ? tree : undefined);
const listOrNull = (tree: Tree | undefined): ListTree | undefined => (tree?.type === 'list' ? tree : undefined);

/** The shape of an object that says its kind, wherever it stands. */
const shapeByKind = (tree: Tree | undefined, { shapeOf }: Schema): Shape | undefined =>
  tree?.type === 'map' ? shapeOf(textAt(tree, 'apiVersion'), textAt(tree, 'kind')) : undefined;

/** What all parts of one merge go by. */
interface Merging {
  readonly schema: Schema;
  readonly writes: Writes;
}

/** How two collections are merged. */
interface How<S extends Shape | undefined> extends Merging {
  readonly shape: S;
  /** The patch has a null in the place of the collection. */
  readonly clears: boolean;
}

function mergeMaps(
  base: MapTree | undefined,
  patch: MapTree | undefined,
  how: How<Shape | undefined>,
): MapTree | undefined {
  const directive = patch === undefined ? 'merge' : directiveOf(patch);
  const own = patch && withoutEntry(patch, '$patch');
  if (how.clears || directive === 'delete') return undefined;
  // What is only in the patch is merged with itself, which takes the nulls and directives inside of it away.
  const start = base === undefined || base === patch || directive === 'replace' ? own : base;
  if (start === undefined) return undefined;
  // In kustomize's order, which tells which write is the last.
  const keys = [...new Set([...start.entries.keys(), ...(own?.entries.keys() ?? [])])].sort();
  const entries = new Map(start.entries.values().map((entry) => [entry.key, entry]));
  for (const key of keys) {
    const [old, change] = [start.entries.get(key), own?.entries.get(key)];
    const merged = mergeEntry(key, old, change, how);
    if (merged === undefined) entries.delete(key);
    else entries.set(key, merged);
  }
  const isSame =
    entries.size === start.entries.size && keys.every((key) => entries.get(key) === start.entries.get(key));
  return isSame ? start : start.with([...entries.values()]);
}

/** What is left of a field that a base, a patch or both have; undefined where nothing is. */
function mergeEntry(
  key: string,
  base: Entry | undefined,
  patch: Entry | undefined,
  how: How<Shape | undefined>,
): Entry | undefined {
  const value = merge(base?.value, patch?.value, how.shape?.field?.(key), how);
  if (value === undefined || value === base?.value) return value && base;
  const entry = value === patch?.value ? patch : (base ?? patch);
  return entry?.withValue(overwrite(base?.value, inStyleOf(base?.value, value), how.writes));
}

function mergeKeyed(
  base: ListTree | undefined,
  patch: ListTree | undefined,
  how: How<KeyedShape>,
): ListTree | undefined {
  const mergeItems = (one: ListTree, other: ListTree | undefined): ListTree | undefined =>
    mergeLists(one, other, how.shape, (a, b, items) => merge(a, b, items, how));
  if (how.clears) return undefined;
  if (base === undefined) return patch === undefined ? undefined : mergeItems(patch, patch);
  if (patch === undefined) return mergeItems(base, undefined);
  const index = patch.items.findIndex((item) => item.type === 'map' && item.entries.has('$patch'));
  const item = patch.items[index];
  if (item?.type !== 'map' || item.entries.size > 1) return mergeItems(base, patch);
  const directive = directiveOf(item);
  const own = patch.with(patch.items.filter((_, at) => at !== index));
  if (directive === 'delete') return undefined;
  // A list that only the patch has is merged with itself.
  return directive === 'replace' || base === patch ? mergeItems(own, own) : mergeItems(base, own);
}
