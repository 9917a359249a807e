import { get, getList, getNumber, getString, type Path, type Place } from '../../tree/tree.js';
import type { ObjectKind } from '../object/object-kind.js';
import { isKind, type Resource } from '../object/resource.js';

/** The kinds that list the addresses behind a Service. */
export const ENDPOINT_KINDS: readonly ObjectKind[] = ['/Endpoints', 'discovery.k8s.io/EndpointSlice'];

/** The label by which an EndpointSlice belongs to a Service (semantics 5.10). */
export const SERVICE_NAME_LABEL = 'kubernetes.io/service-name';
/** With the value "true" it keeps Endpoints from being mirrored into slices. */
export const SKIP_MIRROR_LABEL = 'endpointslice.kubernetes.io/skip-mirror';
const MANAGED_BY_LABEL = 'endpointslice.kubernetes.io/managed-by';

/**
 * One port of hand-written Endpoints or of an EndpointSlice: the Pod's side of the join with a Service port (semantics
 * 5.9).
 */
export interface BackendPort {
  /** Empty where none is written. */
  readonly name: string;
  readonly protocol: string;
  readonly number: number | undefined;
  readonly path: Path;
  has(field: string): boolean;
  at(...path: Path): Place;
  keyAt(...path: Path): Place;
}

export function isSlice(resource: Resource): boolean {
  return isKind(resource, 'discovery.k8s.io', 'EndpointSlice');
}

/** The name of the Service that Endpoints (by their name) or an EndpointSlice (by its label) belong to. */
export function servedName(resource: Resource): string | undefined {
  return isSlice(resource)
    ? getString(resource.tree, 'metadata', 'labels', SERVICE_NAME_LABEL) || undefined
    : resource.name;
}

/** Where that name stands, or would. */
export function servedNameAt(resource: Resource): Place {
  return isSlice(resource) ? resource.at('metadata', 'labels', SERVICE_NAME_LABEL) : resource.at('metadata', 'name');
}

/** The ports of a slice, or of every subset of Endpoints. */
export function backendPorts(resource: Resource): readonly BackendPort[] {
  return portLists(resource).flatMap((list) =>
    getList(resource.tree, ...list).map((_, index) => readPort(resource, [...list, index])),
  );
}

/** The paths of the lists of ports: one of a slice, one for each subset of Endpoints. */
export function portLists(resource: Resource): readonly Path[] {
  return isSlice(resource)
    ? [['ports']]
    : getList(resource.tree, 'subsets').map((_, index) => ['subsets', index, 'ports']);
}

function readPort(resource: Resource, path: Path): BackendPort {
  const entry = resource.get(...path);
  return {
    name: getString(entry, 'name') ?? '',
    protocol: getString(entry, 'protocol') || 'TCP',
    number: getNumber(entry, 'port'),
    path,
    has: (field) => resource.get(...path, field) !== undefined,
    at: (...field) => resource.at(...path, ...field),
    keyAt: (...field) => resource.keyAt(...path, ...field),
  };
}

/**
 * True for what a controller or a lock wrote, and a person only saved: slices of the built-in controllers, objects with
 * an owner, Endpoints that serve leader election or carry the controller's time stamp.
 */
export function isWrittenByController(resource: Resource): boolean {
  const metadata = get(resource.tree, 'metadata');
  const manager = getString(metadata, 'labels', MANAGED_BY_LABEL) ?? '';
  const annotations = ['control-plane.alpha.kubernetes.io/leader', 'endpoints.kubernetes.io/last-change-trigger-time'];
  return (
    manager.endsWith('.k8s.io') ||
    getList(metadata, 'ownerReferences').length > 0 ||
    getString(metadata, 'uid') !== undefined ||
    annotations.some((key) => get(metadata, 'annotations', key) !== undefined)
  );
}

export function isUnmirrored(resource: Resource): boolean {
  return !isSlice(resource) && getString(resource.tree, 'metadata', 'labels', SKIP_MIRROR_LABEL) === 'true';
}

/** True if the hand-written object lists an address at all. */
export function hasAddresses(resource: Resource): boolean {
  if (isSlice(resource))
    return getList(resource.tree, 'endpoints').some((endpoint) => getList(endpoint, 'addresses').length > 0);
  return getList(resource.tree, 'subsets').some((subset) => getList(subset, 'addresses').length > 0);
}
