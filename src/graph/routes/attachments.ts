import { once, remember } from '../../data/once.js';
import type { Resource } from '../../k8s/object/resource.js';
import { isHostPlaceholder } from '../../k8s/syntax/placeholders.js';
import {
  hostnamesOf,
  hostsIntersect,
  type Listener,
  listenersOf,
  type ParentRef,
  namespaceMeets,
  parentRefsOf,
  ROUTE_KINDS,
  routeKindsOf,
} from '../../k8s/routes/gateway-api.js';
import { gatewaysOf, ISTIO_GROUP } from '../../k8s/routes/istio.js';
import type { UnitObjects } from '../unit/objects.js';
import type { UnitIndex } from '../unit/unit-index.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { Surroundings } from '../unit/surroundings.js';
import { lookupParent, type ParentLookup } from './parents.js';

/** What a listener says no to. */
export type Refusal = 'kind' | 'namespace' | 'host';

export interface Attachments {
  /** The Gateway or ListenerSet that a parentRef of `from` names. */
  parent(parent: ParentRef, from: Resource): ParentLookup;
  /**
   * The same where a verdict can stand on it: it is the one for certain, no patch changes it, and the API server takes
   * it.
   */
  judgedParents(parent: ParentRef, from: Resource): readonly Resource[];
  /**
   * Where the route's own unit has none: those of other units that write the namespace which the route writes; none
   * where one of them may still change.
   */
  parentsAfar(parent: ParentRef, from: Resource): readonly Resource[];
  /** The listeners of a Gateway or ListenerSet, read once. */
  listenersOf(owner: Resource): readonly Listener[];
  /** Why a listener does not take a route; undefined where it does, or may. */
  refusal(route: Resource, listener: Listener): Refusal | undefined;
}

/**
 * What routes attach to, and what a listener says no to, asked in the order in which controllers ask (semantics 7.2).
 */
export function attachmentsOf(
  index: UnitIndex,
  namespaces: Namespaces,
  objects: UnitObjects,
  { named }: Pick<Surroundings, 'named'>,
): Attachments {
  /** Gateways that some route names, wherever it looks for them. */
  const names = once(
    () =>
      new Set(
        [...ROUTE_KINDS.map((kind) => kind.split('/')), [ISTIO_GROUP, 'VirtualService']].flatMap(
          ([group = '', kind = '']) =>
            index
              .ofKind(group, kind)
              .flatMap((route) => [...parentRefsOf(route), ...gatewaysOf(route)])
              .map((each) => each.name),
        ),
      ),
  );
  const isNamed = ({ name }: Resource): boolean => name !== undefined && names().has(name);
  const isForeign = (route: Resource, { owner, from, selector }: Listener): boolean => {
    // A kustomization may set one namespace for all.
    if (from === 'All' || route.partial || owner.partial) return false;
    if (from === 'None') return true;
    if (from === 'Same') return namespaces.same(route, owner) === 'no';
    const namespace = namespaces.of(route);
    if (from !== 'Selector' || namespace === null) return false;
    return namespaceMeets(selector, namespace, objects.named('', 'Namespace', namespace)[0]) === 'no';
  };
  const refusal = (route: Resource, listener: Listener): Refusal | undefined => {
    if (routeKindsOf(listener)?.includes(route.kind) === false) return 'kind';
    if (isForeign(route, listener)) return 'namespace';
    const { hostname, protocol } = listener;
    const hosts = hostnamesOf(route);
    if (hostname === undefined || hosts.length === 0 || !['HTTP', 'HTTPS', 'TLS'].includes(protocol)) return undefined;
    // A host that waits to be filled in may be any (semantics 14.5).
    if ([hostname, ...hosts].some(isHostPlaceholder)) return undefined;
    return hosts.some((host) => hostsIntersect(host, hostname)) ? undefined : 'host';
  };
  const around = { ...objects, isNamed };
  const parent: Attachments['parent'] = (wanted, from) => lookupParent(wanted, from, index, namespaces, around);
  return {
    listenersOf: remember(listenersOf),
    parent,
    judgedParents(wanted, from) {
      const found = parent(wanted, from);
      if (found.kind === 'missing' || !found.certain) return [];
      return found.owners.some((owner) => owner.patched || objects.isRefused(owner)) ? [] : found.owners;
    },
    parentsAfar(wanted, from) {
      const namespace = wanted.namespace ?? from.namespace;
      if (namespace === undefined || parent(wanted, from).kind === 'found') return [];
      const found = named(wanted.group, wanted.kind, wanted.name).filter(
        // What names no namespace may be applied to any.
        (owner) => !index.holds(owner) && [namespace, undefined].includes(owner.namespace),
      );
      return found.every((owner) => owner.namespace === namespace && !owner.patched && !owner.partial) ? found : [];
    },
    refusal,
  };
}
