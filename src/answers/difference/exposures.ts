import type { Graph } from '../../graph/graph.js';
import { outerRulesOf } from '../../k8s/entries/outer-rules.js';
import type { OuterRule } from '../../k8s/entries/outer-rule.js';
import { hasListeners, parentRefsOf } from '../../k8s/routes/gateway-api.js';
import type { Resource } from '../../k8s/object/resource.js';
import { allocatesNodePorts, type Service, type ServicePort } from '../../k8s/services/service.js';
import { code, list } from '../../text/words.js';
import { positionAt, writtenSpan } from '../../text/source-file.js';
import { getString, type Path } from '../../tree/tree.js';
import type { LoadedObject } from '../../units/unit/objects.js';
import type { Unit } from '../../units/unit/unit.js';
import type { ContractChange, WrittenLine } from './difference.js';
import { pairedAlone, pairedNearest, type Housed, type Pairs } from './pairs.js';

/** A way in from outside: a host and a path, or a port of every node or of a load balancer. */
export interface Exposure extends WrittenLine {
  readonly address: string;
  /** The Services with their ports, in words; `no Service` for what is answered by the router itself. */
  readonly to: string;
}

export function exposureChanges(
  before: readonly (Exposure & Housed)[],
  after: readonly (Exposure & Housed)[],
): readonly ContractChange[] {
  const { same, gone, added } = movedAmong(before, after);
  const topic = 'exposure' as const;
  return [
    ...gone.map((was): ContractChange => ({
      topic,
      effect: 'breaks',
      text: `${code(was.address)} leads nowhere from outside any more; it led to ${was.to}`,
      before: lineOf(was),
      after: null,
    })),
    ...added.map((now): ContractChange => ({
      topic,
      effect: 'opens',
      text: `${code(now.address)} leads from outside to ${now.to}`,
      before: null,
      after: lineOf(now),
    })),
    ...same.map(({ was, now }): ContractChange => ({
      topic,
      effect: 'changes',
      text: `${code(now.address)} leads from outside to ${now.to} now, and led to ${was.to}`,
      before: lineOf(was),
      after: lineOf(now),
    })),
  ];
}

/** Objects that know nothing of each other may have one address: only where one alone is left over, it has moved. */
function movedAmong<T extends Exposure & Housed>(before: readonly T[], after: readonly T[]): Pairs<T> {
  const { gone, added } = pairedNearest(before, after, ({ address, to }) => JSON.stringify([address, to]));
  return pairedAlone(gone, added, ({ address }) => address);
}

const lineOf = ({ file, line }: Exposure): WrittenLine => ({ file, line });

/** Every way in that the objects of a unit write down: rules of Ingresses and other routers, and Services. */
export function exposuresOf({ objects }: Unit, graph: Graph): readonly Exposure[] {
  return objects.flatMap((object): readonly Exposure[] => {
    const { resource, service } = object;
    if (graph.unit.isRefused(resource)) return [];
    const namespace = graph.namespaces.of(resource);
    if (service === undefined) return outerRulesOf(resource).flatMap((rule) => ruleExposures(rule, object, namespace));
    if (!allocatesNodePorts(service)) return [];
    return service.ports.map((offered) => ({
      address: `${openedBy(service)} ${within(namespace, service.name)}, ${numberOf(service, offered)}`,
      to: code(`${within(namespace, service.name)}:${offered.port}`),
      ...placeIn(resource, ['metadata', 'name']),
    }));
  });
}

function within(namespace: string | null, name: string): string {
  return namespace === null ? name : `${namespace}/${name}`;
}

const openedBy = ({ type }: Service): string => (type === 'LoadBalancer' ? 'load balancer of' : 'every node for');

/** The API server picks a node port where none is written (semantics 4.3). */
function numberOf({ type }: Service, { port, protocol, nodePort }: ServicePort): string {
  if (type === 'LoadBalancer') return `${protocol} ${port}`;
  return nodePort === undefined ? `${protocol} ${port} by a port that the API server picks` : `${protocol} ${nodePort}`;
}

function ruleExposures(
  { hosts, path, isDefault, services, at }: OuterRule,
  { resource, references }: LoadedObject,
  namespace: string | null,
): readonly Exposure[] {
  const backends = services.map((name) => code(backendText(resource, name, references, namespace)));
  const to = backends.length === 0 ? 'no Service' : list(backends);
  const doors = isConnection(resource, at) && hosts.length === 0 ? listenersOf(resource, namespace) : hosts;
  const paths = isDefault ? ', what no rule takes' : path.text;
  return (doors.length === 0 ? ['any host'] : doors).map((door) => ({
    address: isConnection(resource, at) ? door : `${door}${paths}`,
    to,
    ...placeIn(resource, at),
  }));
}

const CONNECTION_KINDS = new Set(['TCPRoute', 'UDPRoute', 'TLSRoute', 'IngressRouteTCP']);

/** Whether a rule forwards connections, of which the path of a request is not known (semantics 7.2 to 7.4). */
function isConnection({ kind }: Resource, [, section]: Path): boolean {
  return CONNECTION_KINDS.has(kind) || section === 'tcp' || section === 'tls';
}

/** Where a route without hosts is entered: the listeners that it names. */
function listenersOf(route: Resource, own: string | null): readonly string[] {
  return parentRefsOf(route)
    .filter(hasListeners)
    .map(({ kind, name, namespace, sectionName, port }) => {
      const listener = sectionName ?? (port === undefined ? undefined : `port ${port}`);
      return `${kind} ${within(namespace ?? own, name)}${listener === undefined ? '' : `, ${listener}`}`;
    });
}

/** The Service and its port as the reference to it has them; the bare text where it is no Service. */
function backendText(
  resource: Resource,
  path: Path,
  references: LoadedObject['references'],
  namespace: string | null,
): string {
  const { span } = resource.at(...path);
  const reference = references.find(({ nameAt }) => nameAt.span.file === span.file && nameAt.span.start === span.start);
  if (reference === undefined) return `${within(namespace, getString(resource.tree, ...path) ?? '?')}:?`;
  const { name, port } = reference;
  const number = port.kind === 'name' ? port.name : (port.number ?? '?');
  return `${within(reference.namespace ?? namespace, name)}:${number}`;
}

function placeIn(resource: Resource, path: Path): WrittenLine {
  const { file, start } = writtenSpan(resource.at(...path).span);
  return { file: file.path, line: positionAt(file, start).line };
}
