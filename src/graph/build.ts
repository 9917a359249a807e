import type { Resource } from '../k8s/object/resource.js';
import { folderOf } from '../text/paths.js';
import type { Unit } from '../units/unit.js';
import { attachmentsOf } from './routes/attachments.js';
import { beyondOf } from './elsewhere.js';
import { clientsOf } from './names/clients.js';
import { closureOf } from './selection/closure.js';
import { once } from '../data/once.js';
import { destinationRulesOf } from './routes/destination-rules.js';
import { findPort } from './selection/find-port.js';
import type { Graph } from './graph.js';
import type { Surroundings } from './unit/surroundings.js';
import { labelledOf } from './labelled/labelled.js';
import { lookupWorkload } from './names/workload-lookup.js';
import { lookupService } from './names/service-lookup.js';
import { namesOfUnit } from './names/name-resolution.js';
import { namespaceGaps } from './names/namespace-gaps.js';
import { namespacesOf } from './unit/namespaces.js';
import { podNameUses } from './names/pod-name-uses.js';
import { podsOf } from './labelled/pods.js';
import { policiesOf } from './policies/policies.js';
import { selectionsOf } from './selection/selection.js';
import { indexUnit } from './unit/unit-index.js';
import { watchingOf } from './monitors.js';

/** Builds the graph of one unit: every index in one pass; answers that are rarely asked for are computed then, and kept. */
export function buildGraph(unit: Unit, surroundings: Surroundings): Graph {
  const { refused, elsewhere } = surroundings;
  // Whoever deploys the unit decides before the option that speaks of the whole tree.
  const cluster = { ...surroundings.cluster, namespace: unit.namespace?.name ?? surroundings.cluster.namespace };
  const index = indexUnit(unit);
  const namespaces = namespacesOf(index.resources, cluster.namespace);
  const selections = selectionsOf(index, namespaces, surroundings.isExternal);
  const { podsBeyond, ...pods } = podsOf(index, namespaces, elsewhere);
  const labelled = labelledOf(index, namespaces);
  const isRefused = (resource: Resource): boolean => refused.has(resource);
  const sharesNamespace = (resource: Resource) => (other: Resource) => namespaces.same(resource, other) !== 'no';

  const files = once(() => new Set(index.resources.map(({ file }) => file)));
  const lookup: Graph['lookup'] = (reference) => lookupService(reference, index, namespaces, surroundings);
  const names = namesOfUnit(unit, index, namespaces, cluster.namespace, (name, namespace, from) =>
    lookup({ name, namespace, from }),
  );

  return Object.freeze<Graph>({
    cluster,
    resources: index.resources,
    ofKind: index.ofKind,
    services: index.services,
    selectorless: index.selectorless,
    servicesIn: index.servicesIn,
    workloads: index.workloads,
    isRefused,
    ...selections,
    ...pods,
    ...beyondOf(index, namespaces, surroundings, { podsBeyond }),
    ...labelled,
    ...destinationRulesOf(index, namespaces),
    ...closureOf(index, namespaces, selections, elsewhere),
    ...watchingOf(namespaces, labelled, { ...selections, isRefused }),
    ...attachmentsOf(namespaces, labelled),
    policies: policiesOf(index, namespaces, { ...pods, ...labelled }),
    resolve: (port, template) => findPort(port, template, cluster.minor),
    namespaceOf: namespaces.of,
    sameNamespace: namespaces.same,
    namespaceGaps: namespaceGaps(unit.objects, index, {
      ...selections,
      isRefused,
      isDecided: cluster.namespace !== undefined || unit.deployer !== undefined,
    }),
    find: (group, kind, name, near) => index.objectsNamed(group, kind, name).filter(sharesNamespace(near)),
    lookup,
    ...names,
    clientsOf: clientsOf(unit.objects, { lookup, ...names }),
    isExternal: (name, near) => surroundings.isExternal(name, namespaces.of(near)),
    lookupWorkload: (reference) => lookupWorkload(reference, index, namespaces, surroundings),
    podNameUse: podNameUses(index.resources),
    isAlone: ({ file }) => surroundings.isWhole && files().size === 1 && files().has(file),
    hasTemplatesBeside: (resource) => index.templated.has(folderOf(resource.file.path)),
    handWrittenEndpoints: ({ name, resource }) =>
      [...index.objectsNamed('', 'Endpoints', name), ...index.slicesOf(name)].filter(sharesNamespace(resource)),
    nodePortOwners: (nodePort) => index.nodePorts.get(nodePort) ?? [],
  });
}
