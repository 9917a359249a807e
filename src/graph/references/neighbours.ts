import { groupBy } from '../../data/group.js';
import { once, remember, rememberEach } from '../../data/once.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Service } from '../../k8s/services/service.js';
import { stemOf } from '../../text/name-customs.js';
import type { Namespaces } from '../unit/namespaces.js';
import { type Nearest, nearestAmong } from '../unit/nearest.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** Who shares a namespace, which is null where nothing decides it, and who is applied beside whom for sure. */
export interface Neighbours {
  /** The Services of a name which are, or may be, in a namespace, and which stand nearest to an object. */
  servicesNamed(name: string, namespace: string | null, near: Resource): Nearest<Service> | undefined;
  /** Those of some Services, such as all of one name, which are, or may be, in a namespace; in their order. */
  among(services: readonly Service[], namespace: string | null): readonly Service[];
  /** The names of all Services of a namespace. */
  serviceNames(namespace: string | null): Iterable<string>;
  /** A Service beside an object and in a namespace whose name is the same but for customs of naming. */
  sameByCustom(name: string, near: Resource, namespace: string | null): Service | undefined;
  /** True where both a Service and a workload of the namespace stand beside an object. */
  hasServiceAndPods(near: Resource, namespace: string | null): boolean;
}

export function neighboursOf(index: UnitIndex, namespaces: Namespaces): Neighbours {
  const keyOf = (near: Resource, namespace: string | null): string =>
    JSON.stringify([index.isOneApply ? '' : near.file.folder, namespace]);
  const mayBeIn =
    (namespace: string) =>
    ({ resource }: Service): boolean =>
      [namespace, null].includes(namespaces.of(resource));
  const own = (resource: Resource): string => keyOf(resource, namespaces.of(resource));
  const names = once(() => {
    const byNamespace = groupBy(index.services, ({ resource }) => namespaces.of(resource));
    return new Map(
      [...byNamespace].map(([namespace, services]) => [namespace, new Set(services.map(({ name }) => name))]),
    );
  });
  const withServices = once(() => new Set(index.services.map(({ resource }) => own(resource))));
  const stems = once(() => groupBy(index.services, ({ resource, name }) => `${stemOf(name)} ${own(resource)}`));
  const withPods = once(() => new Set([...index.templates].map(({ workload }) => own(workload.resource))));
  const named = remember((services: readonly Service[]) =>
    groupBy(services, ({ resource }) => namespaces.of(resource)),
  );
  // One name may be that of a Service in each of thousands of namespaces.
  const among: Neighbours['among'] = (all, namespace) => {
    if (namespace === null) return all;
    if (all.length < 2) return all.filter(mayBeIn(namespace));
    const [own, open] = [namespace, null].map((each) => named(all).get(each) ?? []);
    if (open === undefined || open.length === 0) return own ?? [];
    return all.filter(mayBeIn(namespace));
  };
  const nearestOf = rememberEach((all: readonly Service[], namespace: string | null) =>
    nearestAmong(among(all, namespace), index, {
      resourceOf: ({ resource }) => resource,
      isCertain: ({ resource }) => namespaces.of(resource) === namespace,
    }),
  );
  return {
    among,
    servicesNamed(name, namespace, near) {
      const all = index.servicesNamed(name);
      return all.length === 0 ? undefined : nearestOf(all, namespace)(near);
    },
    serviceNames: (namespace) => names().get(namespace) ?? [],
    sameByCustom: (name, near, namespace) =>
      stems()
        .get(`${stemOf(name)} ${keyOf(near, namespace)}`)
        ?.find((service) => service.name !== name),
    hasServiceAndPods: (near, namespace) =>
      withServices().has(keyOf(near, namespace)) && withPods().has(keyOf(near, namespace)),
  };
}
