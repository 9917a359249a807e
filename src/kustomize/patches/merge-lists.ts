import { groupBy } from '../../data/group.js';
import { computedScalar, scalarText, withEntry, withWholeEntry } from '../../tree/edit.js';
import { get, placeOf, type ListTree, type Tree } from '../../tree/tree.js';
import type { Shape } from '../schema/merge-keys.js';
import { directiveOf } from './directives.js';

type Merge = (base: Tree | undefined, patch: Tree | undefined, shape: Shape | undefined) => Tree | undefined;

/** The shape of a list whose items are merged by keys. */
export type KeyedShape = Shape & { readonly keys: readonly string[] };

/** The texts that an item has for the merge keys; empty where it has none. */
type Values = readonly string[];

/**
 * Two lists merged by the keys of their items, oddities of kustomize included (kyaml walk, associative sequences): what
 * is new in the patch comes first, items of the base that share all keys become one, and an item of the patch that says
 * `$patch: replace` changes nothing where the base has the item, because the base's is put back over it.
 */
export function mergeLists(
  base: ListTree,
  patch: ListTree | undefined,
  shape: KeyedShape,
  merge: Merge,
): ListTree | undefined {
  if (shape.keys.length === 0) return mergeTexts(base, patch);
  const named = namedItems(base, patch, shape.keys);
  if (named !== undefined) return mergeNamed(base, named, shape, merge);
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
      rest = setElement(rest, valid, values, undefined);
      continue;
    }
    const complete = keepKeys(completeKeys(merged, valid, values), old, keys);
    result = setElement(result, valid, values, complete);
    const keepsOld = old !== undefined && change !== undefined && change !== old && directiveOf(change) === 'replace';
    if (old !== undefined && !keepsOld) rest = rest.map((item) => (item === old ? complete : item));
  }
  const items = rest.reduce((sum, item) => putBack(sum, item, valid), result);
  return wanted.length === 0 ? base : base.with(items);
}

/**
 * Lists of which every item has texts of its own under the keys that are in use, as nearly all have; or under the first
 * of them, and no entry under some others: `protocol` may be left out of some ports.
 */
interface NamedItems {
  /** Those under which at least one item has a text. */
  readonly keys: readonly string[];
  readonly base: ReadonlyMap<string, Tree>;
  readonly patch: ReadonlyMap<string, Tree>;
}

function namedItems(base: ListTree, patch: ListTree | undefined, keys: readonly string[]): NamedItems | undefined {
  const lists = [base.items, patch?.items ?? []] as const;
  const inUse = keys.filter((key) => lists.some((items) => items.some((item) => hasText(item, key))));
  const [first] = inUse;
  if (first === undefined && lists.some((items) => items.length > 0)) return undefined;
  const isFull = lists.every((items) => items.every((item) => inUse.every((key) => hasText(item, key))));
  if (!isFull && !lists.every((items) => items.every((item) => hasTextFirst(item, inUse)))) return undefined;
  const [own, changes] = lists.map((items) => byName(items, isFull ? inUse : inUse.slice(0, 1)));
  if (own === undefined || changes === undefined) return undefined;
  // What has one name, and other texts under the other keys, may still be one item, or two.
  const isClear = [...changes].every(([name, item]) => {
    const old = own.get(name);
    return old === undefined || inUse.every((key) => textOf(get(old, key)) === textOf(get(item, key)));
  });
  return isClear ? { keys: inUse, base: own, patch: changes } : undefined;
}

const hasText = (item: Tree, key: string): boolean => item.type === 'map' && textOf(get(item, key)) !== '';
const hasEntry = (item: Tree, key: string): boolean => item.type === 'map' && item.entries.has(key);

function hasTextFirst(item: Tree, [first = '', ...others]: readonly string[]): boolean {
  return hasText(item, first) && others.every((key) => hasText(item, key) || !hasEntry(item, key));
}

/** Undefined where two have one name. */
function byName(items: readonly Tree[], keys: readonly string[]): ReadonlyMap<string, Tree> | undefined {
  const named = new Map(items.map((item) => [valuesOf(item, keys).join('\0'), item] as const));
  return named.size === items.length ? named : undefined;
}

/**
 * What `mergeLists` comes to where no two items can be taken for each other: none has to be looked for. With several
 * keys in use, what the base has is taken out and put behind all that is new.
 */
