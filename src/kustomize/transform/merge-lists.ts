import { computedScalar, scalarText, withEntry, withWholeEntry } from '../../tree/edit.js';
import { get, placeOf, type ListTree, type Tree } from '../../tree/tree.js';
import type { Shape } from '../tables/merge-keys.js';
import { directiveOf } from './strategic-merge.js';

type Merge = (base: Tree | undefined, patch: Tree | undefined, shape: Shape | undefined) => Tree | undefined;

/** The shape of a list whose items are merged by keys. */
export type KeyedShape = Shape & { readonly keys: readonly string[] };

/** The texts that an item has for the merge keys; empty where it has none. */
type Values = readonly string[];

/**
 * Two lists merged by the keys of their items, oddities of kustomize included (kyaml walk, associative sequences): what is
 * new in the patch comes first, items of the base that share all keys become one, and an item of the patch that says
 * `$patch: replace` changes nothing where the base has the item, because the base's is put back over it.
 */
export function mergeLists(base: ListTree, patch: ListTree | undefined, shape: KeyedShape, merge: Merge): ListTree | undefined {
  if (shape.keys.length === 0) return mergeTexts(base, patch);
  const { keys } = shape;
  const wanted = reconcile(distinct([...(patch?.items ?? []), ...base.items].map((item) => valuesOf(item, keys))));
  const inUse = keys.filter((_, index) => wanted.some((values) => values[index] !== ''));
  const valid = inUse.length === 0 ? keys : inUse;
  const positions = valid.map((key) => keys.indexOf(key));
  let rest: readonly Tree[] = base.items;
  let result: readonly Tree[] = [];
  for (const all of wanted) {
    const values = positions.map((position) => all[position] ?? '');
    const [old, change] = [find(rest, valid, values), patch && find(patch.items, valid, values)];
    const merged = merge(old, change, shape.items?.());
    if (merged === undefined || (merged.type === 'map' && merged.entries.size === 0)) {
      rest = rest.filter((item) => !fits(item, valid, values));
      continue;
    }
    const complete = keepKeys(completeKeys(merged, valid, values), old, keys);
    result = put(result, valid, values, complete);
    const keepsOld = old !== undefined && change !== undefined && change !== old && directiveOf(change) === 'replace';
    if (old !== undefined && !keepsOld) rest = rest.map((item) => (item === old ? complete : item));
  }
  const items = rest.reduce((sum, item) => putBack(sum, item, valid), result);
  return wanted.length === 0 ? base : { ...base, items };
}

/** Texts: those of the patch, then those of the base that it lacks. */
function mergeTexts(base: ListTree, patch: ListTree | undefined): ListTree {
  const seen = new Set<string>();
  const items = [...(patch?.items ?? []), ...base.items].filter((item) => {
    const text = item.type === 'scalar' ? scalarText(item) : '';
    return !seen.has(text) && seen.add(text);
  });
  return { ...base, items };
}

function valuesOf(item: Tree, keys: readonly string[]): Values {
  return keys.map((key) => textOf(get(item, key)));
}

const textOf = (tree: Tree | undefined): string => (tree?.type === 'scalar' ? scalarText(tree) : '');

function distinct(all: readonly Values[]): readonly Values[] {
  const seen = new Set<string>();
  return all.filter((values) => !seen.has(values.join('\0')) && seen.add(values.join('\0')));
}

/** Of two items that agree in one key, and of which each lacks what the other has, both are taken to have all. */
function reconcile(all: readonly Values[]): readonly Values[] {
  if ((all[0]?.length ?? 0) < 2) return all;
  const values = [...all];
  for (let i = 0; i < values.length; i++) {
    for (let j = 0; j < values.length; j++) {
      const both = unite(values[i] ?? [], values[j] ?? []);
      if (both === undefined) continue;
      values[i] = both;
      values[j] = both;
    }
  }
  return values;
}

function unite(a: Values, b: Values): Values | undefined {
  const compatible = a.every((text, index) => text === b[index] || text === '' || b[index] === '');
  const shared = a.some((text, index) => text === b[index]);
  return compatible && shared ? a.map((text, index) => text || (b[index] ?? '')) : undefined;
}

/** The first map that has the given texts under their keys; a key for which none is wanted may have any, or be absent. */
function find(items: readonly Tree[], keys: readonly string[], values: Values): Tree | undefined {
  const wanted = keys.map((key, index) => [key, values[index] ?? ''] as const);
  const certain = wanted.some(([, text]) => text !== '') ? wanted.filter(([, text]) => text !== '') : wanted;
  return items.find((item) => item.type === 'map' && certain.every(([key, text]) => item.entries.has(key) && textOf(get(item, key)) === text));
}

/** True for a map that has all keys, each with the given text; one for which none is given may have any. */
function fits(item: Tree, keys: readonly string[], values: Values): boolean {
  return item.type === 'map' && keys.every((key, index) => item.entries.has(key) && ((values[index] ?? '') === '' || textOf(get(item, key)) === values[index]));
}

/** The item with the keys by which it was found. */
function completeKeys(item: Tree, keys: readonly string[], values: Values): Tree {
  return keys.reduce((at, key, index) => {
    const value = values[index] ?? '';
    return at.type !== 'map' || at.entries.has(key) || value === '' ? at : withEntry(at, key, computedScalar(value, placeOf(at, [])), placeOf(at, []));
  }, item);
}

/** Keys that a patch repeats to find the item stay where they were. */
function keepKeys(item: Tree, old: Tree | undefined, keys: readonly string[]): Tree {
  if (item.type !== 'map' || old?.type !== 'map') return item;
  return keys.reduce((at, key) => {
    const entry = old.entries.get(key);
    return entry !== undefined && textOf(get(at, key)) === textOf(entry.value) ? withWholeEntry(at, entry) : at;
  }, item);
}

/** The list with the item in the place of those that have its keys, else at its end. */
function put(items: readonly Tree[], keys: readonly string[], values: Values, item: Tree): readonly Tree[] {
  const replaced = items.map((old) => (fits(old, keys, values) ? item : old));
  return items.some((old) => fits(old, keys, values)) ? replaced : [...replaced, item];
}

/** An item of the base behind what the merge has made, over the one with the same keys. */
function putBack(items: readonly Tree[], item: Tree, keys: readonly string[]): readonly Tree[] {
  const found = keys.map((key) => (item.type === 'map' && item.entries.has(key) ? textOf(get(item, key)) : undefined));
  const values = found.filter((value) => value !== undefined);
  if (keys.length === 1) return values.length === 1 ? put(items, keys, values, item) : [...items, item];
  // With several keys, those that have all the texts found are taken out, and the item stands at the end.
  return [...items.filter((old) => !fits(old, keys.slice(0, values.length), values)), item];
}
