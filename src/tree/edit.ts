import type { Span } from '../text/source-file.js';
import { Entry, MapTree, ScalarTree, ListTree, type Place, type ScalarValue, type Tree } from './tree.js';

/**
 * The map with one entry set: in its old place where the key exists (whose key keeps its place), at the end otherwise.
 */
export function withEntry(map: MapTree, key: string, value: Tree, keyPlace: Place): MapTree {
  return withWholeEntry(map, map.entries.get(key)?.withValue(value) ?? Entry.at(keyPlace, key, value));
}

/** The map with an entry that brings its own key along. */
export function withWholeEntry(map: MapTree, entry: Entry): MapTree {
  const all = map.entries.values();
  if (!map.entries.has(entry.key)) return map.with([...all, entry]);
  return map.with(all.map((old) => (old.key === entry.key ? entry : old)));
}

/** The map with several of them. */
export function withEntries(map: MapTree, entries: readonly Entry[]): MapTree {
  return map.with(lastOfEach([...map.entries.values(), ...entries]));
}

/** Of entries with one key the last, in the place of the first. */
function lastOfEach(entries: readonly Entry[]): readonly Entry[] {
  return [...new Map(entries.map((entry) => [entry.key, entry])).values()];
}

export function withoutEntry(map: MapTree, key: string): MapTree {
  if (!map.entries.has(key)) return map;
  return map.with(map.entries.values().filter((entry) => entry.key !== key));
}

/** The map with other values; the same map where none of them is another. */
export function withValues(map: MapTree, valueOf: (entry: Entry) => Tree): MapTree {
  const old = map.entries.values();
  const entries = old.map((entry) => {
    const value = valueOf(entry);
    return value === entry.value ? entry : entry.withValue(value);
  });
  return entries.every((entry, at) => entry === old[at]) ? map : map.with(entries);
}

export function withItem(list: ListTree, index: number, item: Tree): ListTree {
  return list.with(list.items.map((old, at) => (at === index ? item : old)));
}

/** The list with other items; the same list where they are its own. */
export function withItems(list: ListTree, items: readonly Tree[]): ListTree {
  return items.every((item, index) => item === list.items[index]) ? list : list.with(items);
}

export function emptyMap(place: Place): MapTree {
  return MapTree.at(place, []);
}

/** A map of entries; of those with one key the last counts. */
export function mapOf(entries: readonly Entry[], place: Place): MapTree {
  return MapTree.at(place, lastOfEach(entries));
}

/**
 * A value that stands nowhere as such: at `place` is the text that a person would change, in `by` the other part of it.
 */
export function computedScalar(value: ScalarValue, place: Place, by?: Span): ScalarTree {
  const computedBy = by ?? place.computedBy;
  return ScalarTree.at(computedBy === undefined ? place : { ...place, computedBy }, {
    value,
    source: '',
    style: typeof value === 'string' ? 'quoted' : 'plain',
  });
}

/** The text of a scalar as a program sees it that does not look at types: `1.10` stays `1.10`. */
export function scalarText(scalar: ScalarTree): string {
  if (typeof scalar.value === 'string') return scalar.value;
  return scalar.source !== '' || scalar.value === null ? scalar.source : String(scalar.value);
}

/** The same tree with every part standing at one place. */
export function moveTree(tree: Tree, place: Place): Tree {
  if (tree.type === 'scalar') return ScalarTree.at(place, tree);
  if (tree.type === 'list')
    return ListTree.at(
      place,
      tree.items.map((item) => moveTree(item, place)),
    );
  return MapTree.at(
    place,
    tree.entries.values().map(({ key, value }) => Entry.at(place, key, moveTree(value, place))),
  );
}
