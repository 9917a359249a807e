import { append } from '../../data/group.js';
import { emptyMap, withEntry, withItems } from '../../tree/edit.js';
import { placeOf, type MapTree, type Place, type ScalarTree, type Tree } from '../../tree/tree.js';
import { isSelected, type Gvk } from '../objects/draft.js';
import { overwrite, writeThrough, type Writes } from '../objects/one-value.js';
import { Refusal } from '../build/trace.js';

/** A field that a transformer changes: which kinds have it, and whether it is made where it is absent. */
export interface FieldSpec extends Partial<Gvk> {
  /** Steps between slashes; lists are walked through, and `name[]` says that there must be one. */
  readonly path: string;
  readonly create?: boolean;
}

/**
 * Makes the new value of a field from the old one, which is undefined where the field is made. What it puts inside of a
 * collection it notes itself.
 */
export type Change = (old: Tree | undefined, writes: Writes) => Tree;

/** How an absent field is made: nothing is made without. */
export interface Creation {
  readonly of: 'map' | 'scalar';
  /** Where that what is made stands. */
  readonly place: Place;
}

/**
 * The object with a change made at each place that the path of the spec means, whatever kind of object it is; the same
 * tree where there is none.
 */
export function changeField(tree: MapTree, spec: FieldSpec, change: Change, creation?: Creation): MapTree {
  const writes: Writes = new Map();
  const steps = splitPath(spec.path, '/');
  const how = { steps, change, creation: spec.create === true ? creation : undefined, spec, writes };
  const changed = walk(tree, 0, how);
  return changed.type === 'map' ? writeThrough(changed, writes) : tree;
}

/** What stands in a field that takes a text or a number; kustomize refuses to write one over a map or a list. */
export function scalarIn(old: Tree | undefined, { path }: FieldSpec): ScalarTree | undefined {
  if (old === undefined || old.type === 'scalar') return old;
  throw new Refusal(`kustomize writes one value into \`${path}\`, where a ${old.type} stands`, placeOf(old));
}

/** Looks up which of the specs are for a kind of object. Every kind is held against all of them once. */
export function specsByKind<T extends FieldSpec>(specs: readonly T[]): (of: Gvk) => readonly T[] {
  const known = new Map<string, readonly T[]>();
  return (of) => {
    const key = `${of.kind}\0${of.group}\0${of.version}`;
    const found = known.get(key) ?? specs.filter((spec) => isSelected(of, spec));
    known.set(key, found);
    return found;
  };
}

interface Walk {
  readonly steps: readonly string[];
  readonly change: Change;
  readonly creation: Creation | undefined;
  readonly spec: FieldSpec;
  readonly writes: Writes;
}

/** A step that means an item of a list to kustomize's library, which is asked for it in each item of a list as well. */
const ITEM = /^([+-]?\d+|-|\[.*\])$/;

/** What is at the step of this number, changed further down. */
function walk(at: Tree, number: number, how: Walk): Tree {
  const step = how.steps[number];
  if (step === undefined) return overwrite(at, how.change(at, how.writes), how.writes);
  if (at.type === 'scalar') {
    if (at.value === null) return at;
    throw new Refusal(
      `kustomize goes by \`${how.spec.path}\` and finds a text where it expects a map or a list`,
      at.place,
    );
  }
  if (at.type === 'list') {
    const items = at.items.map((item) => walk(item, number, how));
    return withItems(at, items);
  }
  const name = step.endsWith('[]') ? step.slice(0, -2) : step;
  if (ITEM.test(name))
    throw new Refusal(
      `kustomize goes by \`${how.spec.path}\` and finds a map where \`${name}\` means an item of a list`,
      placeOf(at),
    );
  const field = at.entries.get(name);
  const creation = step === name ? how.creation : undefined;
  const isNull = field?.value.type === 'scalar' && field.value.value === null;
  if (field !== undefined && !(isNull && creation !== undefined)) {
    const value = walk(field.value, number + 1, how);
    return value === field.value ? at : withEntry(at, name, value, field.keyPlace);
  }
  if (creation === undefined) return at;
  const keyPlace = field?.keyPlace ?? creation.place;
  if (number + 1 < how.steps.length)
    return withEntry(at, name, walk(emptyMap(creation.place), number + 1, how), keyPlace);
  const made = creation.of === 'map' ? emptyMap(creation.place) : undefined;
  return withEntry(at, name, how.change(made, how.writes), keyPlace);
}

/** The steps of a path; a backslash keeps the delimiter behind it. */
export function splitPath(path: string, delimiter: string): readonly string[] {
  const parts = path.split(delimiter);
  if (parts.length > 1 && parts[0] === '') parts.shift();
  if (!path.includes('\\')) return parts;
  return parts.reduce<string[]>((steps, part) => {
    const last = steps.at(-1);
    if (last?.endsWith('\\') === true) steps[steps.length - 1] = last.slice(0, -1) + delimiter + part;
    else steps.push(part);
    return steps;
  }, []);
}

/**
 * A list of specs with others added. One that is already there is left out; kustomize compares by the kinds that the
 * new one selects, so that a spec for any kind counts as there where one for some kind has its path.
 */
export function addSpecs(
  specs: readonly FieldSpec[],
  added: readonly FieldSpec[],
  place?: Place,
): readonly FieldSpec[] {
  if (added.length === 0) return specs;
  const all = [...specs];
  const byPath = new Map<string, FieldSpec[]>();
  for (const spec of specs) append(byPath, spec.path, spec);
  for (const spec of added) {
    const there = byPath
      .get(spec.path)
      ?.find(({ group = '', version = '', kind = '' }) => isSelected({ group, version, kind }, spec));
    if (there === undefined) {
      all.push(spec);
      append(byPath, spec.path, spec);
    } else if ((there.create ?? false) !== (spec.create ?? false))
      throw new Refusal(`the field \`${spec.path}\` is given twice, once with \`create\``, place);
  }
  return all;
}
