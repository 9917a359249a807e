import { groupBy } from '../../data/group.js';
import { once } from '../../data/once.js';
import { renamedFrom } from '../../k8s/object/renamed-from.js';
import { originOf, type Resource } from '../../k8s/object/resource.js';
import type { NetworkPolicy } from '../../k8s/policies/network-policy.js';
import { SERVICE_NAME_LABEL } from '../../k8s/services/endpoints.js';
import { healthCheckPort, type Service, type ServicePort } from '../../k8s/services/service.js';
import type { PodTemplate, Workload } from '../../k8s/workloads/workload.js';
import { SERVICE_MAKERS } from '../../k8s/services/service-makers.js';
import { stemOf } from '../../text/name-customs.js';
import { getString } from '../../tree/tree.js';
import { isOneApply, type Unit } from '../../units/unit/unit.js';
import { indexLabels, type LabelsIndex } from './label-index.js';
import { mayMakeMore } from './makers.js';

/** What one pass over a unit yields: lists and look-up tables, no judgement. */
export interface UnitIndex {
  readonly resources: readonly Resource[];
  readonly services: readonly Service[];
  readonly workloads: readonly Workload[];
  readonly policies: readonly NetworkPolicy[];
  readonly templates: ReadonlySet<PodTemplate>;
  readonly labels: LabelsIndex;
  readonly templatesInFolderOf: (resource: Resource) => readonly PodTemplate[];
  /** Those that are applied with an object for sure: of the unit if that is one apply, else of its folder. */
  readonly templatesBeside: (resource: Resource) => readonly PodTemplate[];
  readonly templatesNamed: (name: string) => readonly PodTemplate[];
  readonly workloadsNamed: (name: string) => readonly Workload[];
  readonly workloadsLike: (name: string) => readonly Workload[];
  readonly ofKind: (group: string, kind: string) => readonly Resource[];
  readonly selectorless: readonly Service[];
  readonly foldersWithServices: ReadonlySet<string>;
  readonly servicesNamed: (name: string) => readonly Service[];
  /** Those whose names are the same but for customs of naming: `web-svc` for `web`. */
  readonly servicesLike: (name: string) => readonly Service[];
  /** Services whose manifests give them that name, and which a kustomization calls otherwise. */
  readonly servicesOnceNamed: (name: string) => readonly Service[];
  readonly objectsNamed: (group: string, kind: string, name: string) => readonly Resource[];
  /** Objects whose controllers make a Service of that name. */
  readonly serviceMakersNamed: (name: string) => readonly Resource[];
  /** EndpointSlices by the Service that their label names. */
  readonly slicesOf: (serviceName: string) => readonly Resource[];
  /** The Services that ask for a node port; without a port of theirs it is for health checks. */
  readonly nodePorts: ReadonlyMap<number, readonly NodePortWish[]>;
  /** Custom resources whose operators may make Pods or Services. */
  readonly operated: readonly Resource[];
  /** Something of the unit stands nowhere to be read: templates, or what a kustomization will add. */
  readonly open: boolean;
  readonly templated: ReadonlySet<string>;
  /** The unit is applied as one stream: its objects are equally near, and none is an alternative of another. */
  readonly isOneApply: boolean;
  /** True for an object that stands in the unit, also where another unit has built it in another way. */
  readonly holds: (resource: Resource) => boolean;
}

/** One Service that asks for a node port, by one of its ports or for its health checks. */
export interface NodePortWish {
  readonly service: Service;
  readonly port: ServicePort | undefined;
}

export function indexUnit(unit: Unit): UnitIndex {
  const resources = unit.objects.map(({ resource }) => resource);
  const services = unit.objects.flatMap(({ service }) => service ?? []);
  const workloads = unit.objects.flatMap(({ workload }) => workload ?? []);
  const policies = unit.objects.flatMap(({ policy }) => policy ?? []);
  const templates = workloads.flatMap((workload) => workload.templates);
  const byFolder = groupBy(templates, ({ workload }) => workload.resource.file.folder);
  const servicesByName = groupBy(services, ({ name }) => name);
  const servicesByStem = once(() => groupBy(services, ({ name }) => stemOf(name)));
  const workloadsByStem = once(() => groupBy(workloads, ({ name }) => stemOf(name)));
  const servicesByOldName = once(() => groupBy(services, ({ resource }) => renamedFrom(resource)?.name));
  const templatesInFolderOf = (resource: Resource): readonly PodTemplate[] => byFolder.get(resource.file.folder) ?? [];
  const byName = groupBy(templates, ({ workload }) => workload.name);
  const workloadsByName = groupBy(workloads, ({ name }) => name);
  const byIdentity = groupBy(resources, ({ group, kind, name }) => `${group}/${kind}/${name ?? ''}`);
  const byKind = groupBy(resources, ({ group, kind }) => `${group}/${kind}`);
  const ofKind: UnitIndex['ofKind'] = (group, kind) => byKind.get(`${group}/${kind}`) ?? [];
  const serviceMakers = once(() =>
    groupBy(
      SERVICE_MAKERS.flatMap(([group, kind]) => ofKind(group, kind)),
      ({ name }) => name,
    ),
  );
  const origins = once(() => new Set(resources.map(originOf)));
  const slices = groupBy(
    ofKind('discovery.k8s.io', 'EndpointSlice'),
    (slice) => getString(slice.tree, 'metadata', 'labels', SERVICE_NAME_LABEL) ?? '',
  );
  return {
    resources,
    services,
    workloads,
    policies,
    templates: new Set(templates),
    labels: indexLabels(templates),
    templatesInFolderOf,
    templatesBeside: (resource) => (isOneApply(unit) ? templates : templatesInFolderOf(resource)),
    templatesNamed: (name) => byName.get(name) ?? [],
    workloadsNamed: (name) => workloadsByName.get(name) ?? [],
    workloadsLike: (name) => (workloadsByStem().get(stemOf(name)) ?? []).filter((workload) => workload.name !== name),
    ofKind,
    selectorless: services.filter(({ selector, type }) => selector === undefined && type !== 'ExternalName'),
    foldersWithServices: new Set(services.map(({ resource }) => resource.file.folder)),
    servicesNamed: (name) => servicesByName.get(name) ?? [],
    servicesLike: (name) => (servicesByStem().get(stemOf(name)) ?? []).filter((service) => service.name !== name),
    servicesOnceNamed: (name) => servicesByOldName().get(name) ?? [],
    objectsNamed: (group, kind, name) => byIdentity.get(`${group}/${kind}/${name}`) ?? [],
    serviceMakersNamed: (name) => serviceMakers().get(name) ?? [],
    slicesOf: (serviceName) => slices.get(serviceName) ?? [],
    nodePorts: nodePortsOf(services),
    operated: unit.objects.filter(mayMakeMore).map(({ resource }) => resource),
    templated: unit.templatedFolders,
    open:
      unit.templated || unit.open.some(({ secrets }) => secrets !== true) || resources.some(({ partial }) => partial),
    isOneApply: isOneApply(unit),
    holds: (resource) => origins().has(originOf(resource)),
  };
}

function nodePortsOf(services: readonly Service[]): UnitIndex['nodePorts'] {
  const wishes = new Map<number, NodePortWish[]>();
  const add = (number: number | undefined, wish: NodePortWish): void => {
    if (number === undefined) return;
    const before = wishes.get(number);
    if (before === undefined) wishes.set(number, [wish]);
    else before.push(wish);
  };
  for (const service of services) {
    for (const port of service.ports) add(port.nodePort, { service, port });
    add(healthCheckPort(service), { service, port: undefined });
  }
  return wishes;
}
