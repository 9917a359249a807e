import type { Graph } from '../../graph/graph.js';
import type { Resource } from '../../k8s/object/resource.js';
import { isCall, type ServiceReference } from '../../k8s/references/references.js';
import { hasListeners, parentRefsOf, type ParentRef } from '../../k8s/routes/gateway-api.js';
import { gatewaysOf } from '../../k8s/routes/istio.js';
import type { LoadedObject } from '../../units/unit/objects.js';
import type { EdgePort } from './contract.js';
import type { DraftEdge, DraftPart } from './draft.js';
import type { Parts } from './parts.js';

/** From Gateways to the routes that attach to them, and from what routes requests to the Services that it names. */
export function routingEdges({ resource, references }: LoadedObject, parts: Parts, graph: Graph): readonly DraftEdge[] {
  const calls = references.filter(isCall);
  const attached = [...parentRefsOf(resource).filter(hasListeners), ...gatewaysOf(resource)];
  return [
    ...attached.flatMap((parent) => attachingEdges(parent, resource, parts, graph)),
    ...calls.flatMap((reference) => referringEdges(reference, parts, graph)),
  ];
}

function attachingEdges(parent: ParentRef, route: Resource, parts: Parts, graph: Graph): readonly DraftEdge[] {
  const found = graph.routes.parent(parent, route);
  const to = parts.entry(route, null);
  const places = [[], ['name'], ['namespace'], ['sectionName'], ['port']].map((path) =>
    route.at(...parent.path, ...path),
  );
  const edge = (from: DraftPart, status: DraftEdge['status']): DraftEdge => ({
    from,
    to,
    kind: 'attaches',
    ports: [],
    at: route.at(...parent.path, 'name'),
    evidence: places,
    status,
  });
  return found.kind === 'found'
    ? found.owners.map((owner) => edge(parts.entry(owner, null), 'ok'))
    : [edge(parts.absent(parent.kind, named(parent), to), 'unknown')];
}

function referringEdges(reference: ServiceReference, parts: Parts, graph: Graph): readonly DraftEdge[] {
  const { from, name, namespace, nameAt, namespaceAt, port } = reference;
  const found = graph.names.service({ name, namespace, from });
  const ends = found.kind === 'found' ? found.services.map((service) => parts.service(service)) : [];
  const entry = parts.entry(from, ends[0]?.namespace ?? namespace ?? null);
  const edge = (to: DraftPart, status: DraftEdge['status']): DraftEdge => ({
    from: entry,
    to,
    kind: 'routes',
    ports: [portOf(reference)],
    at: nameAt,
    evidence: [
      nameAt,
      ...(namespaceAt === undefined ? [] : [namespaceAt]),
      ...(port.kind === 'unwritten' ? [] : [port.at]),
      ...(port.kind === 'name' && port.keyAt !== undefined ? [port.keyAt] : []),
    ],
    status,
  });
  return ends.length > 0
    ? ends.map((end) => edge(end, 'ok'))
    : [edge(parts.absent('Service', named(reference), entry), 'unknown')];
}

function named({ name, namespace }: Pick<ParentRef, 'name' | 'namespace'>): string {
  return namespace === undefined ? name : `${name}.${namespace}`;
}

function portOf({ port, protocols }: ServiceReference): EdgePort {
  const asked = port.kind === 'name' ? port.name : (port.number ?? null);
  return { name: '', port: asked, protocol: protocols[0] ?? 'TCP', target: null };
}
