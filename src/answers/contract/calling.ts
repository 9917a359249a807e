import type { Graph } from '../../graph/graph.js';
import { dialledPort } from '../../k8s/dns/dialled-port.js';
import type { NameReference } from '../../k8s/dns/name-reference.js';
import type { Service } from '../../k8s/services/service.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Place } from '../../tree/tree.js';
import type { LoadedObject } from '../../units/unit/objects.js';
import type { DraftEdge, DraftPart } from './draft.js';
import type { Parts } from './parts.js';

/** Whether a finding points at a text. */
export type IsBlamed = (place: Place) => boolean;

/**
 * From workloads to the Services that their texts name. A name that leads to no Service may be a host of the outside
 * world, so it is an edge only where a finding says that it is none.
 */
export function callingEdges(
  { names }: LoadedObject,
  parts: Parts,
  graph: Graph,
  isBlamed: IsBlamed,
): readonly DraftEdge[] {
  return names.flatMap((name) => {
    const callers = name.template === undefined ? graph.names.readersOf(name.from) : [name.template];
    return callers.flatMap((caller) => edgesOf(name, caller, { parts, graph, isBlamed }));
  });
}

interface Ground {
  readonly parts: Parts;
  readonly graph: Graph;
  readonly isBlamed: IsBlamed;
}

function edgesOf(name: NameReference, caller: PodTemplate, ground: Ground): readonly DraftEdge[] {
  const { parts, graph, isBlamed } = ground;
  const from = parts.workload(caller.workload);
  const found = graph.names.host(name);
  if (found.kind === 'found')
    return found.services
      .filter((service) => !standsBehind(caller, service, parts))
      .map((service) => edgeOf(name, from, parts.service(service)));
  if (!isBlamed(name.hostAt)) return [];
  return [{ ...edgeOf(name, from, parts.absent('Service', name.host, from)), status: 'unknown' }];
}

/** Members of a cluster name the Service in front of themselves: that is no call from elsewhere. */
function standsBehind({ workload }: PodTemplate, service: Service, parts: Parts): boolean {
  return parts.backing(service).pods.some(({ template }) => template.workload === workload);
}

function edgeOf(name: NameReference, from: DraftPart, to: DraftPart): DraftEdge {
  const { hostAt, port } = name;
  return {
    from,
    to,
    kind: 'calls',
    ports: [{ name: '', port: dialledPort(name) ?? null, protocol: 'TCP', target: null }],
    at: hostAt,
    evidence: [hostAt, ...(port.kind === 'number' ? [port.at] : [])],
    status: 'ok',
  };
}
