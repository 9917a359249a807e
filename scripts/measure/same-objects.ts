import { isDeepStrictEqual } from 'node:util';

/**
 * One place at which two sets of objects differ; `got` or `expected` is undefined where one of them has nothing there.
 */
export interface ObjectDifference {
  /** `Kind namespace/name`. */
  readonly object: string;
  /** `spec.ports.0.port`; empty where a whole object is missing or too many. */
  readonly path: string;
  readonly expected: unknown;
  readonly got: unknown;
}

/** Holds plain objects against each other, field by field, whatever their order. */
export function differencesOf(expected: readonly unknown[], got: readonly unknown[]): readonly ObjectDifference[] {
  const left = byIdentity(expected);
  const right = byIdentity(got);
  const names = [...new Set([...left.keys(), ...right.keys()])];
  return names.flatMap((object) => {
    const differences = fieldDifferences(left.get(object), right.get(object), []);
    return differences.map((difference) => ({ object, ...difference }));
  });
}

/** Two objects of one identity are told apart by their order. */
function byIdentity(objects: readonly unknown[]): ReadonlyMap<string, unknown> {
  const named = new Map<string, unknown>();
  for (const object of objects) {
    const name = nameOf(object);
    let unique = name;
    for (let at = 2; named.has(unique); at++) unique = `${name} (${at})`;
    named.set(unique, object);
  }
  return named;
}

/**
 * `Service shop/web`, with the API group where there is one: what kustomize too takes for the identity of an object.
 */
export function nameOf(object: unknown): string {
  const text = (...path: readonly string[]): string => {
    const found = path.reduce<unknown>((at, key) => (isMap(at) ? at[key] : undefined), object);
    return typeof found === 'string' ? found : '';
  };
  const apiVersion = text('apiVersion');
  const group = apiVersion.includes('/') ? `.${apiVersion.slice(0, apiVersion.indexOf('/'))}` : '';
  const name = text('metadata', 'name') || `${text('metadata', 'generateName')}*`;
  return `${text('kind')}${group} ${text('metadata', 'namespace')}/${name}`;
}

type FieldDifference = Omit<ObjectDifference, 'object'>;

function fieldDifferences(expected: unknown, got: unknown, path: readonly string[]): readonly FieldDifference[] {
  if (isDeepStrictEqual(expected, got)) return [];
  if (isMap(expected) && isMap(got)) {
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(got)])];
    return keys.flatMap((key) => fieldDifferences(expected[key], got[key], [...path, key]));
  }
  if (Array.isArray(expected) && Array.isArray(got) && expected.length === got.length) {
    return expected.flatMap((item, at) => fieldDifferences(item, got[at], [...path, String(at)]));
  }
  return [{ path: path.join('.'), expected, got }];
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
