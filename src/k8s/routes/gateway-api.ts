import { getList, getNumber, getString, type Path } from '../../tree/tree.js';
import { NAMESPACE_NAME_LABEL } from '../labels/label-keys.js';
import {
  addedToNamespace,
  allOf,
  readLabels,
  readLabelSelector,
  satisfies,
  type Match,
  type Requirement,
} from '../labels/labels.js';
import type { ObjectKind } from '../object/object-kind.js';
import type { Resource } from '../object/resource.js';

/** The Gateway API's own group; Istio's `Gateway` is of another one. */
export const GATEWAY_GROUP = 'gateway.networking.k8s.io';

export const ROUTE_KINDS = ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'].map(
  (kind): ObjectKind => `${GATEWAY_GROUP}/${kind}`,
);

function isRoute({ group, kind }: Resource): boolean {
  return ROUTE_KINDS.includes(`${group}/${kind}`);
}

/**
 * What a route asks to be attached to, with the defaults of the API: a Gateway of its own namespace (semantics 7.2).
 */
export interface ParentRef {
  readonly path: Path;
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  /** As written; undefined where it means the route's own. */
  readonly namespace: string | undefined;
  readonly sectionName: string | undefined;
  readonly port: number | undefined;
}

export function parentRefsOf(route: Resource): readonly ParentRef[] {
  if (!isRoute(route)) return [];
  return getList(route.tree, 'spec', 'parentRefs').flatMap((tree, index) => {
    const name = getString(tree, 'name') ?? '';
    if (name === '') return [];
    return [
      {
        path: ['spec', 'parentRefs', index],
        group: getString(tree, 'group') ?? GATEWAY_GROUP,
        kind: getString(tree, 'kind') ?? 'Gateway',
        name,
        namespace: getString(tree, 'namespace') || undefined,
        sectionName: getString(tree, 'sectionName') || undefined,
        port: getNumber(tree, 'port') || undefined,
      },
    ];
  });
}

/** True for a parent that has listeners: a Gateway, or a ListenerSet that adds some to one. */
export function hasListeners({ group, kind }: ParentRef): boolean {
  return group === GATEWAY_GROUP && (kind === 'Gateway' || kind === 'ListenerSet');
}

export interface Listener {
  readonly path: Path;
  readonly owner: Resource;
  readonly name: string;
  readonly port: number | undefined;
  readonly protocol: string;
  /** Undefined where every host is meant. */
  readonly hostname: string | undefined;
  /** Which namespaces routes may come from; `Same` where none is written (semantics 7.2). */
  readonly from: string;
  readonly selector: readonly Requirement[];
}

export function listenersOf(owner: Resource): readonly Listener[] {
  return getList(owner.tree, 'spec', 'listeners').map((tree, index): Listener => {
    const path = ['spec', 'listeners', index];
    return {
      path,
      owner,
      name: getString(tree, 'name') ?? '',
      port: getNumber(tree, 'port'),
      protocol: getString(tree, 'protocol') ?? '',
      hostname: getString(tree, 'hostname') || undefined,
      from: getString(tree, 'allowedRoutes', 'namespaces', 'from') || 'Same',
      selector: readLabelSelector(owner.tree, [...path, 'allowedRoutes', 'namespaces', 'selector']),
    };
  });
}

/** The listeners that a parentRef can mean: one by name, those of a port, or all. */
export function listenersFor(parent: ParentRef, listeners: readonly Listener[]): readonly Listener[] {
  return listeners.filter(({ name, port }) => (parent.sectionName ?? name) === name && (parent.port ?? port) === port);
}

const PROTOCOL_KINDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['HTTP', ['HTTPRoute', 'GRPCRoute']],
  ['HTTPS', ['HTTPRoute', 'GRPCRoute']],
  ['TLS', ['TLSRoute', 'TCPRoute']],
  ['TCP', ['TCPRoute']],
  ['UDP', ['UDPRoute']],
]);

/**
 * The kinds of routes that a listener takes: those it lists, else those of its protocol; undefined for a protocol of a
 * vendor.
 */
export function routeKindsOf({ owner, path, protocol }: Listener): readonly string[] | undefined {
  const listed = getList(owner.tree, ...path, 'allowedRoutes', 'kinds');
  if (listed.length === 0) return PROTOCOL_KINDS.get(protocol);
  return listed
    .filter((tree) => (getString(tree, 'group') ?? GATEWAY_GROUP) === GATEWAY_GROUP)
    .flatMap((tree) => getString(tree, 'kind') ?? []);
}

/** The hosts that a route names; empty where it takes every host, or has no such field. */
export function hostnamesOf(route: Resource): readonly string[] {
  if (route.kind === 'TCPRoute' || route.kind === 'UDPRoute') return [];
  return getList(route.tree, 'spec', 'hostnames').flatMap((tree) => getString(tree) ?? []);
}

/**
 * Whether some host is meant by both: `*.a.example` covers any number of labels before `.a.example`, never `a.example`
 * itself.
 */
export function hostsIntersect(a: string, b: string): boolean {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  const covers = (wide: string, narrow: string): boolean => wide.startsWith('*.') && narrow.endsWith(wide.slice(1));
  return left === right || covers(left, right) || covers(right, left);
}

/**
 * Whether a namespace meets the selector of a listener. Its own name is the label `kubernetes.io/metadata.name`
 * (semantics 7.10); other labels are known only where the Namespace object is on disk.
 */
export function namespaceMeets(selector: readonly Requirement[], name: string, object: Resource | undefined): Match {
  const labels = readLabels(object?.tree, ['metadata', 'labels']);
  return allOf(
    selector.map((requirement) => {
      if (requirement.key === NAMESPACE_NAME_LABEL) return satisfies(requirement, labels, addedToNamespace(name));
      if (object === undefined) return 'unknown';
      const met = satisfies(requirement, labels, new Map());
      return met === 'no' && object.partial ? 'unknown' : met;
    }),
  );
}
