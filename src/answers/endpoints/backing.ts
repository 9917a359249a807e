import type { Graph } from '../../graph/graph.js';
import { readinessOf, type Resolution } from '../../graph/ports/find-port.js';
import { isKind, type Resource } from '../../k8s/object/resource.js';
import { isSlice, isUnmirrored } from '../../k8s/services/endpoints.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { getList, getNumber, getString, type Tree } from '../../tree/tree.js';
import type { EndpointOwner, EndpointPort, EndpointSource } from './endpoints.js';

/** The Pods of one template behind a Service. */
export interface BackingPods {
  readonly template: PodTemplate;
  /** What FindPort makes of each port of the Service, in their order (semantics 5.3). */
  readonly ports: readonly Resolution[];
  readonly readiness: EndpointOwner['readiness'];
  /** Why there is no Pod of it now: the API server refuses the object, or it is told to make none. */
  readonly absent: 'refused' | 'scaled-to-zero' | 'suspended' | undefined;
}

/** One list of ports of hand-written `Endpoints` or of an `EndpointSlice`. */
export interface WrittenBacking {
  readonly resource: Resource;
  readonly ports: readonly EndpointPort[];
  /** False for a list of ports without any address. */
  readonly hasAddresses: boolean;
}

/** All that stands behind one Service (semantics 5.1 to 5.5, 5.10). */
export interface Backing {
  readonly source: EndpointSource;
  readonly pods: readonly BackingPods[];
  readonly written: readonly WrittenBacking[];
}

export function backingOf(service: Service, graph: Graph): Backing {
  if (graph.unit.isRefused(service.resource)) return { source: 'rejected', pods: [], written: [] };
  if (service.type === 'ExternalName') return { source: 'external-name', pods: [], written: [] };
  const slices = slicesOf(service, graph);
  if (service.selector !== undefined) return { source: 'selector', pods: podsOf(service, graph), written: slices };
  const mirrored = mirroredOf(service, graph);
  const written = [...mirrored, ...slices];
  if (slices.length > 0) return { source: 'endpointslice', pods: [], written };
  return { source: mirrored.length > 0 ? 'endpoints' : 'none', pods: [], written };
}

function podsOf(service: Service, graph: Graph): readonly BackingPods[] {
  const matching = graph.selection.matching(service);
  const certain = matching.filter(
    ({ workload }) => graph.namespaces.same(service.resource, workload.resource) === 'yes',
  );
  // Where both a certain and a possible namespace match, the possible one is left out; alone, it is the best guess.
  return (certain.length > 0 ? certain : matching).map((template) => ({
    template,
    ports: service.ports.map((port) => graph.ports.resolve(port, template)),
    readiness: readinessOf(template),
    absent: absenceOf(template, graph),
  }));
}

export function absenceOf({ workload }: PodTemplate, graph: Graph): BackingPods['absent'] {
  const { resource, replicas } = workload;
  if (graph.unit.isRefused(resource)) return 'refused';
  if (replicas <= 0) return 'scaled-to-zero';
  return isSuspendedJob(resource) ? 'suspended' : undefined;
}

function isSuspendedJob(resource: Resource): boolean {
  const suspend = resource.get('spec', 'suspend');
  return resource.kind === 'Job' && suspend?.type === 'scalar' && suspend.value === true;
}

function slicesOf(service: Service, graph: Graph): readonly WrittenBacking[] {
  return graph.endpoints
    .of(service)
    .filter((resource) => isSlice(resource) && !graph.unit.isRefused(resource))
    .map((resource) => ({
      resource,
      ports: getList(resource.tree, 'ports').flatMap(portOf),
      hasAddresses: getList(resource.tree, 'endpoints').length > 0,
    }));
}

/** The mirroring controller copies Endpoints of the Service's name unless a label forbids it (semantics 5.10). */
function mirroredOf(service: Service, graph: Graph): readonly WrittenBacking[] {
  return graph.endpoints
    .of(service)
    .filter((resource) => isKind(resource, '', 'Endpoints') && !graph.unit.isRefused(resource))
    .filter((resource) => !isUnmirrored(resource))
    .flatMap((resource) =>
      getList(resource.tree, 'subsets').map((subset) => ({
        resource,
        ports: getList(subset, 'ports').flatMap(portOf),
        hasAddresses: true,
      })),
    );
}

function portOf(tree: Tree): readonly EndpointPort[] {
  const port = getNumber(tree, 'port');
  if (port === undefined) return []; // kube-proxy ignores a slice port without a number
  return [{ name: getString(tree, 'name') ?? '', port, protocol: getString(tree, 'protocol') ?? 'TCP' }];
}
