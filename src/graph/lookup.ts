import type { Resource } from '../k8s/resource.js';
import type { Service } from '../k8s/service.js';
import { folderOf } from '../text/paths.js';
import { closest } from '../text/similar.js';
import type { ServiceLookup, Surroundings } from './graph.js';
import type { Namespaces } from './namespaces.js';
import { scopeOf, type UnitIndex } from './unit-index.js';

/** Looks up a Service by name from where `from` stands: nearest scope first, as selections are (semantics 0.3, 9.2). */
export function lookupService(
  { name, namespace, from }: { readonly name: string; readonly namespace: string | undefined; readonly from: Resource },
  index: UnitIndex,
  namespaces: Namespaces,
  surroundings: Pick<Surroundings, 'servicesElsewhere'>,
): ServiceLookup {
  const wanted = namespace ?? namespaces.of(from);
  const same = (service: Service): 'yes' | 'no' | 'unknown' => {
    const own = namespaces.of(service.resource);
    return own === wanted ? 'yes' : own === null || wanted === null ? 'unknown' : 'no';
  };
  const named = index.servicesNamed(name);
  const within = named.filter((service) => same(service) !== 'no');
  const nearest = (['file', 'folder', 'unit'] as const).map((scope) => within.filter((service) => scopeOf(from, service.resource) === scope)).find((some) => some.length > 0);
  if (nearest !== undefined) {
    const certain = nearest.filter((service) => same(service) === 'yes');
    return { kind: 'found', services: certain.length > 0 ? certain : nearest, certain: certain.length > 0 };
  }
  const near = index.services.filter((service) => same(service) === 'yes');
  const close = closest(name, near.map((service) => service.name));
  const elsewhere = named[0] ?? surroundings.servicesElsewhere(name).find((service) => same(service) !== 'no');
  const own = (resource: Resource): boolean => folderOf(resource.file.path) === folderOf(from.file.path);
  return {
    kind: 'missing',
    similar: near.find((service) => service.name === close),
    elsewhere,
    workload: index.workloads.find((workload) => workload.name === name && own(workload.resource)),
    closed: !index.open && !from.partial && index.operated.length === 0 && elsewhere === undefined && near.some((service) => own(service.resource)),
  };
}
