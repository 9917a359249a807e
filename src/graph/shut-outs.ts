import { append } from '../data/group.js';
import { once } from '../data/once.js';
import type { NameReference } from '../k8s/dns/name-reference.js';
import { sourcesOf } from '../k8s/listening/config-sources.js';
import {
  opens,
  type Direction,
  type NetworkPolicy,
  type PolicyPeer,
  type PolicyPort,
  type PolicyRule,
} from '../k8s/policies/network-policy.js';
import type { Resource } from '../k8s/object/resource.js';
import type { Service, ServicePort } from '../k8s/services/service.js';
import type { PodTemplate } from '../k8s/workloads/workload.js';
import type { Client } from './names/clients.js';
import type { Names } from './names/names.js';
import type { Ports } from './ports/ports.js';
import type { Selections } from './selection/selection.js';
import type { Namespaces } from './unit/namespaces.js';
import type { UnitIndex } from './unit/unit-index.js';
import type { Policies } from './policies/policies.js';

/** A call that the policies of one side drop, whatever the other side says. */
export interface ShutOut {
  readonly direction: Direction;
  readonly caller: PodTemplate;
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

interface Parts {
  readonly index: Pick<UnitIndex, 'services'>;
  readonly namespaces: Namespaces;
  readonly policies: Policies;
  readonly selections: Pick<Selections, 'of'>;
  readonly ports: Pick<Ports, 'resolve'>;
  readonly names: Pick<Names, 'clientsOf' | 'readersOf'>;
  /** The NetworkPolicies of other units which are, or may be, in a namespace. */
  readonly policiesElsewhere: (namespace: string | null) => readonly NetworkPolicy[];
  readonly isRefused: (resource: Resource) => boolean;
  /** True where somebody says to which namespace everything goes. */
  readonly isNamespaceKnown: boolean;
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
      const dropped = calls.map((call) => droppedBy(parts, call, 'ingress') ?? droppedBy(parts, call, 'egress'));
      // Of those who share a text only some may call: one that gets through may be the one.
      if (!dropped.every((drop) => drop !== undefined)) continue;
      for (const [policy, shutOut] of dropped) append(found, policy, shutOut);
    }
    return found;
  });
  return { shutOut: (policy) => (parts.policies.mixed() ? [] : (all().get(policy) ?? [])) };
}

type Call = Pick<ShutOut, 'service' | 'call' | 'caller'>;

/** Every call by name to a Service whose Pods are known, once for each that reads the text. */
function callsOf({ index, selections, names, isRefused }: Parts): readonly (readonly Call[])[] {
  return index.services.flatMap((service) => {
    const { templates, uncertain } = selections.of(service);
    if (uncertain || templates.length === 0 || isRefused(service.resource)) return [];
    const callees = new Set(templates.map(({ workload }) => workload));
    return names.clientsOf(service).flatMap((call): readonly (readonly Call[])[] => {
      const { name, from } = call;
      if (name === undefined) return []; // an Ingress controller or the control plane calls
      const callers =
        name.template === undefined ? names.readersOf(from).filter((reader) => reads(reader, name)) : [name.template];
      const isOdd = ({ workload }: PodTemplate): boolean =>
        callees.has(workload) || workload.guessed || isRefused(workload.resource);
      return callers.some(isOdd) ? [] : [callers.map((caller) => ({ service, call, caller }))];
    });
  });
}

/** Whether Pods read the entry of a ConfigMap or Secret in which the name stands, or all of it. */
function reads(template: PodTemplate, { from, key }: NameReference): boolean {
  return sourcesOf(template, template.containers).some(
    (source) =>
      source.kind === from.kind && source.name === from.name && (source.key === undefined || source.key === key),
  );
}

/** The policy that drops a call on every port and to every Pod that it may mean, and one of these connections. */
function droppedBy(parts: Parts, call: Call, direction: Direction): readonly [NetworkPolicy, ShutOut] | undefined {
  let first: readonly [NetworkPolicy, ShutOut] | undefined;
  for (const connection of connectionsOf(parts, call)) {
    const policy = closing(parts, connection, direction);
    if (policy === undefined) return undefined;
    first ??= [policy, { ...connection, direction, mistaken: mistakenIn(parts, policy, connection, direction) }];
  }
  return first;
}

/** One by one, since the first that gets through ends the question. */
function* connectionsOf({ selections, ports }: Parts, { service, call, caller }: Call): Iterable<Connection> {
  const wanted = service.ports.filter(
    ({ port, name }) => call.port === undefined || call.port === port || call.port === name,
  );
  for (const callee of selections.of(service).templates)
    for (const port of wanted) {
      const { number } = ports.resolve(port, callee);
      if (number !== undefined) yield { service, call, caller, port, number, callee };
    }
}

