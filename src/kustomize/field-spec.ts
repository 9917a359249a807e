import { emptyMap, withEntry } from '../tree/edit.js';
import { placeOf, type MapTree, type Place, type Tree } from '../tree/tree.js';
import { gvkOf, isSelected, type Gvk } from './draft.js';
import { overwrite, writeThrough, type Writes } from './one-value.js';
import { Refusal } from './trace.js';

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

/** The object with a change made at each place that the spec names. */
export function changeField(tree: MapTree, spec: FieldSpec, change: Change, creation?: Creation): MapTree {
  if (!isSelected(gvkOf(tree), spec)) return tree;
  const writes: Writes = new Map();
  const changed = walk(tree, splitPath(spec.path, '/'), {
    change,
    creation: spec.create === true ? creation : undefined,
    spec,
    writes,
  });
  return changed.type === 'map' ? writeThrough(changed, writes) : tree;
}

interface Walk {
  readonly change: Change;
  readonly creation: Creation | undefined;
  readonly spec: FieldSpec;
  readonly writes: Writes;
}

/** A step that means an item of a list to kustomize's library, which is asked for it in each item of a list as well. */
const ITEM = /^([+-]?\d+|-|\[.*\])$/;

function walk(at: Tree, path: readonly string[], how: Walk): Tree {
  const [step, ...rest] = path;
  if (step === undefined) return overwrite(at, how.change(at, how.writes), how.writes);
  if (at.type === 'scalar') {
    if (at.value === null) return at;
    throw new Refusal(
      `kustomize goes by \`${how.spec.path}\` and finds a text where it expects a map or a list`,
      at.place,
    );
  }
  if (at.type === 'list') return { ...at, items: at.items.map((item) => walk(item, path, how)) };
  const name = step.endsWith('[]') ? step.slice(0, -2) : step;
  if (ITEM.test(name))
    throw new Refusal(
      `kustomize goes by \`${how.spec.path}\` and finds a map where \`${name}\` means an item of a list`,
      placeOf(at, []),
    );
  const field = at.entries.get(name);
  const creation = step === name ? how.creation : undefined;
  const isNull = field?.value.type === 'scalar' && field.value.value === null;
  if (field !== undefined && !(isNull && creation !== undefined))
    return withEntry(at, name, walk(field.value, rest, how), field.keyPlace);
  if (creation === undefined) return at;
  const keyPlace = field?.keyPlace ?? creation.place;
  if (rest.length > 0) return withEntry(at, name, walk(emptyMap(creation.place), rest, how), keyPlace);
  return withEntry(
    at,
    name,
    how.change(creation.of === 'map' ? emptyMap(creation.place) : undefined, how.writes),
    keyPlace,
  );
}

/** The steps of a path; a backslash keeps the delimiter behind it. */
export function splitPath(path: string, delimiter: string): readonly string[] {
  const parts = path.split(delimiter);
  if (parts.length > 1 && parts[0] === '') parts.shift();
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
  const all = [...specs];
  for (const spec of added) {
    const there = all.find(
      (one) =>
        one.path === spec.path &&
        isSelected({ group: one.group ?? '', version: one.version ?? '', kind: one.kind ?? '' }, spec),
    );
    if (there === undefined) all.push(spec);
    else if ((there.create ?? false) !== (spec.create ?? false))
      throw new Refusal(`the field \`${spec.path}\` is given twice, once with \`create\``, place);
  }
  return all;
}
