import type { Resource } from '../k8s/resource.js';
import { folderOf } from '../text/paths.js';
import type { Unit } from '../units/unit.js';
import { attachmentsOf } from './attachments.js';
import { beyondOf } from './beyond.js';
import { clientsOf } from './clients.js';
import { closureOf } from './closure.js';
import { once } from './collect.js';
import { destinationRulesOf } from './destination-rules.js';
import { findPort } from './find-port.js';
import type { Graph, Surroundings } from './graph.js';
import { labelledOf } from './labelled.js';
import { lookupWorkload } from './lookup-workload.js';
import { lookupService } from './lookup.js';
import { namesOfUnit } from './names.js';
import { namespaceGaps } from './namespace-gaps.js';
import { namespacesOf } from './namespaces.js';
import { podNameUses } from './pod-names.js';
import { podsOf } from './pods.js';
import { policiesOf } from './policies.js';
import { selectionsOf } from './selections.js';
import { indexUnit } from './unit-index.js';
import { watchingOf } from './watched.js';

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
