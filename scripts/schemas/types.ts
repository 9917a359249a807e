/** The shape of a field, as Go decodes it from JSON. */
export type Shape =
  | { readonly kind: 'string' | 'integer' | 'boolean' | 'quantity' | 'int-or-string' | 'any' }
  | { readonly kind: 'type'; readonly name: TypeName }
  | { readonly kind: 'list' | 'map'; readonly of: Shape };

/** A type of the Kubernetes API with its package, such as `core/v1.Container`. */
export type TypeName = `${string}.${string}`;

/** Field shapes by JSON name. */
export type Fields = Map<string, Shape>;

/** Types by name, as collected from the roots. */
export type Types = Map<TypeName, Fields>;

/** The package of a type name: `core/v1` of `core/v1.Container`. */
export function packageOf(name: TypeName): string {
  return name.slice(0, name.lastIndexOf('.'));
}

/** The Go type of a type name: `Container` of `core/v1.Container`. */
export function goNameOf(name: TypeName): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** The type at the bottom of lists and maps, or undefined for a scalar. */
export function typeWithin(shape: Shape): TypeName | undefined {
  if (shape.kind === 'type') return shape.name;
  return shape.kind === 'list' || shape.kind === 'map' ? typeWithin(shape.of) : undefined;
}
