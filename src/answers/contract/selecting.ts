import type { Graph } from '../../graph/graph.js';
import type { Resolution } from '../../graph/ports/find-port.js';
import type { Service, ServicePort } from '../../k8s/services/service.js';
import { getString, type Place } from '../../tree/tree.js';
import type { EdgePort } from './contract.js';
import type { DraftEdge } from './draft.js';
import { isOpened, type Parts } from './parts.js';

/** From what opens a Service to the world, and from the Service to what stands behind it. */
export function selectingEdges(service: Service, parts: Parts, graph: Graph): readonly DraftEdge[] {
  return [...(isOpened(service) ? [openingEdge(service, parts)] : []), ...edgesBehind(service, parts, graph)];
}

function openingEdge(service: Service, parts: Parts): DraftEdge {
  const at = service.resource.at('spec', 'type');
  return {
    from: parts.opening(service),
    to: parts.service(service),
    kind: 'routes',
    ports: service.ports.map(({ name, port, protocol, nodePort }) => ({
      name,
      port: service.type === 'NodePort' ? (nodePort ?? null) : port, // what the API server picks is in no file
      protocol,
      target: null,
    })),
    at,
    evidence: [at, ...service.ports.map((port) => port.at('nodePort'))],
    status: 'ok',
  };
}

function edgesBehind(service: Service, parts: Parts, graph: Graph): readonly DraftEdge[] {
  const { pods, written, source } = parts.backing(service);
  const from = parts.service(service);
  const evidence = evidenceOf(service);
  const at = evidence[0] ?? service.resource.at('metadata', 'name');
  const selected = pods.map(({ template, ports, absent }): DraftEdge => ({
    from,
    to: parts.workload(template.workload),
    kind: 'selects',
    ports: ports.map(portOf),
    at,
    evidence,
    status: absent === undefined ? 'ok' : 'unknown',
  }));
  const byHand = written.map(({ resource, ports }): DraftEdge => ({
    from,
    to: parts.written(resource),
    kind: 'selects',
    ports: ports.map(({ name, port, protocol }) => ({ name, port: offered(service, name), protocol, target: port })),
    at: resource.at('metadata', 'name'),
    evidence,
    status: 'ok',
  }));
  const found = [...selected, ...byHand];
  if (found.length > 0 || source === 'rejected') return found;
  const nowhere = { from, kind: 'selects', ports: [], at, evidence, status: 'unknown' } as const;
  if (source === 'external-name') {
    const host = getString(service.resource.tree, 'spec', 'externalName') ?? '';
    return [{ ...nowhere, to: parts.absent('host', host, from), at: service.resource.at('spec', 'externalName') }];
  }
  const meant = graph.selection.nearMiss(service)?.template.workload;
  return [{ ...nowhere, to: meant === undefined ? parts.absent('Pods', service.name, from) : parts.workload(meant) }];
}

function portOf({ port: { name, port, protocol, target }, number }: Resolution): EdgePort {
  return { name, port, protocol, target: number ?? (target.kind === 'name' ? target.name : target.number) };
}

/** The Service's port that a port of hand-written endpoints belongs to (semantics 5.9). */
function offered({ ports }: Service, name: string): number | null {
  return ports.find((port) => port.name === name)?.port ?? null;
}

/** The texts by which a Service finds its Pods: first the selector, then its ports. */
function evidenceOf({ resource, selector, ports }: Service): readonly Place[] {
  const path = ['spec', 'selector'];
  const keys = [...(selector?.values() ?? [])].map(({ key }) => key);
  return [
    resource.at(...path),
    ...keys.flatMap((key) => [resource.at(...path, key), resource.keyAt(...path, key)]),
    ...ports.flatMap(placesOf),
  ];
}

function placesOf(port: ServicePort): readonly Place[] {
  return [port.at(), ...['name', 'port', 'targetPort', 'protocol'].map((field) => port.at(field))];
}