function mergeNamed(list: ListTree, { keys, base, patch }: NamedItems, shape: KeyedShape, merge: Merge): ListTree {
  const first = keys.length > 1 ? [...patch.keys()].filter((name) => !base.has(name)) : patch.keys();
  const items = [...new Set([...first, ...base.keys()])].flatMap((name): readonly Tree[] => {
    const [old, change] = [base.get(name), patch.get(name)];
    const merged = merge(old, change, shape.items?.());
    if (merged === undefined || (merged.type === 'map' && merged.entries.size === 0)) {
      // kustomize does not find what lacks a key, and keeps it.
      return old === undefined || keys.every((key) => hasEntry(old, key)) ? [] : [old];
    }
    const keepsOld = old !== undefined && change !== undefined && change !== old && directiveOf(change) === 'replace';
    const values = valuesOf(change ?? old ?? merged, keys);
    return [keepsOld ? old : keepKeys(completeKeys(merged, keys, values), old, shape.keys)];
  });
  return items.length === 0 && base.size + patch.size === 0 ? list : list.with(items);
}

/** Texts: those of the patch, then those of the base that it lacks. */
function mergeTexts(base: ListTree, patch: ListTree | undefined): ListTree {
  const seen = new Set<string>();
  const items = [...(patch?.items ?? []), ...base.items].filter((item) => {
    const text = item.type === 'scalar' ? scalarText(item) : '';
    return !seen.has(text) && seen.add(text);
  });
  return base.with(items);
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
  // Those that differ in a key which all of them have are never one, so that each is compared with few.
  const common = values[0]?.findIndex((_, key) => values.every((texts) => texts[key] !== '')) ?? -1;
  const groups = groupBy(values.keys(), (at) => (common === -1 ? '' : values[at]?.[common]));
  for (const group of groups.values()) {
    for (const i of group) {
      for (const j of group) {
        const both = unite(values[i] ?? [], values[j] ?? []);
        if (both === undefined) continue;
        values[i] = both;
        values[j] = both;
      }
    }
  }
  return values;
}

function unite(a: Values, b: Values): Values | undefined {
  const compatible = a.every((text, index) => text === b[index] || text === '' || b[index] === '');
  const shared = a.some((text, index) => text === b[index]);
  return compatible && shared ? a.map((text, index) => text || (b[index] ?? '')) : undefined;
}

/**
 * The first map that has the given texts under their keys; a key for which none is wanted may have any, or be absent.
 */
function find(items: readonly Tree[], keys: readonly string[], values: Values): Tree | undefined {
  const wanted = keys.map((key, index) => [key, values[index] ?? ''] as const);
  const certain = wanted.some(([, text]) => text !== '') ? wanted.filter(([, text]) => text !== '') : wanted;
  return items.find(
    (item) =>
      item.type === 'map' && certain.every(([key, text]) => item.entries.has(key) && textOf(get(item, key)) === text),
  );
}

/** The item with the keys by which it was found. */
function completeKeys(item: Tree, keys: readonly string[], values: Values): Tree {
  return keys.reduce((at, key, index) => {
    const value = values[index] ?? '';
    return at.type !== 'map' || at.entries.has(key) || value === ''
      ? at
      : withEntry(at, key, computedScalar(value, placeOf(at)), placeOf(at));
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

/**
 * The list with the element in the place of those that have its keys, else at its end; without an element those are
 * taken out. Where no values are given nothing has the keys, and kustomize then keeps nothing (kyaml ElementSetter).
 */
function setElement(
  items: readonly Tree[],
  keys: readonly string[],
  values: Values,
  element: Tree | undefined,
): readonly Tree[] {
  const ofMaps = keys.length > 0 && values.length > 0 && values[0] !== '';
  const all = items.filter((item) => !isEmpty(item));
  const kept = all.flatMap((item) => {
    if (item.type !== 'map' && ofMaps) return [item];
    if (hasKeys(item, keys, values)) return element === undefined ? [] : [element];
    return values.length > 0 ? [item] : [];
  });
  return element === undefined || all.some((item) => hasKeys(item, keys, values)) ? kept : [...kept, element];
}

const isEmpty = (item: Tree): boolean =>
  item.type === 'scalar' ? item.value === null : item.type === 'map' && item.entries.size === 0;

/**
 * True for a map that has the keys with the given texts, of which an empty one is any; keys for which none is given do
 * not matter.
 */
function hasKeys(item: Tree, keys: readonly string[], values: Values): boolean {
  if (item.type !== 'map' || values.length === 0) return false;
  return keys
    .slice(0, values.length)
    .every((key, index) => item.entries.has(key) && (values[index] === '' || textOf(get(item, key)) === values[index]));
}

/**
 * An item of the base behind what the merge has made, over the one with the same keys; one that lacks a key comes once
 * more for it.
 */
function putBack(items: readonly Tree[], item: Tree, keys: readonly string[]): readonly Tree[] {
  const found = keys.flatMap((key) => (item.type === 'map' && item.entries.has(key) ? [textOf(get(item, key))] : []));
  const all = [...items, ...keys.slice(found.length).map(() => item)];
  return setElement(keys.length > 1 ? setElement(all, keys, found, undefined) : all, keys, found, item);
}
