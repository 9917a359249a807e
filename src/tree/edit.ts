import type { Span } from '../text/source-file.js';
import type { Entry, ListTree, MapTree, Place, ScalarTree, ScalarValue, Tree } from './tree.js';

/** The map with one entry set: in its old place where the key exists (whose key keeps its place), at the end otherwise. */
export function withEntry(map: MapTree, key: string, value: Tree, keyPlace: Place): MapTree {
  const entries = new Map(map.entries);
  entries.set(key, { key, keyPlace: entries.get(key)?.keyPlace ?? keyPlace, value });
  return { ...map, entries };
}

/** The map with an entry that brings its own key along. */
export function withWholeEntry(map: MapTree, entry: Entry): MapTree {
  return { ...map, entries: new Map(map.entries).set(entry.key, entry) };
}

/** The map with several of them. */
export function withEntries(map: MapTree, entries: Iterable<Entry>): MapTree {
  const all = new Map(map.entries);
  for (const entry of entries) all.set(entry.key, entry);
  return { ...map, entries: all };
}

export function withoutEntry(map: MapTree, key: string): MapTree {
  if (!map.entries.has(key)) return map;
  const entries = new Map(map.entries);
  entries.delete(key);
  return { ...map, entries };
}

export function withItem(list: ListTree, index: number, item: Tree): ListTree {
  return { ...list, items: list.items.map((old, at) => (at === index ? item : old)) };
}

/** The list with other items; the same list where they are its own. */
export function withItems(list: ListTree, items: readonly Tree[]): ListTree {
  return items.every((item, index) => item === list.items[index]) ? list : { ...list, items };
}

export function emptyMap(place: Place): MapTree {
  return { type: 'map', entries: new Map(), place };
}

export function mapOf(entries: Iterable<Entry>, place: Place): MapTree {
  return { type: 'map', entries: new Map([...entries].map((entry) => [entry.key, entry])), place };
}

/** A value that stands nowhere as such: at `place` is the text that a person would change, in `by` the other part of it. */
export function computedScalar(value: ScalarValue, place: Place, by?: Span): ScalarTree {
  const computedBy = by ?? place.computedBy;
  return {
    type: 'scalar',
    value,
    source: '',
    style: typeof value === 'string' ? 'quoted' : 'plain',
    place: computedBy === undefined ? place : { ...place, computedBy },
  };
}

/** The text of a scalar as a program sees it that does not look at types: `1.10` stays `1.10`. */
export function scalarText(scalar: ScalarTree): string {
  if (typeof scalar.value === 'string') return scalar.value;
  return scalar.source !== '' || scalar.value === null ? scalar.source : String(scalar.value);
}

/** The same tree with every part standing at one place. */
export function moveTree(tree: Tree, place: Place): Tree {
  if (tree.type === 'scalar') return { ...tree, place };
  if (tree.type === 'list') return { ...tree, items: tree.items.map((item) => moveTree(item, place)), place };
  return mapOf(
    [...tree.entries.values()].map((entry) => ({ ...entry, keyPlace: place, value: moveTree(entry.value, place) })),
    place,
  );
}
