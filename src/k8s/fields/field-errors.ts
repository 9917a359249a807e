import { toData, type Path, type Tree } from '../../tree/tree.js';
import { customFieldErrors } from './custom-fields.js';
import type { Resource } from '../object/resource.js';
import { checkFields, type FieldError } from '../schema/check-fields.js';
import { isServed } from '../object/api-versions.js';

const known = new WeakMap<Tree, readonly FieldError[]>();

/**
 * What strict decoding refuses in one object (semantics 1.2 to 1.8), one error a place and none inside another. Kinds without
 * a schema, custom resources too, are read as far as `metadata` goes, which kubectl itself decodes, and in the fields that
 * custom-fields.ts knows. Nothing for an API
 * version that the cluster does not serve.
 */
export function fieldErrors(resource: Resource, minor: number): readonly FieldError[] {
  if (!resource.custom && !isServed(resource, minor)) return [];
  const found = known.get(resource.tree);
  if (found !== undefined) return found;
  const data = toData(resource.tree);
  const errors = checkFields(resource.apiVersion, resource.kind, data) ?? [
    ...metadataErrors(data),
    ...customFieldErrors(resource),
  ];
  const outermost = errors.filter(
    (error) => !errors.some((other) => other !== error && isInside(error.path, other.path)),
  );
  known.set(resource.tree, outermost);
  return outermost;
}

/** ConfigMap stands for any kind here: their metadata is the same. */
function metadataErrors(data: unknown): readonly FieldError[] {
  const metadata = (data as { readonly metadata?: unknown }).metadata;
  const errors =
    metadata === undefined
      ? []
      : (checkFields('v1', 'ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', metadata }) ?? []);
  return errors.filter((error) => error.problem.kind === 'type');
}

function isInside(path: Path, other: Path): boolean {
  return other.length < path.length && other.every((step, index) => step === path[index]);
}

/** A path without the way to the Pod spec, which is long and always the same: `containers[0].env[1].value`. */
export function shortPath(path: Path): string {
  return fieldPath(path).replace(/^spec\.(jobTemplate\.spec\.)?template\.spec\.(?=.)/, '');
}

/** `spec.ports[0].targetport`: a path as the API server writes it. */
export function fieldPath(path: Path): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
}
