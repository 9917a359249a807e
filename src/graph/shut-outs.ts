import { append, groupBy } from '../data/group.js';
import { once } from '../data/once.js';
import type { NameReference } from '../k8s/dns/name-reference.js';
import { callsNobody } from '../k8s/images/calling-nobody.js';
import { sourcesOf } from '../k8s/listening/config-sources.js';
import { opens, type Direction, type NetworkPolicy, type PolicyPort } from '../k8s/policies/network-policy.js';
import type { Service, ServicePort } from '../k8s/services/service.js';
import type { PodTemplate } from '../k8s/workloads/workload.js';
import type { Client } from './names/clients.js';
import type { Names } from './names/names.js';
import { closing, mayMean, type Barriers } from './passages/closing.js';
import type { Ports } from './ports/ports.js';
import type { Selections } from './selection/selection.js';
import type { UnitIndex } from './unit/unit-index.js';

/** A call that the policies of one side drop, whatever the other side says. */
export interface ShutOut {
  readonly direction: Direction;
  readonly caller: PodTemplate;
  readonly name: NameReference;
  readonly call: Client;
  readonly service: Service;
  readonly port: ServicePort;
  /** The port of the Pods behind the Service. */
  readonly number: number;
  readonly callee: PodTemplate;
  /** The item that would let the call through if a policy saw the port of the Service. */
  readonly mistaken?: PolicyPort | undefined;
}

export interface ShutOuts {
  /** The calls that a policy drops, with all others of its Pods; of several such policies the one that says most. */
  shutOut(policy: NetworkPolicy): readonly ShutOut[];
}

interface Parts extends Barriers {
  readonly index: Pick<UnitIndex, 'services'>;
  readonly selections: Pick<Selections, 'of'>;
  readonly ports: Pick<Ports, 'resolve'>;
  readonly names: Pick<Names, 'clientsOf' | 'readersOf'>;
}

/** A connection that a call makes, to one kind of Pods behind the Service. */
type Connection = Omit<ShutOut, 'direction'>;

/**
 * Calls that stand on disk, against the NetworkPolicies of both ends (semantics 7.10). A call is dropped for sure where
 * each policy that counts is known in full and none of their rules admits it; what a slip keeps from admitting it is
 * said of that slip.
 */
export function shutOutsOf(parts: Parts): ShutOuts {
  const all = once(() => {
    const found = new Map<NetworkPolicy, ShutOut[]>();
    for (const calls of callsOf(parts)) {
      const dropped = calls.map((call) => DIRECTIONS.flatMap((direction) => droppedBy(parts, call, direction) ?? []));
      // Of those who share a text only some may call: one that gets through may be the one.
      if (dropped.some((drops) => drops.length === 0)) continue;
      // Both ends are said: a call that the one lets through is still dropped by the other.
      const agreed = dropped.flat().filter(({ shutOut }) => isForAll(dropped, shutOut.direction));
      for (const { policy, shutOut } of agreed.length > 0 ? agreed : dropped.flat()) append(found, policy, shutOut);
    }
    return found;
  });
  return { shutOut: (policy) => (parts.policies.mixed() ? [] : (all().get(policy) ?? [])) };
}

/** An end that lets some of the readers of a text through may do so for the one that calls. */
function isForAll(dropped: readonly (readonly Drop[])[], direction: Direction): boolean {
  return dropped.every((drops) => drops.some(({ shutOut }) => shutOut.direction === direction));
}

type Call = Pick<ShutOut, 'service' | 'call' | 'name' | 'caller'>;

/** Every call by name to a Service whose Pods are known, once for each that reads the text. */
function callsOf(parts: Parts): readonly (readonly Call[])[] {
  const texts = textsOf(parts);
  const lists = new Map(
    [...groupBy(texts, ({ call }) => call.from)].map(([from, some]) => [from, isListOfReaders(some)]),
  );
  return texts.map(({ service, call, name, readers, others }): readonly Call[] => {
    // A text may tell a reader its own address; a list that has those of several readers is for the others.
    const isOwn = others.length < readers.length && lists.get(call.from) !== true;
    const isOdd = ({ workload }: PodTemplate): boolean => workload.guessed || parts.isRefused(workload.resource);
    const callers = others.filter((reader) => mayCall(reader, name));
    return isOwn || others.some(isOdd) ? [] : callers.map((caller) => ({ service, call, name, caller }));
  });
}

