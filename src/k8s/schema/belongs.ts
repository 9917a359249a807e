import type { Path } from '../../tree/tree.js';
import { fieldsOf, goName, shapeAt, type Shape } from './field-types.js';

/** A type near the misplaced field: where it stands, and whether that place exists in the data. */
interface Candidate {
  readonly path: Path;
  readonly type: Shape;
  readonly value: unknown;
}

/** Stands in a path for "any item of this list". */
const anyItem = -1;

/** Fields of so many types that one of them nearby says little. */
export const generic: ReadonlySet<string> = new Set([
  'name',
  'namespace',
  'type',
  'kind',
  'key',
  'value',
  'path',
  'mode',
  'operator',
  'effect',
]);

/**
 * Where a field that is unknown at `path` would be legal nearby, as a path like `spec.template.spec.containers[]`, or
 * `.` for the top of the object: in a property one or two levels down (written too shallow), or one to three levels up
 * (indented too deep). The nearest place wins, then one that is in the data; `written` is for kinds in which one field
 * has many places, so that only those which are in the data tell.
 */
export function belongsAt(
  root: Shape,
  data: unknown,
  path: Path,
  field: string,
  places: 'any' | 'written' = 'any',
): string | undefined {
  const type = shapeAt(root, path);
  if (type === undefined) return undefined;
  const here: Candidate = { path, type, value: valueAt(data, path) };
  const below = oneLevelDown(here);
  const above = ancestors(root, data, path);
  const rings = [below, above.slice(0, 1), below.flatMap(oneLevelDown), above.slice(1, 3)];
  for (const ring of rings) {
    const fitting = ring.filter(
      ({ type: candidate, value }) =>
        fieldsOf(candidate).has(field) && !holds(value, field) && (places === 'any' || value !== undefined),
    );
    const best = fitting.find((candidate) => candidate.value !== undefined) ?? fitting[0];
    if (best === undefined) continue;
    const isAmbiguous = generic.has(field) && new Set(fitting.map((each) => goName(each.type))).size > 1;
    return isAmbiguous ? undefined : write(best.path);
  }
  return undefined;
}

function oneLevelDown(from: Candidate): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const [field, shape] of fieldsOf(from.type)) {
    if (shape.startsWith('{') || field === 'managedFields' || field === 'ownerReferences') continue;
    const value = memberOf(from.value, field);
    const path = [...from.path, field];
    if (!shape.endsWith('[]')) found.push({ path, type: shape, value });
    else {
      const first: unknown = Array.isArray(value) ? value[0] : undefined;
      found.push({ path: [...path, anyItem], type: shape.slice(0, -2), value: first });
    }
  }
  return found;
}

/** The objects around `path`, innermost first; lists between them are not counted. */
function ancestors(root: Shape, data: unknown, path: Path): readonly Candidate[] {
  const found: Candidate[] = [];
  for (let length = path.length - 1; length >= 0; length--) {
    const at = path.slice(0, length);
    const type = shapeAt(root, at);
    if (type !== undefined && fieldsOf(type).size > 0) found.push({ path: at, type, value: valueAt(data, at) });
  }
  return found;
}

/** Whether the one object that a candidate names has the field already, so that it is not missing there. */
function holds(value: unknown, field: string): boolean {
  return memberOf(value, field) !== undefined;
}

/** The value at `path` in plain data; undefined where a step is absent. */
export function valueAt(data: unknown, path: Path): unknown {
  return path.reduce(memberOf, data);
}

function memberOf(value: unknown, step: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  return (value as Readonly<Record<string | number, unknown>>)[step];
}

function write(path: Path): string {
  return path.length === 0
    ? '.'
    : path
        .map((step) => (typeof step === 'number' ? '[]' : `.${step}`))
        .join('')
        .slice(1);
}
