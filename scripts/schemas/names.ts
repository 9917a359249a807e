import { goNameOf, packageOf, type Shape, type TypeName, type Types } from './types.js';

/** Short names of the types: the Go name, with its package (`EndpointPort@discovery.v1`) where two types share it. */
export function shortNames(types: Types): (name: TypeName) => string {
  const times = new Map<string, number>();
  for (const name of types.keys()) times.set(goNameOf(name), (times.get(goNameOf(name)) ?? 0) + 1);
  return (name) => {
    const short = goNameOf(name);
    return times.get(short) === 1 ? short : `${short}@${packageOf(name).replace('/', '.')}`;
  };
}

/** A shape in the notation of the field table: `string`, `Container[]`, `{quantity}`. */
export function writeShape(shape: Shape, names: (name: TypeName) => string): string {
  if (shape.kind === 'type') return names(shape.name);
  if (shape.kind === 'list') return `${writeShape(shape.of, names)}[]`;
  return shape.kind === 'map' ? `{${writeShape(shape.of, names)}}` : shape.kind;
}
