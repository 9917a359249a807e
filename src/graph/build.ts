import type { Resource } from '../k8s/resource.js';
import type { Service } from '../k8s/service.js';
import type { PodTemplate } from '../k8s/workload.js';
import type { Unit } from '../units/units.js';
import { selectsStaticPods } from './closure.js';
import { remember } from './collect.js';
import { findPort } from './find-port.js';
import type { Graph, Surroundings } from './graph.js';
import { lookupService } from './lookup.js';
import { namespacesOf } from './namespaces.js';
import { selectionsOf } from './selections.js';
import { indexUnit } from './unit-index.js';

/** Builds the graph of one unit: every index in one pass; answers that are rarely asked for are computed then, and kept. */
export function buildGraph(unit: Unit, surroundings: Surroundings): Graph {
  const { cluster, refused, elsewhere } = surroundings;
  const index = indexUnit(unit);
  const namespaces = namespacesOf(index.resources, cluster.namespace);
  const selections = selectionsOf(index, namespaces);
  const sharesNamespace = (resource: Resource) => (other: Resource) => namespaces.same(resource, other) !== 'no';

  const matchElsewhere = remember((service: Service): PodTemplate | undefined => {
    const near = sharesNamespace(service.resource);
    return elsewhere(service).find((template) => !index.templates.has(template) && near(template.workload.resource));
  });

  const isClosedFor = (service: Service): boolean => {
    const near = sharesNamespace(service.resource);
    const unreached = (template: PodTemplate): boolean => near(template.workload.resource) && selections.servicesOf(template).length === 0;
    return (
      !index.open &&
      !selectsStaticPods(service) &&
      !index.operated.some(near) &&
      index.templatesInFolderOf(service.resource).some((template) => template.workload.resource.file === service.resource.file && unreached(template)) &&
      matchElsewhere(service) === undefined
    );
  };

  return Object.freeze<Graph>({
    cluster,
    resources: index.resources,
    ofKind: index.ofKind,
    services: index.services,
    selectorless: index.selectorless,
    servicesIn: index.servicesIn,
    workloads: index.workloads,
    isRefused: (resource) => refused.has(resource),
    ...selections,
    resolve: (port, template) => findPort(port, template, cluster.minor),
    isClosedFor,
    matchElsewhere,
    namespaceOf: namespaces.of,
    sameNamespace: namespaces.same,
    find: (group, kind, name, near) => index.objectsNamed(group, kind, name).filter(sharesNamespace(near)),
    lookup: (reference) => lookupService(reference, index, namespaces, surroundings),
    handWrittenEndpoints: ({ name, resource }) =>
      [...index.objectsNamed('', 'Endpoints', name), ...index.slicesOf(name)].filter(sharesNamespace(resource)),
    nodePortOwners: (nodePort) => index.nodePorts.get(nodePort) ?? [],
  });
}
