import { get, getList, getNumber, getString, type Path, type Place, type Tree } from '../../tree/tree.js';
import { readLabelSelector, type Requirement } from '../labels/labels.js';
import { isKind, type Resource } from '../object/resource.js';

export type Direction = 'ingress' | 'egress';
export const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

/** The list of a rule that names the other side: sources of ingress, destinations of egress. */
export const PEERS: Readonly<Record<Direction, 'from' | 'to'>> = { ingress: 'from', egress: 'to' };

/** The names of the directions in `policyTypes`. */
export const TYPES: Readonly<Record<Direction, 'Ingress' | 'Egress'>> = { ingress: 'Ingress', egress: 'Egress' };

/**
 * The port that an item of `ports` opens: a number, with `end` a range, or the name of a container port of the
 * receiving Pod.
 */
export type OpenPort =
  | { readonly kind: 'any' }
  | { readonly kind: 'number'; readonly number: number; readonly end: number }
  | { readonly kind: 'name'; readonly name: string };

export interface PolicyPort {
  readonly port: OpenPort;
  /** `TCP` where none is written. */
  readonly protocol: string;
  readonly isProtocolWritten: boolean;
  at(...path: Path): Place;
  keyAt(...path: Path): Place;
}

/** One item of `from` or `to`. */
export interface PolicyPeer {
  readonly index: number;
  readonly at: Place;
  /** Undefined where absent: every Pod of the namespaces; empty: every Pod, too. */
  readonly podSelector: readonly Requirement[] | undefined;
  /** Undefined where absent: the policy's own namespace; empty: every namespace. */
  readonly namespaceSelector: readonly Requirement[] | undefined;
  readonly ipBlock: string | undefined;
  /** The ranges within the block that are left out. */
  readonly except: readonly string[];
}

/** One item of `ingress` or `egress`. */
export interface PolicyRule {
  readonly direction: Direction;
  readonly path: Path;
  /** Empty for any source or destination at all, outside the cluster too. */
  readonly peers: readonly PolicyPeer[];
  /** Empty for any port. */
  readonly ports: readonly PolicyPort[];
}

/** A NetworkPolicy, read with the defaults of the API server (semantics 7.10). */
export interface NetworkPolicy {
  readonly resource: Resource;
  readonly name: string;
  /** Empty for every Pod of the namespace. */
  readonly podSelector: readonly Requirement[];
  /** The directions in which the selected Pods are closed but for what rules allow. */
  readonly directions: readonly Direction[];
  /** Every rule that is written, those of an absent direction too, which nobody reads. */
  readonly rules: readonly PolicyRule[];
  /** Those of its directions. */
  readonly effectiveRules: readonly PolicyRule[];
}

/** Undefined for what is no NetworkPolicy. */
export function readNetworkPolicy(resource: Resource): NetworkPolicy | undefined {
  if (!isKind(resource, 'networking.k8s.io', 'NetworkPolicy')) return undefined;
  const directions = DIRECTIONS.filter((direction) => isIsolated(resource, direction));
  const rules = DIRECTIONS.flatMap((direction) =>
    getList(resource.tree, 'spec', direction).map((_, index) => readRule(resource, direction, index)),
  );
  return {
    resource,
    name: resource.name ?? '',
    podSelector: readSelector(resource, ['spec', 'podSelector']),
    directions,
    rules,
    effectiveRules: rules.filter(({ direction }) => directions.includes(direction)),
  };
}

/** Without `policyTypes` a policy is for ingress, and for egress if it has at least one egress rule. */
function isIsolated(resource: Resource, direction: Direction): boolean {
  const types = writtenTypes(resource);
  if (types.length > 0) return types.includes(TYPES[direction]);
  return direction === 'ingress' || getList(resource.tree, 'spec', direction).length > 0;
}

/** `spec.policyTypes`; empty where absent or empty, which is the same to the API server. */
export function writtenTypes(resource: Resource): readonly string[] {
  return getList(resource.tree, 'spec', 'policyTypes').map((item) => getString(item) ?? '');
}

/** The paths of the items of `ports` in every rule. */
export function policyPortPaths(resource: Resource): readonly Path[] {
  return DIRECTIONS.flatMap((direction) =>
    getList(resource.tree, 'spec', direction).flatMap((rule, index) =>
      getList(rule, 'ports').map((_, item): Path => ['spec', direction, index, 'ports', item]),
    ),
  );
}

