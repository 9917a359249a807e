import { get, getEntries, toData, type Path, type Tree } from '../../tree/tree.js';
import { definedType } from '../definitions/defined-fields.js';
import { belongsAt, generic, valueAt } from './belongs.js';
import { nameOf, type FieldError } from './check-fields.js';
import { fieldsOf, goName, inWords, type Shape } from './field-types.js';
import { fitsDefinition, fitsShape } from './fits.js';

/**
 * What the CustomResourceDefinition of an object refuses: fields that a part does not have, and values of another type
 * (semantics 7.21). None where the definition is not known.
 */
export function checkDefinition(apiVersion: string, kind: string, tree: Tree): readonly FieldError[] {
  const root = definedType(apiVersion, kind);
  if (root === undefined || fitsDefinition(apiVersion, kind, tree) !== false) return [];
  const data = toData(tree);
  return errorsAt({ root, kind, data }, tree, root, []);
}

interface Checked {
  readonly root: Shape;
  readonly kind: string;
  readonly data: unknown;
}

function errorsAt(checked: Checked, tree: Tree, shape: Shape, path: Path): readonly FieldError[] {
  if (fitsShape(shape, tree)) return [];
  if (tree.type === 'list' && shape.endsWith('[]'))
    return tree.items.flatMap((item, index) => errorsAt(checked, item, shape.slice(0, -2), [...path, index]));
  if (tree.type === 'map' && shape.startsWith('{'))
    return [...getEntries(tree)].flatMap(({ key, value }) =>
      errorsAt(checked, value, shape.slice(1, -1), [...path, key]),
    );
  const fields = fieldsOf(shape);
  if (tree.type !== 'map' || fields.size === 0)
    return [
      { path, problem: { kind: 'type', expected: inWords(shape), found: nameOf(valueAt(checked.data, path), shape) } },
    ];
  return [...getEntries(tree)].flatMap(({ key, value }): readonly FieldError[] => {
    const field = fields.get(key);
    if (field !== undefined) return errorsAt(checked, value, field, [...path, key]);
    return isNull(get(tree, key)) ? [] : [unknownField(checked, path, shape, key)];
  });
}

const isNull = (tree: Tree | undefined): boolean => tree?.type === 'scalar' && tree.value === null;

function unknownField({ root, kind, data }: Checked, path: Path, shape: Shape, field: string): FieldError {
  const holder = path.findLast((step) => typeof step === 'string') ?? kind;
  return {
    path: [...path, field],
    problem: {
      kind: 'unknown',
      field,
      knownFields: [...fieldsOf(shape).keys()],
      // A selector is spoken of in its own words; other parts have no name that a reader would know.
      type: goName(shape) === 'LabelSelector' ? 'LabelSelector' : holder,
      belongs: generic.has(field)
        ? undefined
        : belongsAt(root, data, path, field, hasManyPlaces(root, field) ? 'written' : 'any'),
    },
  };
}

/** True for a field of several parts of a kind, as `interval` is in a DestinationRule: one nearby says little. */
function hasManyPlaces(root: Shape, field: string): boolean {
  const parts = new Set<Shape>([root]);
  for (const part of parts) for (const shape of fieldsOf(part).values()) parts.add(partOf(shape));
  return [...parts].filter((part) => fieldsOf(part).has(field)).length > 1;
}

/** What the items of a list, or the values of a map, are. */
function partOf(shape: Shape): Shape {
  if (shape.endsWith('[]')) return partOf(shape.slice(0, -2));
  return shape.startsWith('{') ? partOf(shape.slice(1, -1)) : shape;
}
