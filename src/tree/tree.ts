import type { Span } from '../text/source-file.js';

/**
 * Where a piece of a tree stands. What an alias or a merge key brings in stands where it is *used*;
 * `anchor` is then the text that was written at the anchor.
 */
export interface Place {
  readonly span: Span;
  readonly anchor?: Span | undefined;
  /** Set where the value is computed from this text and another one, as kustomize's prefix with a name: no edit of one text alone gives another value. */
  readonly computedBy?: Span | undefined;
  /** Set for a label that kustomize adds to objects which do not say it: the field of the kustomization that does. */
  readonly setBy?: 'commonLabels' | 'labels' | undefined;
  /** True for a key between braces, as in JSON: an entry written beside it needs a comma, not a line. */
  readonly inBraces?: true | undefined;
}

export type ScalarValue = string | number | boolean | null;

/** A located tree: one document as kubectl's parser would see it, every key and scalar with its place. */
export type Tree = MapTree | ListTree | ScalarTree;

export interface ScalarTree {
  readonly type: 'scalar';
  readonly value: ScalarValue;
  /** The text as written, without quotes for plain scalars, with them otherwise; empty for an absent value. */
  readonly source: string;
  readonly style: 'plain' | 'quoted' | 'block';
  readonly place: Place;
}

export interface MapTree {
  readonly type: 'map';
  /** In document order, except that a key written twice stands where it was first written, with its last value. */
  readonly entries: ReadonlyMap<string, Entry>;
  readonly place: Place;
}

export interface Entry {
  readonly key: string;
  readonly keyPlace: Place;
  readonly value: Tree;
}

export interface ListTree {
  readonly type: 'list';
  readonly items: readonly Tree[];
  readonly place: Place;
}

export type Path = readonly (string | number)[];

/** The tree at `path`, or undefined where a step is absent or of another shape. An explicit null counts as absent. */
export function get(tree: Tree | undefined, ...path: Path): Tree | undefined {
  return treeAt(tree, path);
}

/** As `get`, for a path that is a list already: the most frequent call of all, so that copies of the list would show. */
export function treeAt(tree: Tree | undefined, path: Path): Tree | undefined {
  let at = tree;
  for (const step of path) {
    if (at === undefined || at.type === 'scalar') return undefined;
    if (at.type === 'map') at = at.entries.get(typeof step === 'string' ? step : String(step))?.value;
    else if (typeof step === 'number') at = at.items[step];
    else return undefined;
  }
  return at?.type === 'scalar' && at.value === null ? undefined : at;
}

/** The string at `path`; undefined for anything else, since the API server coerces nothing (semantics 1.2). */
export function getString(tree: Tree | undefined, ...path: Path): string | undefined {
  const found = treeAt(tree, path);
  return found?.type === 'scalar' && typeof found.value === 'string' ? found.value : undefined;
}

export function getNumber(tree: Tree | undefined, ...path: Path): number | undefined {
  const found = treeAt(tree, path);
  return found?.type === 'scalar' && typeof found.value === 'number' ? found.value : undefined;
}

export function getBoolean(tree: Tree | undefined, ...path: Path): boolean | undefined {
  const found = treeAt(tree, path);
  return found?.type === 'scalar' && typeof found.value === 'boolean' ? found.value : undefined;
}

export function getMap(tree: Tree | undefined, ...path: Path): MapTree | undefined {
  const found = treeAt(tree, path);
  return found?.type === 'map' ? found : undefined;
}

export function getList(tree: Tree | undefined, ...path: Path): readonly Tree[] {
  const found = treeAt(tree, path);
  return found?.type === 'list' ? found.items : [];
}

/** The entries of the map at `path`, or none. */
export function getEntries(tree: Tree | undefined, ...path: Path): Iterable<Entry> {
  const found = treeAt(tree, path);
  return found?.type === 'map' ? found.entries.values() : [];
}

/**
 * The smallest text that shows the value at `path`: the scalar itself; the key of a collection or of an absent
 * value; the first key of a list item. Where a step is missing, the nearest existing ancestor.
 */
export function placeOf(tree: Tree, path: Path): Place {
  let at = tree;
  let key: Place | undefined;
  for (const step of path) {
    const entry = at.type === 'map' ? at.entries.get(String(step)) : undefined;
    const next = entry?.value ?? (at.type === 'list' && typeof step === 'number' ? at.items[step] : undefined);
    if (next === undefined) break;
    key = entry?.keyPlace;
    at = next;
  }
  if (at.type === 'scalar' && at.place.span.start < at.place.span.end) return at.place;
  return key ?? headOf(at);
}

/** The key at `path`; where there is none, as `placeOf`. */
export function keyPlaceOf(tree: Tree, path: Path): Place {
  const parent = treeAt(tree, path.slice(0, -1));
  const entry = parent?.type === 'map' ? parent.entries.get(String(path.at(-1))) : undefined;
  return entry?.keyPlace ?? placeOf(tree, path);
}

/** The first key or scalar inside a collection: the place of a list item, or of a whole document. */
function headOf(tree: Tree): Place {
  if (tree.type === 'map') return tree.entries.values().next().value?.keyPlace ?? tree.place;
  if (tree.type === 'list' && tree.items[0] !== undefined) return headOf(tree.items[0]);
  return tree.place;
}

/** Plain data of a tree, null entries of maps left out (a null field is an absent field: semantics 1.5). */
export function toData(tree: Tree): unknown {
  if (tree.type === 'scalar') return tree.value;
  if (tree.type === 'list') return tree.items.map(toData);
  const data: Record<string, unknown> = {};
  for (const entry of tree.entries.values()) {
    if (entry.value.type === 'scalar' && entry.value.value === null) continue;
    const value = toData(entry.value);
    // This one key must become data, never a prototype.
    if (entry.key === '__proto__')
      Object.defineProperty(data, entry.key, { value, enumerable: true, configurable: true, writable: true });
    else data[entry.key] = value;
  }
  return data;
}