function readRule(resource: Resource, direction: Direction, index: number): PolicyRule {
  const path = ['spec', direction, index];
  return {
    direction,
    path,
    peers: getList(resource.get(...path), PEERS[direction]).map((tree, item) =>
      readPeer(resource, tree, [...path, PEERS[direction], item]),
    ),
    ports: getList(resource.get(...path), 'ports').map((tree, item) =>
      readPort(resource, tree, [...path, 'ports', item]),
    ),
  };
}

function readPeer(resource: Resource, tree: Tree, path: Path): PolicyPeer {
  const selector = (field: string): readonly Requirement[] | undefined =>
    get(tree, field) === undefined ? undefined : readSelector(resource, [...path, field]);
  return {
    index: Number(path.at(-1)),
    at: resource.at(...path),
    podSelector: selector('podSelector'),
    namespaceSelector: selector('namespaceSelector'),
    ipBlock: get(tree, 'ipBlock') === undefined ? undefined : (getString(tree, 'ipBlock', 'cidr') ?? ''),
    except: getList(tree, 'ipBlock', 'except').map((item) => getString(item) ?? ''),
  };
}

function openPort(tree: Tree): OpenPort {
  const number = getNumber(tree, 'port');
  if (number !== undefined) return { kind: 'number', number, end: getNumber(tree, 'endPort') ?? number };
  const name = getString(tree, 'port') ?? '';
  return name === '' ? { kind: 'any' } : { kind: 'name', name };
}

function readPort(resource: Resource, tree: Tree, path: Path): PolicyPort {
  return {
    port: openPort(tree),
    // `tcp` is refused, and said to be; what it means is plain.
    protocol: (getString(tree, 'protocol') || 'TCP').toUpperCase(),
    isProtocolWritten: get(tree, 'protocol') !== undefined,
    at: (...field) => resource.at(...path, ...field),
    keyAt: (...field) => resource.keyAt(...path, ...field),
  };
}

/** True if the item opens `number` with that protocol for Pods whose port of a wanted name is what `named` answers. */
export function opens(
  { port, protocol }: PolicyPort,
  wanted: { readonly number: number; readonly protocol: string },
  named: (name: string) => number | undefined,
): boolean {
  if (protocol !== wanted.protocol) return false;
  if (port.kind === 'any') return true;
  return port.kind === 'name'
    ? named(port.name) === wanted.number
    : port.number <= wanted.number && wanted.number <= port.end;
}

/** The requirements at `path`; `In` with a single value is a pair, as its `matchLabels` form is. */
function readSelector(resource: Resource, path: Path): readonly Requirement[] {
  const places = getList(resource.get(...path), 'matchExpressions').map((_, index) => [
    ...path,
    'matchExpressions',
    index,
  ]);
  return readLabelSelector(resource.tree, path).map((requirement) => {
    const [value] = requirement.values;
    const place = places.find(
      (expression) => resource.at(...expression, 'key').span.start === requirement.at.span.start,
    );
    if (
      requirement.pair !== undefined ||
      requirement.operator !== 'In' ||
      requirement.values.length !== 1 ||
      value === undefined ||
      place === undefined
    )
      return requirement;
    const { key, operator, values, at } = requirement;
    return { key, operator, values, at, pair: { key, value, keyAt: at, valueAt: resource.at(...place, 'values', 0) } };
  });
}

/**
 * Whether a rule admits Pods of the policy's own namespace, and nobody else; labels that a proxy may carry leave that
 * open, unless the Pods that carry them are known.
 */
export function isForOwnPods({ peers }: PolicyRule, areKnown: (peer: PolicyPeer) => boolean): boolean {
  return (
    peers.length > 0 &&
    peers.every((peer) => {
      const { podSelector, namespaceSelector, ipBlock } = peer;
      const isOwn = podSelector !== undefined && namespaceSelector === undefined && ipBlock === undefined;
      return isOwn && (!podSelector.some(isOfProxy) || areKnown(peer));
    })
  );
}

const isOfProxy = ({ key, values }: Requirement): boolean => [key, ...values].some((word) => PROXY.test(word));

const PROXY = /ingress|nginx|traefik|gateway|proxy|kong|contour|envoy|router|load-?balancer/i;

/**
 * Whether a peer means the Pods of a controller for the whole cluster by the labels that its chart gives them. The
 * manuals install it into a namespace of its own, which no application shares (semantics 7.10).
 */
export function isOfClusterController({ podSelector }: PolicyPeer): boolean {
  return podSelector?.some(({ values }) => values.some((value) => CLUSTER_CONTROLLER.test(value))) === true;
}

const CLUSTER_CONTROLLER = /^(?:ingress-nginx|nginx-ingress|haproxy-ingress|kubernetes-ingress)(?:-controller)?$/;
