import { getString, toData, type Path } from '../../tree/tree.js';
import { customFieldErrors } from './custom-fields.js';
import type { Cluster } from '../object/cluster.js';
import type { Resource } from '../object/resource.js';
import { checkFields, type FieldError } from '../schema/check-fields.js';
import { fitsKind, fitsMetadata } from '../schema/fits.js';
import { GIVEN_UP_FIELDS, isValidated, versionOfFields } from '../kinds/api-versions.js';

/**
 * What strict decoding refuses in one object (semantics 1.2 to 1.8), one error a place and none inside another. Kinds
 * without a schema, custom resources too, are read as far as `metadata` goes, which kubectl itself decodes, and in the
 * fields that custom-fields.ts knows. Nothing for an API version that the cluster does not serve and whose successor
 * has other fields.
 */
export function fieldErrors(resource: Resource, minor: number): readonly FieldError[] {
  return resource.custom || isValidated(resource, minor) ? resource.view(readFieldErrors) : [];
}

/** The same, whatever the cluster serves. */
export function decodingErrors(resource: Resource): readonly FieldError[] {
  return resource.view(readFieldErrors);
}

/** True where strict decoding surely refuses nothing. */
export function isDecodable(resource: Resource): boolean {
  return resource.view(readFit);
}

function readFit(resource: Resource): boolean {
  return fitsKind(versionOfFields(resource), resource.kind, resource.tree) === true;
}

function readFieldErrors(resource: Resource): readonly FieldError[] {
  if (isDecodable(resource)) return [];
  const { kind, tree } = resource;
  const apiVersion = versionOfFields(resource);
  return outermost(
    checkFields(apiVersion, kind, toData(tree)) ?? [...metadataErrors(resource), ...customFieldErrors(resource)],
  ).filter(
    ({ path, problem }) =>
      !(problem.kind === 'unknown' && isForOlm(path)) && (apiVersion === resource.apiVersion || !isGivenUp(problem)),
  );
}

const isGivenUp = (problem: FieldError['problem']): boolean =>
  problem.kind === 'unknown' && GIVEN_UP_FIELDS.has(problem.field);

/** `operator-sdk generate bundle` reads the port of a webhook from here, and leaves it out of what the server gets. */
const isForOlm = (path: Path): boolean => fieldPath(path.slice(-3)) === 'clientConfig.service.containerPort';

/** ConfigMap stands for any kind here: their metadata is the same. */
function metadataErrors(resource: Resource): readonly FieldError[] {
  const metadata = resource.get('metadata');
  if (metadata === undefined || fitsMetadata(metadata)) return [];
  const errors = checkFields('v1', 'ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', metadata: toData(metadata) });
  return (errors ?? []).filter((error) => error.problem.kind === 'type');
}

/** The errors that stand inside no other. */
function outermost(errors: readonly FieldError[]): readonly FieldError[] {
  const places = new Set(errors.map(({ path }) => JSON.stringify(path)));
  return errors.filter(({ path }) => !path.some((_, length) => places.has(JSON.stringify(path.slice(0, length)))));
}

/**
 * Whether whoever applies the object asks the server to refuse unknown fields; Argo CD can be told not to (semantics
 * 1.4).
 */
export function refusesUnknown(resource: Resource, { fieldValidation }: Pick<Cluster, 'fieldValidation'>): boolean {
  const options = getString(resource.tree, 'metadata', 'annotations', 'argocd.argoproj.io/sync-options');
  const isOff = options?.split(',').some((option) => option.trim() === 'Validate=false') ?? false;
  return fieldValidation === 'strict' && !isOff;
}

/** A path without the way to the Pod spec, which is long and always the same: `containers[0].env[1].value`. */
export function shortPath(path: Path): string {
  return shortened(fieldPath(path));
}

/** The same for a path that is written already. */
export function shortened(path: string): string {
  return path.replace(/^spec\.(jobTemplate\.spec\.)?template\.spec\.(?=.)/, '');
}

/** `spec.ports[0].targetport`: a path as the API server writes it. */
export function fieldPath(path: Path): string {
  return path.reduce<string>(withStep, '');
}

function withStep(path: string, step: string | number): string {
  if (typeof step === 'number') return `${path}[${step}]`;
  return path === '' ? step : `${path}.${step}`;
}
