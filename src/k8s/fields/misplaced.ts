import { closest } from '../../text/spelling/similar.js';
import { get, getEntries, isString, type Entry, type Path, type Tree } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';
import type { UnknownField } from '../schema/check-fields.js';
import { anyTypeOf, fieldsOf, shapeAt, type Shape } from '../schema/field-types.js';
import { decodingErrors, fieldErrors, fieldPath } from './field-errors.js';

/**
 * Unknown fields of one map that stand on a wrong level, for one reason (semantics 1.4): `deep` where a map around
 * theirs has such fields, `shallow` where a part of theirs has them, `beside` where the key that should hold them
 * stands above, and is empty, and `item` where they make up items of the list beside theirs.
 */
export interface Misplaced {
  readonly kind: 'deep' | 'shallow' | 'beside' | 'item';
  readonly fields: readonly [Path, ...Path[]];
  /** Where they belong, as `spec.template.spec.containers[]`; empty for the top of the object. */
  readonly belongs: string;
  /**
   * True among labels and the like, where any key may stand: what the decoder refuses is the value, however lenient it
   * is.
   */
  readonly amongTexts?: true;
}

/** What stands on a wrong level in an object, one for each slip. */
export function misplacedFields(resource: Resource, minor: number): readonly Misplaced[] {
  return fieldErrors(resource, minor).length === 0 ? [] : resource.view(readMisplaced);
}

/**
 * True where the field that is absent at a path, or one around it, stands on another level, or its own fields beside
 * it: that is one slip.
 */
export function isMisplaced(resource: Resource, path: Path, minor: number): boolean {
  if (misplacedFields(resource, minor).length === 0) return false;
  const explained = resource.view(readExplained);
  return (
    path.some((_, at) => explained.has(anyItem(path.slice(0, at + 1)))) ||
    resource.view(readOutdented).has(JSON.stringify(path.slice(0, -1)))
  );
}

/** The items that hold nothing but what belongs further in, and a name: they are no items of this list. */
function readOutdented(resource: Resource): ReadonlySet<string> {
  return new Set(
    resource.view(readMisplaced).flatMap(({ kind, fields: [first, ...more] }) => {
      const around = first.slice(0, -1);
      const keys = getEntries(resource.tree, ...around).filter(({ key }) => key !== 'name');
      const isAll = kind === 'shallow' && typeof around.at(-1) === 'number' && keys.length === more.length + 1;
      return isAll ? [JSON.stringify(around)] : [];
    }),
  );
}

/** The absent fields that misplaced ones explain. */
function readExplained(resource: Resource): ReadonlySet<string> {
  return new Set(
    resource.view(readMisplaced).flatMap(({ kind, fields, belongs }) => {
      const meant = fields.map((path) => (belongs === '' ? '' : `${belongs}.`) + String(path.at(-1)));
      return kind === 'beside' ? [belongs, ...meant] : meant;
    }),
  );
}

interface Group extends Misplaced {
  readonly fields: [Path, ...Path[]];
}

function readMisplaced(resource: Resource): readonly Misplaced[] {
  const groups = new Map<string, Group>();
  const add = (slip: Slip, path: Path): void => {
    const id = JSON.stringify([slip.kind, slip.belongs, path.slice(0, slip.kind === 'item' ? -2 : -1)]);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, { ...slip, fields: [path] });
    else group.fields.push(path);
  };
  // One answer for all fields of a map: it may have thousands.
  const holders = new Map<string, ReadonlyMap<string, string>>();
  const others = new Map<string, Slip | undefined>();
  for (const { path, problem } of decodingErrors(resource)) {
    const around = path.slice(0, -1);
    if (problem.kind === 'type') {
      const slip = amongTexts(resource, path);
      if (slip !== undefined) add(slip, path);
      continue;
    }
    const map = fieldPath(around);
    if (!others.has(map)) others.set(map, otherList(resource, around, problem));
    const other = others.get(map);
    if (other !== undefined) {
      add(other, path);
      continue;
    }
    const held = holders.get(map) ?? emptyHolders(resource, around);
    holders.set(map, held);
    const slip = slipOf(resource, path, problem, held.get(problem.field));
    if (slip === undefined) continue;
    add(slip, path);
  }
  return [...groups.values()];
}

