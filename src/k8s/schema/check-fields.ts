import type { Path } from '../../tree/tree.js';
import { belongsAt, valueAt } from './belongs.js';
import { fieldsOf, goName, inWords, shapeAt, typeOf, type Shape } from './field-types.js';
import { validators, type ValidationError } from './validators.js';

/** What strict decoding refuses at one place (semantics 1.2 to 1.8). */
export interface FieldError {
  /** The offending field: for an unknown one the path ends with its name. */
  readonly path: Path;
  readonly problem: UnknownField | WrongType;
}

/** A field that the Go type does not have. */
export interface UnknownField {
  readonly kind: 'unknown';
  readonly field: string;
  readonly knownFields: readonly string[];
  /** The Go type, such as `Container`. */
  readonly type: string;
  /**
   * Where a field of exactly this name is legal nearby: `spec.template.spec.containers[]`, or `.` for the top of the
   * object.
   */
  readonly belongs?: string | undefined;
}

/** A value of another JSON type than the Go field; both are given in words with an article. */
export interface WrongType {
  readonly kind: 'type';
  readonly expected: string;
  readonly found: string;
  /** What to write, where the same value in the right type would be accepted and still be wrong. */
  readonly instead?: string;
}

/** Whether the fields of this kind are known. */
export function hasSchema(apiVersion: string, kind: string): boolean {
  return typeOf(apiVersion, kind) !== undefined;
}

/**
 * What the decoder of Kubernetes refuses in `data`, which comes from `toData`: unknown fields and wrong types, one
 * error a place. Status is taken as it is. Undefined where no schema is known, as for custom resources.
 */
export function checkFields(apiVersion: string, kind: string, data: unknown): readonly FieldError[] | undefined {
  const root = typeOf(apiVersion, kind);
  const validate = root === undefined ? undefined : validators[root];
  if (root === undefined || validate === undefined) return undefined;
  if (validate(data)) return [];
  return (validate.errors ?? []).flatMap((error) => describe(error, root, data) ?? []);
}

function describe(error: ValidationError, root: Shape, data: unknown): FieldError | undefined {
  const path = readPointer(error.instancePath, data);
  const shape = shapeAt(root, path);
  if (shape === undefined) throw new Error(`no field at ${error.instancePath} of ${root}`);
  const field = error.params.additionalProperty;
  if (field !== undefined) return { path: [...path, field], problem: unknownField(root, data, path, shape, field) };
  const value = valueAt(data, path);
  // Go decodes null as the absent value, in lists too.
  if (value === null) return undefined;
  return { path, problem: { kind: 'type', expected: inWords(shape), found: nameOf(value, shape) } };
}

function unknownField(root: Shape, data: unknown, path: Path, type: Shape, field: string): UnknownField {
  return {
    kind: 'unknown',
    field,
    knownFields: [...fieldsOf(type).keys()],
    type: goName(type),
    belongs: belongsAt(root, data, path, field),
  };
}

/** The steps of a JSON pointer (RFC 6901), numbers where `data` holds a list. */
function readPointer(pointer: string, data: unknown): Path {
  const path: (string | number)[] = [];
  let at = data;
  for (const token of pointer.split('/').slice(1)) {
    const step = Array.isArray(at) ? Number(token) : token.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(step);
    at = valueAt(at, [step]);
  }
  return path;
}

export function nameOf(value: unknown, expected: Shape): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' && expected.startsWith('int') && !Number.isInteger(value)) return 'a fractional number';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
