import { groupBy } from '../data/group.js';
import { remember } from '../data/once.js';
import type { Monitor } from '../k8s/monitors/monitor.js';
import type { NetworkPolicy } from '../k8s/policies/network-policy.js';
import { readService, type Service } from '../k8s/services/service.js';
import type { PodTemplate } from '../k8s/workloads/workload.js';
import { servedName } from '../k8s/services/endpoints.js';
import type { Requirement } from '../k8s/labels/labels.js';
import type { Resource } from '../k8s/object/resource.js';
import type { UnreadObjects } from '../units/files/unread-objects.js';
import type { OfKind, Surroundings } from './unit/surroundings.js';
import type { Namespaces } from './unit/namespaces.js';
import type { PodsElsewhere } from './labelled/pods.js';
import type { UnitIndex } from './unit/unit-index.js';
import { getList, type Tree } from '../tree/tree.js';

/** What other units of the tree have, to be asked before anything is called absent (semantics 0.3, 9.4). */
export interface Elsewhere {
  /** Objects of a group, kind and name which are, or may be, in that namespace; null stands for any. */
  named(group: string, kind: string, name: string, namespace: string | null): readonly Resource[];
  /** The NetworkPolicies which are, or may be, in that namespace; null stands for any. */
  policies(namespace: string | null): readonly NetworkPolicy[];
  /**
   * True where several Services of the tree have this name, and the one that was found lies in another folder than the
   * object which means one of them, and has no twin beside the others: nobody says which of them it is for.
   */
  isForCopy(from: Resource, found: Service, has: (ports: readonly Tree[]) => boolean): boolean;
  /** Endpoints and EndpointSlices that may be the Service's. */
  endpoints(service: Service): readonly Resource[];
  /** Pod templates that a LabelSelector in the namespace of `from` would select. */
  pods(selector: readonly Requirement[], from: Resource): readonly PodTemplate[];
  /** A document that nobody can read speaks of that kind and name. */
  readonly isUnread: UnreadObjects['speakOf'];
  /** A broken document that makes Pods has all labels of a selector: what is wrong is told there, and once. */
  isUnreadLabel: UnreadObjects['mayLabelPods'];
  /** A chart that nobody has rendered may well make what has that name. */
  isOfUnreadChart: UnreadObjects['isOfChart'];
  /** True where there is something that a monitor may select. */
  isWatched(monitor: Monitor): boolean;
  /** Services that a monitor which selects Services may find as well. */
  watchedServices(monitor: Monitor): readonly Service[];
  /** Pod templates that a monitor may find as well, by their own labels or behind a Service. */
  watchedPods(monitor: Monitor): readonly PodTemplate[];
}

type Around = Pick<
  Surroundings,
  'elsewhere' | 'ofTree' | 'named' | 'policies' | 'servicesLabelled' | 'isUnread' | 'isUnreadLabel' | 'isOfUnreadChart'
>;

export function elsewhereOf(
  index: UnitIndex,
  namespaces: Namespaces,
  surroundings: Around,
  podsElsewhere: PodsElsewhere,
): Elsewhere {
  const { ofTree, named, policies, isUnread, isUnreadLabel, isOfUnreadChart } = surroundings;
  // What names no namespace may be applied to any.
  const mayBeIn = (resource: Resource, namespace: string | null): boolean =>
    namespace === null || resource.namespace === undefined || resource.namespace === namespace;
  const beyond = (found: readonly Resource[], namespace: string | null): readonly Resource[] =>
    found.filter((resource) => mayBeIn(resource, namespace) && !index.holds(resource));
  return {
    named: (group, kind, name, namespace) => beyond(named(group, kind, name), namespace),
    isForCopy(from, found, has) {
      if (found.resource.file.folder === from.file.folder) return false;
      const copies = beyond(named('', 'Service', found.name), namespaces.of(found.resource));
      if (!copies.some((copy) => has(getList(copy.get('spec', 'ports'))))) return false;
      return beyond(named(from.group, from.kind, from.name ?? ''), namespaces.of(from)).length === 0;
    },
    policies: remember((namespace) =>
      policies.filter(({ resource }) => mayBeIn(resource, namespace) && !index.holds(resource)),
    ),
    pods: podsElsewhere.pods,
    isUnread,
    isUnreadLabel,
    isOfUnreadChart,
    endpoints({ name, resource }) {
      const namespace = namespaces.of(resource);
      return [
        ...beyond(named('', 'Endpoints', name), namespace),
        ...beyond(ofTree(slicesByService).get(name) ?? [], namespace),
      ];
    },
    ...watchedBy(index, namespaces, surroundings, podsElsewhere),
  };
}

/** What a monitor of the unit finds in others. */
function watchedBy(
  index: Pick<UnitIndex, 'holds'>,
  namespaces: Namespaces,
  { servicesLabelled, elsewhere }: Pick<Around, 'servicesLabelled' | 'elsewhere'>,
  { podsWhere }: Pick<PodsElsewhere, 'podsWhere'>,
): Pick<Elsewhere, 'isWatched' | 'watchedServices' | 'watchedPods'> {
  const looksInto = ({ resource, namespaces: watched }: Monitor, { namespace }: Resource): boolean => {
    if (watched === 'any' || namespace === undefined) return true;
    if (watched !== 'own') return watched.includes(namespace);
    const own = namespaces.of(resource);
    return own === null || own === namespace;
  };
  const ownOf = ({ resource, namespaces: watched }: Monitor): string | null =>
    watched === 'own' ? namespaces.of(resource) : null;
  const services = (monitor: Monitor): readonly Resource[] =>
    servicesLabelled(monitor.selector, ownOf(monitor)).filter(
      (service) => looksInto(monitor, service) && !index.holds(service),
    );
  const watchedServices: Elsewhere['watchedServices'] = (monitor) =>
    services(monitor).flatMap((resource) => readService(resource) ?? []);
  const watchedPods: Elsewhere['watchedPods'] = (monitor) =>
    monitor.selects === 'pods'
      ? podsWhere(monitor.selector, ownOf(monitor), (resource) => looksInto(monitor, resource))
      : watchedServices(monitor).flatMap((service) =>
          service.selector === undefined ? [] : elsewhere(service, service.resource.namespace ?? null),
        );
  return {
    isWatched: (monitor) => (monitor.selects === 'pods' ? watchedPods(monitor) : services(monitor)).length > 0,
    watchedServices,
    watchedPods,
  };
}

/** The slices of the tree by the Service that they belong to. */
function slicesByService(ofKind: OfKind): ReadonlyMap<string | undefined, readonly Resource[]> {
  return groupBy(ofKind('discovery.k8s.io', 'EndpointSlice'), servedName);
}
