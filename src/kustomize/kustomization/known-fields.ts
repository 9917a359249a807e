import type { BuildProblem } from '../build/build.js';
import { mapOf } from '../../tree/edit.js';
import { placeOf, type Entry, type ListTree, type MapTree, type Place, type Tree } from '../../tree/tree.js';
import { closest } from '../../text/spelling/similar.js';
import { code, codes } from '../../text/words.js';
import type { FieldShape, Fields } from './kustomization-fields.js';

/** Notes what kustomize refuses at a place. */
export type Refuse = (place: Place, message: string, help?: string, reach?: BuildProblem['reach']) => void;

/**
 * A map with its fields called as kustomize calls them, whatever their case: Go reads JSON so, and refuses what it does
 * not know. `path` is what the map is called in messages, empty for the whole file.
 */
export function withKnownFields(tree: MapTree, fields: Fields, path: string, refuse: Refuse): MapTree {
  const names = new Map(Object.keys(fields).map((name) => [name.toLowerCase(), name]));
  const entries = [...tree.entries.values()].map((entry): Entry => {
    const key = Object.hasOwn(fields, entry.key) ? entry.key : (names.get(entry.key.toLowerCase()) ?? entry.key);
    const shape = Object.hasOwn(fields, key) ? fields[key] : undefined;
    // A field of the kustomization itself that is like none of its own does nothing, and will be taken out.
    const isIdle = path === '' && closest(entry.key, Object.keys(fields)) === undefined;
    if (shape === undefined)
      refuse(entry.keyPlace, unknown(entry.key, path), helpFor(entry.key, fields, path), isIdle ? [] : undefined);
    const value =
      shape === undefined ? entry.value : withShape(entry.value, shape, path === '' ? key : `${path}.${key}`, refuse);
    return key === entry.key && value === entry.value ? entry : entry.withKey(key).withValue(value);
  });
  if (entries.every((entry) => tree.entries.get(entry.key) === entry)) return tree;
  // Of two spellings of one field the one that sorts last counts, as with Go's JSON.
  const written = new Map([...tree.entries.keys()].map((key, index) => [entries[index], key]));
  const byText = (a: Entry, b: Entry): number => ((written.get(a) ?? '') < (written.get(b) ?? '') ? -1 : 1);
  return mapOf([...entries].sort(byText), tree.place);
}

const unknown = (key: string, path: string): string =>
  `kustomize knows no field ${code(key)}${path === '' ? '' : ` in ${code(path)}`}`;

/** A closed set of names is listed in full where it is small. */
function helpFor(key: string, fields: Fields, path: string): string | undefined {
  const names = Object.keys(fields);
  const near = closest(key, names);
  if (near !== undefined) return `a field with a similar name is ${code(near)}`;
  return names.length > 8 ? undefined : `${code(path)} takes ${codes(names, 'and')}`;
}

/**
 * The value with the fields inside of it called as kustomize calls them; one of another type is refused. Null stands
 * for nothing everywhere.
 */
function withShape(value: Tree, shape: FieldShape, path: string, refuse: Refuse): Tree {
  if (shape === 'anything' || (value.type === 'scalar' && value.value === null)) return value;
  const wanted = wantedBy(shape);
  if (!isA(value, wanted)) {
    refuse(placeOf(value), `${code(path)} must be a ${wanted}`);
    return value;
  }
  if (typeof shape === 'string' || value.type === 'scalar') return value;
  if (value.type === 'list') return 'each' in shape ? withItems(value, shape.each, `${path}[]`, refuse) : value;
  if ('fields' in shape) return withKnownFields(value, shape.fields, path, refuse);
  if ('values' in shape)
    for (const entry of value.entries.values()) withShape(entry.value, shape.values, `${path}.${entry.key}`, refuse);
  return value;
}

/** What a value of the shape is called in messages. */
function wantedBy(shape: Exclude<FieldShape, 'anything'>): string {
  if (typeof shape === 'string') return shape;
  return 'each' in shape ? 'list' : 'map';
}

function withItems(list: ListTree, shape: FieldShape, path: string, refuse: Refuse): Tree {
  const items = list.items.map((item) => withShape(item, shape, path, refuse));
  return items.every((item, index) => item === list.items[index]) ? list : list.with(items);
}

function isA(value: Tree, wanted: string): boolean {
  if (value.type !== 'scalar') return value.type === wanted;
  if (wanted === 'scalar') return true;
  if (wanted === 'text') return typeof value.value === 'string';
  return wanted === 'truth value'
    ? typeof value.value === 'boolean'
    : wanted === 'whole number' && Number.isInteger(value.value);
}
