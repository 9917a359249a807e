import { groupBy } from '../../data/group.js';
import { once } from '../../data/once.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Unit } from '../../units/unit/unit.js';
import type { Selections } from './selection.js';

/**
 * Tells the Pods of the other Services to which an Ingress leads that leads to this one: it names Services of its own
 * namespace only, so all of them meet in it, however far apart their files are (semantics 7.1). Undefined where no
 * Ingress names the Service.
 */
export type RoutedWith = (service: Service) => ((template: PodTemplate) => boolean) | undefined;

export function routedOf(
  { objects }: Pick<Unit, 'objects'>,
  { servicesOf }: Pick<Selections, 'servicesOf'>,
): RoutedWith {
  const byName = once(() =>
    groupBy(
      objects.flatMap(({ references }) => references.filter(({ referrer }) => referrer === 'ingress')),
      ({ name }) => name,
    ),
  );
  return (service) => {
    const references = byName().get(service.name);
    if (references === undefined) return undefined;
    return (template) => {
      const others = new Set(servicesOf(template).map(({ name }) => name));
      others.delete(service.name);
      return others.size > 0 && references.some(({ all }) => all.some(({ name }) => others.has(name)));
    };
  };
}