/** Undefined where some policy admits the connection, or may, or where one of them is not sure to isolate its end. */
function closing(parts: Parts, connection: Connection, direction: Direction): NetworkPolicy | undefined {
  const { policies, policiesElsewhere, namespaces } = parts;
  const isIngress = direction === 'ingress';
  const end = isIngress ? connection.callee : connection.caller;
  const isolating = policies.isolating(end, direction);
  const near = isIngress ? connection.service.resource : end.workload.resource;
  if (isolating.length === 0 || !isolating.every((policy) => isSure(parts, policy, end, near))) return undefined;
  const rulesOf = (policy: NetworkPolicy): readonly PolicyRule[] =>
    policy.rules.filter((rule) => rule.direction === direction);
  // A port that is open to nobody is another finding.
  const opensTo = (policy: NetworkPolicy, rule: PolicyRule): boolean =>
    opensPort(rule, connection, isSaidOf(policies, policy, rule));
  if (isIngress && !isolating.some((policy) => rulesOf(policy).some((rule) => opensTo(policy, rule)))) return undefined;
  const other = isIngress ? connection.caller : connection.callee;
  const mayAdmit = (policy: NetworkPolicy): boolean =>
    rulesOf(policy).some((rule) => opensTo(policy, rule) && mayMean(policies, policy, rule, other));
  if (isolating.some(mayAdmit)) return undefined;
  const beyond = policiesElsewhere(namespaces.of(end.workload.resource));
  if (beyond.some((policy) => policies.selects(policy, end) !== 'no' && mayAdmit(policy))) return undefined;
  return isolating.find((policy) => rulesOf(policy).length > 0) ?? isolating[0];
}

/** Whether a policy is known in full, and isolates these Pods whatever else is applied. */
function isSure(
  { policies, isRefused, isNamespaceKnown }: Parts,
  policy: NetworkPolicy,
  end: PodTemplate,
  near: Resource,
): boolean {
  const { resource, podSelector } = policy;
  if (policies.selects(policy, end) !== 'yes' || resource.partial || isRefused(resource)) return false;
  // In a folder of examples, the one that denies everything is not meant for the others.
  return (
    resource.file === near.file ||
    isNamespaceKnown ||
    resource.namespace !== undefined ||
    (podSelector.length > 0 && resource.file.folder === near.file.folder)
  );
}

/**
 * Where all Pods of a rule are known, the port of a Service in it is a slip of its own. A whole namespace may hold
 * others, so that only a call tells it.
 */
function isSaidOf({ receivers }: Policies, policy: NetworkPolicy, rule: PolicyRule): boolean {
  return rule.direction === 'ingress' || !rule.peers.every(isNamespace) || receivers(policy, rule).length > 0;
}

const isNamespace = ({ namespaceSelector, podSelector = [] }: PolicyPeer): boolean =>
  namespaceSelector !== undefined && podSelector.length === 0;

/** Also the port of the Service, or a name that nobody has, where that is a slip of its own. */
function opensPort({ ports }: PolicyRule, { port, number, callee }: Connection, isServicePortSaid: boolean): boolean {
  const named = (name: string): number | undefined =>
    callee.runningPorts.find((declared) => declared.name === name && declared.protocol === port.protocol)?.number;
  const numbers = isServicePortSaid ? [number, port.port] : [number];
  const isOpen = (item: PolicyPort): boolean =>
    numbers.some((each) => opens(item, { number: each, protocol: port.protocol }, named)) ||
    (item.port.kind === 'name' && named(item.port.name) === undefined);
  return ports.length === 0 || ports.some(isOpen);
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

/** Also by a selector that misses every Pod by a slip of its own. */
function mayMean(policies: Policies, policy: NetworkPolicy, { peers }: PolicyRule, other: PodTemplate): boolean {
  const isSlip = (peer: PolicyPeer): boolean => {
    const near = policies.nearPeer(policy, peer);
    return (
      (near !== undefined && policies.isSlip(policy, near)) ||
      policies.missedNamespace(peer) !== undefined ||
      policies.gainedPeer(policy, peer) !== undefined ||
      policies.foreign(policy, peer).length > 0
    );
  };
  return peers.length === 0 || peers.some((peer) => policies.admits(policy, peer, other) !== 'no' || isSlip(peer));
}