/** False for a store, which reads no variable that names others; a mounted file it may read. */
function mayCall(reader: PodTemplate, { container, field, from }: NameReference): boolean {
  const isMounted = sourcesOf(reader, []).some(({ kind, name }) => kind === from.kind && name === from.name);
  const readers = container === undefined ? reader.containers : [container];
  return !['env', 'data'].includes(field) || isMounted || !readers.every(callsNobody);
}

interface CallingText extends Pick<Call, 'service' | 'call' | 'name'> {
  readonly readers: readonly PodTemplate[];
  /** The readers but for those that are behind the Service. */
  readonly others: readonly PodTemplate[];
}

const isListOfReaders = (texts: readonly CallingText[]): boolean =>
  new Set(texts.flatMap(({ service, readers, others }) => (others.length < readers.length ? [service] : []))).size > 1;

function textsOf({ index, selections, names, isRefused }: Parts): readonly CallingText[] {
  return index.services.flatMap((service) => {
    const { templates, uncertain } = selections.of(service);
    if (uncertain || templates.length === 0 || isRefused(service.resource)) return [];
    const callees = new Set(templates.map(({ workload }) => workload));
    return names.clientsOf(service).flatMap((call): readonly CallingText[] => {
      const { name, from } = call;
      if (name === undefined) return []; // an Ingress controller or the control plane calls
      const readers = name.template === undefined ? readersOf(name, names.readersOf(from)) : [name.template];
      return [{ service, call, name, readers, others: readers.filter(({ workload }) => !callees.has(workload)) }];
    });
  });
}

/**
 * The Pods that read the entry of a ConfigMap or Secret in which the name stands. Where some ask for it by its key,
 * those that take all entries have it among others, and need not call.
 */
export function readersOf({ from, key }: NameReference, readers: readonly PodTemplate[]): readonly PodTemplate[] {
  const asking = (reader: PodTemplate): readonly (string | undefined)[] =>
    sourcesOf(reader, reader.containers)
      .filter(({ kind, name }) => kind === from.kind && name === from.name)
      .map((source) => source.key);
  const byKey = readers.filter((reader) => asking(reader).includes(key));
  return byKey.length > 0 ? byKey : readers.filter((reader) => asking(reader).includes(undefined));
}

const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

interface Drop {
  readonly policy: NetworkPolicy;
  readonly shutOut: ShutOut;
}

/** The policy that drops a call on every port and to every Pod that it may mean, and one of these connections. */
function droppedBy(parts: Parts, call: Call, direction: Direction): Drop | undefined {
  let first: Drop | undefined;
  for (const connection of connectionsOf(parts, call)) {
    const { caller, callee, number, port, service } = connection;
    const reaching = { caller, callee, number, offered: [port.port], protocol: port.protocol };
    const near = direction === 'ingress' ? service.resource : caller.workload.resource;
    const policy = closing(parts, reaching, direction, near);
    if (policy === undefined) return undefined;
    const mistaken = mistakenIn(parts, policy, connection, direction);
    first ??= { policy, shutOut: { ...connection, direction, mistaken } };
  }
  return first;
}

/** One by one, since the first that gets through ends the question. */
function* connectionsOf({ selections, ports }: Parts, { service, call, name, caller }: Call): Iterable<Connection> {
  const wanted = service.ports.filter(
    ({ port, name }) => call.port === undefined || call.port === port || call.port === name,
  );
  for (const callee of selections.of(service).templates)
    for (const port of wanted) {
      const { number } = ports.resolve(port, callee);
      if (number !== undefined) yield { service, call, name, caller, port, number, callee };
    }
}

/** The port of the Service where that of its Pods is wanted. */
function mistakenIn(
  { policies }: Parts,
  policy: NetworkPolicy,
  { port, callee }: Connection,
  direction: Direction,
): PolicyPort | undefined {
  if (direction === 'ingress') return undefined;
  return policy.rules
    .filter((rule) => rule.direction === direction && mayMean(policies, policy, rule, callee))
    .flatMap(({ ports }) => ports)
    .find((item) => opens(item, { number: port.port, protocol: port.protocol }, () => undefined));
}
