import { remember } from '../../data/once.js';
import type { Graph } from '../../graph/graph.js';
import { readinessOf } from '../../graph/ports/find-port.js';
import { endsByDesign } from '../../k8s/listening/running.js';
import type { Resource } from '../../k8s/object/resource.js';
import { GATEWAY_GROUP, hostnamesOf, listenersOf, ROUTE_KINDS } from '../../k8s/routes/gateway-api.js';
import { isIngress } from '../../k8s/routes/ingress.js';
import { ruleHostsOf } from '../../k8s/routes/ingress-hosts.js';
import { gatewayHostsOf, virtualHostsOf } from '../../k8s/routes/istio-hosts.js';
import { ISTIO_GROUP } from '../../k8s/routes/istio.js';
import { isCall } from '../../k8s/references/references.js';
import { allocatesNodePorts, type Service } from '../../k8s/services/service.js';
import type { Workload } from '../../k8s/workloads/workload.js';
import type { LoadedObject } from '../../units/unit/objects.js';
import { absenceOf, backingOf, type Backing } from '../endpoints/backing.js';
import type { DraftPart } from './draft.js';

/** The parts that one unit has, by what they are read from; each is made once. */
export interface Parts {
  /** All that belong into the picture whether an edge leads to them or not, in the order of the unit. */
  readonly all: readonly DraftPart[];
  entry(resource: Resource, namespace: string | null): DraftPart;
  /** The port of a load balancer or of every node that leads to a Service. */
  opening(service: Service): DraftPart;
  service(service: Service): DraftPart;
  workload(workload: Workload): DraftPart;
  /** Hand-written endpoints. */
  written(resource: Resource): DraftPart;
  /** What is not among the files, as seen from a part that names it. */
  absent(kind: string, name: string, from: DraftPart): DraftPart;
  backing(service: Service): Backing;
}

export function partsOf(objects: readonly LoadedObject[], graph: Graph): Parts {
  const of = (resource: Resource): string | null => graph.namespaces.of(resource);
  const backing = remember((service: Service) => backingOf(service, graph));
  const service = remember((each: Service): DraftPart => servicePart(each, backing(each).source, graph));
  const opening = remember((each: Service): DraftPart => openingPart(each, of(each.resource)));
  const workload = remember((each: Workload): DraftPart => workloadPart(each, graph));
  const written = remember((resource: Resource): DraftPart => writtenPart(resource, of(resource)));
  const entries = new Map<Resource, DraftPart>();
  const entry: Parts['entry'] = (resource, namespace) => {
    const known = entries.get(resource) ?? entryPart(resource, of(resource) ?? namespace);
    entries.set(resource, known);
    return known;
  };
  const absents = new Map<string, DraftPart>();
  return {
    all: objects.flatMap((object): readonly DraftPart[] => {
      const { resource } = object;
      if (object.service !== undefined) return [service(object.service)];
      if (object.workload !== undefined) return lasts(object.workload) ? [workload(object.workload)] : [];
      return isEntry(object) ? [entry(resource, null)] : [];
    }),
    entry,
    opening,
    service,
    workload,
    written,
    absent(kind, name, { namespace }) {
      const key = JSON.stringify([kind, name, namespace]);
      const known = absents.get(key) ?? { facts: { role: 'absent', kind, name }, resource: undefined, namespace };
      absents.set(key, known);
      return known;
    },
    backing,
  };
}

/** Jobs serve nobody for long: they are seen where an edge leads to them, or from them. */
function lasts({ templates }: Workload): boolean {
  return templates.some((template) => !endsByDesign(template));
}

const GATEWAYS: ReadonlySet<string> = new Set([`${GATEWAY_GROUP}/Gateway`, `${ISTIO_GROUP}/Gateway`]);

/** What brings requests in by its kind; what the cluster itself calls is found by the Service that it names. */
function isEntry({ resource, references }: LoadedObject): boolean {
  if (GATEWAYS.has(`${resource.group}/${resource.kind}`)) return true;
  return !resource.clusterScoped && references.some(isCall);
}

export function isOpened(service: Service): boolean {
  return allocatesNodePorts(service);
}

function servicePart(service: Service, source: Backing['source'], { namespaces }: Graph): DraftPart {
  const { resource, name, type, headless, ports } = service;
  return {
    facts: {
      role: 'service',
      kind: 'Service',
      name,
      type,
      headless,
      source,
      ports: ports.map(({ name: ownName, port, protocol, target }) => ({
        name: ownName,
        port,
        protocol,
        target: target.kind === 'name' ? target.name : target.number,
      })),
    },
    resource,
    namespace: namespaces.of(resource),
  };
}

function openingPart({ resource, name, type }: Service, namespace: string | null): DraftPart {
  return { facts: { role: 'entry', kind: type, name, hosts: [] }, resource, namespace };
}

function workloadPart(workload: Workload, graph: Graph): DraftPart {
  const { resource, kind, name, templates } = workload;
  const [template] = templates;
  return {
    facts: {
      role: 'workload',
      kind,
      name,
      readiness: template === undefined ? 'always' : readinessOf(template),
      absent: (template && absenceOf(template, graph)) ?? null,
    },
    resource,
    namespace: graph.namespaces.of(resource),
  };
}

function writtenPart(resource: Resource, namespace: string | null): DraftPart {
  const { kind, name = '' } = resource;
  return { facts: { role: 'workload', kind, name, readiness: 'always', absent: null }, resource, namespace };
}

function entryPart(resource: Resource, namespace: string | null): DraftPart {
  const { kind, name = '' } = resource;
  return { facts: { role: 'entry', kind, name, hosts: [...new Set(hostsOf(resource))] }, resource, namespace };
}

/** The hosts of what is known to have some; others are shown without. */
function hostsOf(resource: Resource): readonly string[] {
  const { group, kind } = resource;
  if (isIngress(resource)) return ruleHostsOf(resource).map(({ host }) => host);
  if (ROUTE_KINDS.some((route) => route === `${group}/${kind}`)) return hostnamesOf(resource);
  if (group === GATEWAY_GROUP) return listenersOf(resource).flatMap(({ hostname }) => hostname ?? []);
  if (group !== ISTIO_GROUP) return [];
  return (kind === 'Gateway' ? gatewayHostsOf(resource) : virtualHostsOf(resource)).map(({ host }) => host);
}
