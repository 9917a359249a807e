import type { Resource } from '../../k8s/object/resource.js';
import {
  hostnamesOf,
  hostsIntersect,
  type Listener,
  namespaceMeets,
  routeKindsOf,
} from '../../k8s/routes/gateway-api.js';
import type { Graph } from '../graph.js';
import type { Labelled } from '../labelled/labelled.js';
import type { Namespaces } from '../unit/namespaces.js';
import { lookupParent } from './parents.js';

/** What routes attach to, and what a listener says no to, asked in the order in which controllers ask (semantics 7.2). */
export function attachmentsOf(namespaces: Namespaces, labelled: Labelled): Pick<Graph, 'lookupParent' | 'refusal'> {
  const isForeign = (route: Resource, { owner, from, selector }: Listener): boolean => {
    // A kustomization may set one namespace for all.
    if (from === 'All' || route.partial || owner.partial) return false;
    if (from === 'None') return true;
    if (from === 'Same') return namespaces.same(route, owner) === 'no';
    const namespace = namespaces.of(route);
    if (from !== 'Selector' || namespace === null) return false;
    return namespaceMeets(selector, namespace, labelled.named('', 'Namespace', namespace)[0]) === 'no';
  };
  const refusal = (route: Resource, listener: Listener): Refusal | undefined => {
    if (routeKindsOf(listener)?.includes(route.kind) === false) return 'kind';
    if (isForeign(route, listener)) return 'namespace';
    const { hostname, protocol } = listener;
    const hosts = hostnamesOf(route);
    if (hostname === undefined || hosts.length === 0 || !['HTTP', 'HTTPS', 'TLS'].includes(protocol)) return undefined;
    return hosts.some((host) => hostsIntersect(host, hostname)) ? undefined : 'host';
  };
  return { lookupParent: (parent, from) => lookupParent(parent, from, namespaces, labelled), refusal };
}

/** What a listener says no to. */
export type Refusal = 'kind' | 'namespace' | 'host';
