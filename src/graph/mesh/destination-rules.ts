import { destinationsOf, ISTIO_GROUP, readIstioHost, type Subset, subsetsOf } from '../../k8s/routes/istio.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Service } from '../../k8s/services/service.js';
import { getString } from '../../tree/tree.js';
import { groupBy } from '../../data/group.js';
import { once, remember } from '../../data/once.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { UnitIndex } from '../unit/unit-index.js';

export interface DestinationRules {
  /** Istio DestinationRules whose host is this Service. */
  destinationRulesFor(service: Service): readonly Resource[];
  /** The subsets of those DestinationRules, by name. */
  subsetsFor(service: Service): ReadonlyMap<string, Subset>;
  /** The subsets of one DestinationRule, read once. */
  subsetsOf(rule: Resource): readonly Subset[];
  /** True where VirtualServices send to the host of a DestinationRule, and none of them to this subset. */
  isLeftAside(rule: Resource, subset: Subset): boolean;
  /** True where a VirtualService sends to this subset of the host. */
  isAsked(rule: Resource, subset: string): boolean;
}

/**
 * DestinationRules by the Service that their host means, whatever namespace they live in themselves (semantics 7.3).
 */
export function destinationRulesOf(index: UnitIndex, namespaces: Namespaces): DestinationRules {
  const hostOf = (rule: Resource): ReturnType<typeof readIstioHost> =>
    readIstioHost(getString(rule.tree, 'spec', 'host') ?? '');
  const byName = once(() => {
    const rules = index.ofKind(ISTIO_GROUP, 'DestinationRule');
    return groupBy(rules, (rule) => {
      const host = hostOf(rule);
      return host.kind === 'other' ? '' : host.name;
    });
  });
  const destinationRulesFor = remember(({ name, resource }: Service): readonly Resource[] =>
    (byName().get(name) ?? []).filter((rule) => {
      const host = hostOf(rule);
      if (host.kind !== 'service') return false;
      const wanted = host.namespace === undefined ? namespaces.of(rule) : namespaces.meant(host.namespace);
      const own = namespaces.of(resource);
      return wanted === own || wanted === null || own === null;
    }),
  );
  const subsets = remember((rule: Resource) => subsetsOf(rule));
  const routed = once(() => {
    const destinations = index.ofKind(ISTIO_GROUP, 'VirtualService').flatMap(destinationsOf);
    const named = [...groupBy(destinations, ({ host }) => serviceOf(host) ?? '')];
    const subsetsBy = new Map(named.map(([name, sent]) => [name, new Set(sent.map(({ subset }) => subset))]));
    return (host: string): ReadonlySet<string | undefined> | undefined => subsetsBy.get(serviceOf(host) ?? '-');
  });
  return {
    destinationRulesFor,
    subsetsOf: subsets,
    isLeftAside: (rule, { name }) => routed()(getString(rule.tree, 'spec', 'host') ?? '')?.has(name) === false,
    isAsked: (rule, subset) => routed()(getString(rule.tree, 'spec', 'host') ?? '')?.has(subset) === true,
    subsetsFor: remember(
      (service: Service) =>
        new Map(
          destinationRulesFor(service)
            .flatMap(subsets)
            .map((subset) => [subset.name, subset]),
        ),
    ),
  };
}

/** The name of the Service that a host means, whatever namespace it is in. */
function serviceOf(host: string): string | undefined {
  const read = readIstioHost(host);
  return read.kind === 'service' ? read.name : undefined;
}
