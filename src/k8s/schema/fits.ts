import type { Entry, ScalarValue, Tree } from '../../tree/tree.js';
import { anyTypeOf, fieldsOf, typeOf, type Shape } from './field-types.js';

/** Whether a tree has a shape. Null has every shape: Go decodes it as the absent value (semantics 1.5). */
type Fit = (tree: Tree) => boolean;

/**
 * True where strict decoding refuses nothing in an object, so that `checkFields` would find no error. It walks the tree
 * as it stands and builds nothing, since most objects are right. Undefined where no schema is known.
 */
export function fitsKind(apiVersion: string, kind: string, tree: Tree): boolean | undefined {
  const type = typeOf(apiVersion, kind);
  return type === undefined ? undefined : fitOf(type)(tree);
}

/** The same of a kind that has a definition at least, and of what is in no `metadata`. */
export function fitsDefinition(apiVersion: string, kind: string, tree: Tree): boolean | undefined {
  const type = anyTypeOf(apiVersion, kind);
  return type === undefined ? undefined : fitOf(type)(tree);
}

/** The same of a part with a shape. */
export function fitsShape(shape: Shape, tree: Tree): boolean {
  return fitOf(shape)(tree);
}

/** The same of `metadata`, which is alike in all kinds. */
export function fitsMetadata(tree: Tree): boolean {
  return fitOf('ObjectMeta')(tree);
}

const known = new Map<Shape, Fit>();

function fitOf(shape: Shape): Fit {
  const fit = known.get(shape) ?? readShape(shape);
  known.set(shape, fit);
  return fit;
}

function readShape(shape: Shape): Fit {
  if (shape === 'any') return () => true;
  if (shape.endsWith('[]')) return listOf(fitOf(shape.slice(0, -2)));
  if (shape.startsWith('{')) return mapOf(fitOf(shape.slice(1, -1)));
  const isOne = SCALARS.get(shape);
  return isOne === undefined ? objectWith(fieldsOf(shape)) : scalarOf(isOne);
}

const isText = (value: ScalarValue): boolean => typeof value === 'string';

const SCALARS: ReadonlyMap<Shape, (value: ScalarValue) => boolean> = new Map([
  ['string', isText],
  ['boolean', (value: ScalarValue) => typeof value === 'boolean'],
  ['integer', Number.isInteger],
  ['number', Number.isFinite],
  ['quantity', (value: ScalarValue) => isText(value) || Number.isFinite(value)],
  ['int-or-string', (value: ScalarValue) => isText(value) || Number.isInteger(value)],
]);

function isNull(tree: Tree): boolean {
  return tree.type === 'scalar' && tree.value === null;
}

function scalarOf(isOne: (value: ScalarValue) => boolean): Fit {
  return (tree) => tree.type === 'scalar' && (tree.value === null || isOne(tree.value));
}

function listOf(item: Fit): Fit {
  return (tree) => (tree.type === 'list' ? tree.items.every(item) : isNull(tree));
}

function mapOf(value: Fit): Fit {
  const fits = (entry: Entry): boolean => value(entry.value);
  return (tree) => (tree.type === 'map' ? tree.entries.values().every(fits) : isNull(tree));
}

/** A field without a value is absent, whether the type has it or not. */
function objectWith(fields: ReadonlyMap<string, Shape>): Fit {
  const met = new Map<string, Fit>();
  const fieldFit = (field: string): Fit | undefined => {
    const shape = fields.get(field);
    const fit = shape === undefined ? undefined : fitOf(shape);
    if (fit !== undefined) met.set(field, fit);
    return fit;
  };
  const fits = ({ key, value }: Entry): boolean => isNull(value) || (met.get(key) ?? fieldFit(key))?.(value) === true;
  return (tree) => (tree.type === 'map' ? tree.entries.values().every(fits) : isNull(tree));
}
