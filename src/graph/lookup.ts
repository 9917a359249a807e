import type { Resource } from '../k8s/resource.js';
import type { Service } from '../k8s/service.js';
import { isSameButForService, mayMakeService, SERVICE_MAKERS } from '../k8s/service-makers.js';
import { folderOf } from '../text/paths.js';
import { closest } from '../text/similar.js';
import { once } from './collect.js';
import type { ServiceLookup, Surroundings } from './graph.js';
import type { Namespaces } from './namespaces.js';
import { scopeOf, type UnitIndex } from './unit-index.js';

/** Looks up a Service by name from where `from` stands: nearest scope first, as selections are (semantics 0.3, 9.2). */
export function lookupService(
  { name, namespace, from }: { readonly name: string; readonly namespace: string | undefined; readonly from: Resource },
  index: UnitIndex,
  namespaces: Namespaces,
  surroundings: Pick<Surroundings, 'servicesElsewhere' | 'isExternal'>,
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
  if (surroundings.isExternal(name, wanted) || isMadeByController(name, index)) return { kind: 'external' };
  const near = once(() => index.services.filter((service) => same(service) === 'yes'));
  const elsewhere = named[0] ?? surroundings.servicesElsewhere(name).find((service) => same(service) !== 'no');
  const own = (resource: Resource): boolean => folderOf(resource.file.path) === folderOf(from.file.path);
  const hasPods = (): boolean => index.templatesInFolderOf(from).some(({ workload }) => namespaces.of(workload.resource) === wanted);
  // What compares with every Service waits until somebody asks: a text may name thousands of hosts.
  return {
    kind: 'missing',
    get similar() {
      const close = closest(name, near().map((service) => service.name));
      return near().find((service) => service.name === close) ?? near().find((service) => own(service.resource) && isSameButForService(name, service.name));
    },
    elsewhere,
    workload: index.workloadsNamed(name).find((workload) => own(workload.resource)),
    get closed() {
      return !index.open && !from.partial && index.operated.length === 0 && elsewhere === undefined && wanted !== 'kube-system' && near().some((service) => own(service.resource)) && hasPods();
    },
  };
}

/** A Service of the object's own name, or one that an operator names after its custom resource (semantics 3.4). */
function isMadeByController(name: string, index: UnitIndex): boolean {
  return SERVICE_MAKERS.some(([group, kind]) => index.objectsNamed(group, kind, name).length > 0) || index.operated.some((maker) => mayMakeService(maker, name));
}
