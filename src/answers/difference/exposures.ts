import type { Graph } from '../../graph/graph.js';
import type { Resource } from '../../k8s/object/resource.js';
import { hasListeners, hostnamesOf, parentRefsOf, ROUTE_KINDS } from '../../k8s/routes/gateway-api.js';
import { backendPathsOf, isIngress } from '../../k8s/routes/ingress.js';
import { allocatesNodePorts, type Service, type ServicePort } from '../../k8s/services/service.js';
import { code } from '../../text/words.js';
import { positionAt, writtenSpan } from '../../text/source-file.js';
import { getList, getNumber, getString, type Path, type Tree } from '../../tree/tree.js';
import type { Unit } from '../../units/unit/unit.js';
import type { ContractChange, WrittenLine } from './difference.js';
import { paired } from './pairs.js';

/** A way in from outside: a host and a path, or a port of every node or of a load balancer. */
export interface Exposure extends WrittenLine {
  readonly address: string;
  /** The Service, with its port. */
  readonly to: string;
}

export function exposureChanges(before: readonly Exposure[], after: readonly Exposure[]): readonly ContractChange[] {
  const { same, gone, added } = paired(before, after, ({ address }) => address);
  const topic = 'exposure' as const;
  return [
    ...gone.map((was): ContractChange => ({
      topic,
      effect: 'breaks',
      text: `${code(was.address)} leads nowhere from outside any more; it led to ${code(was.to)}`,
      before: lineOf(was),
      after: null,
    })),
    ...added.map((now): ContractChange => ({
      topic,
      effect: 'opens',
      text: `${code(now.address)} leads from outside to ${code(now.to)}`,
      before: null,
      after: lineOf(now),
    })),
    ...same
      .filter(({ was, now }) => was.to !== now.to)
      .map(({ was, now }): ContractChange => ({
        topic,
        effect: 'changes',
        text: `${code(now.address)} leads from outside to ${code(now.to)} now, and led to ${code(was.to)}`,
        before: lineOf(was),
        after: lineOf(now),
      })),
  ];
}

const lineOf = ({ file, line }: Exposure): WrittenLine => ({ file, line });

/** Every way in that the objects of a unit write down: Ingresses, routes of the Gateway API, and Services. */
export function exposuresOf({ objects }: Unit, graph: Graph): readonly Exposure[] {
  return objects.flatMap(({ resource, service }): readonly Exposure[] => {
    if (graph.unit.isRefused(resource)) return [];
    const namespace = graph.namespaces.of(resource);
    const within = (name: string): string => (namespace === null ? name : `${namespace}/${name}`);
    if (isIngress(resource)) return ofIngress(resource, within);
    if (ROUTE_KINDS.includes(`${resource.group}/${resource.kind}`)) return ofRoute(resource, within);
    if (service === undefined || !allocatesNodePorts(service)) return [];
    return service.ports.map((offered) => ({
      address: `${openedBy(service)} ${within(service.name)}, ${numberOf(service, offered)}`,
      to: `${within(service.name)}:${offered.port}`,
      ...placeIn(resource, ['metadata', 'name']),
    }));
  });
}

const openedBy = ({ type }: Service): string => (type === 'LoadBalancer' ? 'load balancer of' : 'every node for');

/** The API server picks a node port where none is written (semantics 4.3). */
function numberOf({ type }: Service, { port, protocol, nodePort }: ServicePort): string {
  if (type === 'LoadBalancer') return `${protocol} ${port}`;
  return nodePort === undefined ? `${protocol} ${port} by a port that the API server picks` : `${protocol} ${nodePort}`;
}

type Within = (name: string) => string;

function ofIngress(ingress: Resource, within: Within): readonly Exposure[] {
  return backendPathsOf(ingress).map((path) => {
    const [, , rule] = path;
    const isDefault = typeof rule !== 'number';
    const host = isDefault ? undefined : getString(ingress.tree, 'spec', 'rules', rule, 'host');
    const text = isDefault ? ', what no rule takes' : (getString(ingress.tree, ...path.slice(0, -1), 'path') ?? '/');
    return {
      address: `${host ?? 'any host'}${text}`,
      to: within(backendOf(ingress.get(...path))),
      ...placeIn(ingress, isDefault ? path : path.slice(0, -1)),
    };
  });
}

function backendOf(backend: Tree | undefined): string {
  const name = getString(backend, 'service', 'name') ?? getString(backend, 'serviceName') ?? '?';
  const port = ['number', 'name'].map((field) => valueOf(backend, 'service', 'port', field));
  return `${name}:${port.find((each) => each !== undefined) ?? valueOf(backend, 'servicePort') ?? '?'}`;
}

/** A route of a mesh alone, whose parents are Services, lets nobody in. */
function ofRoute(route: Resource, within: Within): readonly Exposure[] {
  if (!parentRefsOf(route).some(hasListeners)) return [];
  const hosts = hostnamesOf(route);
  return getList(route.tree, 'spec', 'rules').flatMap((rule, at) => {
    const matches = getList(rule, 'matches').map((match) => getString(match, 'path', 'value') ?? '/');
    const to = getList(rule, 'backendRefs').map((ref) => {
      const name = `${getString(ref, 'name') ?? '?'}:${valueOf(ref, 'port') ?? '?'}`;
      const namespace = getString(ref, 'namespace');
      return namespace === undefined ? within(name) : `${namespace}/${name}`;
    });
    return (hosts.length === 0 ? ['any host'] : hosts).flatMap((host) =>
      (matches.length === 0 ? ['/'] : matches).map((path) => ({
        address: host + path,
        to: to.join(', '),
        ...placeIn(route, ['spec', 'rules', at]),
      })),
    );
  });
}

function valueOf(tree: Tree | undefined, ...path: Path): string | number | undefined {
  return getNumber(tree, ...path) ?? getString(tree, ...path);
}

function placeIn(resource: Resource, path: Path): WrittenLine {
  const { file, start } = writtenSpan(resource.at(...path).span);
  return { file: file.path, line: positionAt(file, start).line };
}
