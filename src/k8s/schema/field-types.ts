import { once } from '../../data/once.js';
import type { Path } from '../../tree/tree.js';
import { definedRow, definedType } from '../definitions/defined-fields.js';
import { fieldTable, kindTypes } from './fields.js';

/** A shape in the notation of the field table, such as `Container[]` or `{string}`. */
export type Shape = string;

/** The type of a kind; undefined where its fields are not known. */
export function typeOf(apiVersion: string, kind: string): Shape | undefined {
  const key = `${apiVersion} ${kind}`;
  return Object.hasOwn(kindTypes, key) ? kindTypes[key] : undefined;
}

/** The same, of custom kinds whose definition is known as well. */
export function anyTypeOf(apiVersion: string, kind: string): Shape | undefined {
  return typeOf(apiVersion, kind) ?? definedType(apiVersion, kind);
}

const parsed = new Map<string, ReadonlyMap<string, Shape>>();
const none: ReadonlyMap<string, Shape> = new Map();

/** The fields of a type with their shapes; none for a scalar, a list, a map or an unknown name. */
export function fieldsOf(type: Shape): ReadonlyMap<string, Shape> {
  const known = parsed.get(type);
  if (known !== undefined) return known;
  const row = Object.hasOwn(fieldTable, type) ? fieldTable[type] : definedRow(type);
  if (row === undefined) return none;
  const fields = new Map(
    row.split(' ').map((cell): [string, Shape] => {
      const colon = cell.indexOf(':');
      return [cell.slice(0, colon), cell.slice(colon + 1)];
    }),
  );
  parsed.set(type, fields);
  return fields;
}

/** True for the name of a field of any type that a kind with a schema holds, at any depth. */
export function isFieldName(name: string): boolean {
  return allFields().has(name);
}

const allFields = once(
  (): ReadonlySet<string> => new Set(Object.keys(fieldTable).flatMap((type) => [...fieldsOf(type).keys()])),
);

/** The shape of the value at `path` in an object of type `root`; undefined where no field leads there. */
export function shapeAt(root: Shape, path: Path): Shape | undefined {
  let shape: Shape | undefined = root;
  for (const step of path) {
    if (shape === undefined) return undefined;
    if (shape.endsWith('[]')) shape = typeof step === 'number' ? shape.slice(0, -2) : undefined;
    else if (shape.startsWith('{')) shape = shape.slice(1, -1);
    else shape = fieldsOf(shape).get(String(step));
  }
  return shape;
}

/** The Go name of a type: `EndpointPort` of `EndpointPort@discovery.v1`. */
export function goName(type: Shape): string {
  return type.split('@')[0] ?? type;
}

/** A shape in words with its article: `an integer or a string`, `a list`, `a map of strings`. */
export function inWords(shape: Shape): string {
  if (shape.endsWith('[]')) return 'a list';
  switch (shape) {
    case '{string}':
      return 'a map of strings';
    case '{quantity}':
      return 'a map of quantities';
    case 'string':
      return 'a string';
    case 'boolean':
      return 'a boolean';
    case 'number':
      return 'a number';
    case 'integer':
      return 'an integer';
    case 'quantity':
      return 'a quantity';
    case 'int-or-string':
      return 'an integer or a string';
    default:
      return 'an object';
  }
}
