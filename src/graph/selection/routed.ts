import { groupBy } from '../../data/group.js';
import { once } from '../../data/once.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Unit } from '../../units/unit/unit.js';
import type { Selections } from './selection.js';

/**
 * True where one Ingress leads to a Service and to another one that selects these Pods: it names Services of its own
 * namespace only, so both meet in it, however far apart their files are (semantics 7.1).
 */
export type AreRouted = (service: Service, template: PodTemplate) => boolean;

export function routedOf(
  { objects }: Pick<Unit, 'objects'>,
  { servicesOf }: Pick<Selections, 'servicesOf'>,
): AreRouted {
  const byName = once(() =>
    groupBy(
      objects.flatMap(({ references }) => references.filter(({ referrer }) => referrer === 'ingress')),
      ({ name }) => name,
    ),
  );
  return (service, template) => {
    const references = byName().get(service.name);
    if (references === undefined) return false;
    const others = new Set(servicesOf(template).map(({ name }) => name));
    others.delete(service.name);
    return others.size > 0 && references.some(({ all }) => all.some(({ name }) => others.has(name)));
  };
}