/** The one list beside that has all fields of an item, while its own has none of them: `env` in `envFrom`. */
function otherList(
  { apiVersion, kind, tree }: Resource,
  around: Path,
  { knownFields }: UnknownField,
): Slip | undefined {
  const root = anyTypeOf(apiVersion, kind);
  const [list, index] = around.slice(-2);
  if (root === undefined || typeof list !== 'string' || typeof index !== 'number') return undefined;
  const keys = getEntries(tree, ...around).map(({ key }) => key);
  if (keys.length < 2 || keys.some((key) => knownFields.includes(key))) return undefined;
  const outer = around.slice(0, -2);
  const fits = [...fieldsOf(shapeAt(root, outer) ?? '')].flatMap(([field, shape]) => {
    const known = shape.endsWith('[]') ? fieldsOf(shape.slice(0, -2)) : undefined;
    return known !== undefined && keys.every((key) => known.has(key)) ? [field] : [];
  });
  const [field, ...others] = fits;
  return field === undefined || others.length > 0 ? undefined : { kind: 'item', belongs: anyItem([...outer, field]) };
}

/** A list or a map among labels or the like, where the map around them has such a field and lacks it. */
function amongTexts({ apiVersion, kind, tree }: Resource, path: Path): Slip | undefined {
  const root = anyTypeOf(apiVersion, kind);
  const around = path.slice(0, -1);
  if (root === undefined || shapeAt(root, around) !== '{string}' || get(tree, ...path)?.type === 'scalar')
    return undefined;
  const outer = [1, 2]
    .map((levels) => around.slice(0, -levels))
    .find(
      (at) =>
        fieldsOf(shapeAt(root, at) ?? '').has(String(path.at(-1))) &&
        get(tree, ...at, String(path.at(-1))) === undefined,
    );
  return outer === undefined ? undefined : { kind: 'deep', belongs: anyItem(outer), amongTexts: true };
}

type Slip = Omit<Misplaced, 'fields'>;

function slipOf(
  resource: Resource,
  path: Path,
  { field, type, belongs, knownFields }: UnknownField,
  holder: string | undefined,
): Slip | undefined {
  const around = path.slice(0, -1);
  if (holder !== undefined) return { kind: 'beside', belongs: anyItem([...around, holder]) };
  // Right under a selector a text is a label, whatever it is called.
  const isLabel = type === 'LabelSelector' && isString(get(resource.tree, ...path));
  if (belongs === undefined || isLabel) return undefined;
  const [outer, here] = [belongs === '.' ? '' : belongs, anyItem(around)];
  const isAround = outer === '' || here.startsWith(`${outer}.`) || here.startsWith(`${outer}[`);
  if (isAround) return { kind: 'deep', belongs: outer };
  // A misspelled field of this map says as much.
  const absent = knownFields.filter((known) => get(resource.tree, ...around, known) === undefined);
  return closest(field, absent) === undefined ? { kind: 'shallow', belongs: outer } : undefined;
}

/**
 * By unknown field of a map: the key above it that has no value and could hold it, with nothing but such fields
 * between.
 */
function emptyHolders({ apiVersion, kind, tree }: Resource, around: Path): ReadonlyMap<string, string> {
  const root = anyTypeOf(apiVersion, kind);
  const type = root === undefined ? undefined : shapeAt(root, around);
  const known: ReadonlyMap<string, Shape> = type === undefined ? new Map() : fieldsOf(type);
  const held = new Map<string, string>();
  let holder: string | undefined;
  for (const entry of getEntries(tree, ...around)) {
    if (known.has(entry.key)) holder = isNull(entry.value) && entry.keyPlace.inBraces !== true ? entry.key : undefined;
    else if (holder !== undefined && couldHold(known.get(holder) ?? '', entry)) held.set(entry.key, holder);
  }
  return held;
}

function couldHold(shape: Shape, { key, value }: Entry): boolean {
  return shape === '{string}' ? isString(value) : fieldsOf(shape).has(key);
}

function isNull(tree: Tree): boolean {
  return tree.type === 'scalar' && tree.value === null;
}

/** A path as `belongs` has it: the items of a list are all alike. */
function anyItem(path: Path): string {
  return fieldPath(path).replace(/\[\d+\]/g, '[]');
}
