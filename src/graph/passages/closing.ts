import {
  opens,
  type Direction,
  type NetworkPolicy,
  type PolicyPeer,
  type PolicyPort,
  type PolicyRule,
} from '../../k8s/policies/network-policy.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Policies } from '../policies/policies.js';
import type { Namespaces } from '../unit/namespaces.js';

/** What may stand between two ends, and how much of it is known. */
export interface Barriers {
  readonly namespaces: Namespaces;
  readonly policies: Policies;
  /** The NetworkPolicies of other units which are, or may be, in a namespace. */
  readonly policiesElsewhere: (namespace: string | null) => readonly NetworkPolicy[];
  readonly isRefused: (resource: Resource) => boolean;
  /** True where somebody says to which namespace everything goes. */
  readonly isNamespaceKnown: boolean;
}

/** Pods that connect to a port of other Pods. */
export interface Reaching {
  readonly caller: PodTemplate;
  readonly callee: PodTemplate;
  readonly number: number;
  /** The ports of Services that lead there, which are not what a policy sees. */
  readonly offered: readonly number[];
  readonly protocol: string;
}

/**
 * The policy that closes one end to a connection, with all others of its Pods; `near` is what the policy is held
 * against. Undefined where some policy admits the connection, or may, or where one of them is not sure to isolate its
 * end.
 */
export function closing(
  parts: Barriers,
  connection: Reaching,
  direction: Direction,
  near: Resource,
): NetworkPolicy | undefined {
  const { policies, policiesElsewhere, namespaces } = parts;
  const isIngress = direction === 'ingress';
  const end = isIngress ? connection.callee : connection.caller;
  const isolating = policies.isolating(end, direction);
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
export function isSure(
  { policies, isRefused, isNamespaceKnown }: Barriers,
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
    (podSelector.length > 0 && (resource.file.folder === near.file.folder || namesCallers(policies, policy)))
  );
}

/** A policy that selects these Pods and admits others by their labels is for this application, wherever it stands. */
function namesCallers(policies: Policies, policy: NetworkPolicy): boolean {
  return policy.rules.some(({ peers }) =>
    peers.some((peer) => (peer.podSelector ?? []).length > 0 && policies.admitted(policy, peer).length > 0),
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
function opensPort(
  { ports }: PolicyRule,
  { number, offered, protocol, callee }: Reaching,
  isServicePortSaid: boolean,
): boolean {
  const named = (name: string): number | undefined =>
    callee.runningPorts.find((declared) => declared.name === name && declared.protocol === protocol)?.number;
  const numbers = isServicePortSaid ? [number, ...offered] : [number];
  const isOpen = (item: PolicyPort): boolean =>
    numbers.some((each) => opens(item, { number: each, protocol }, named)) ||
    (item.port.kind === 'name' && named(item.port.name) === undefined);
  return ports.length === 0 || ports.some(isOpen);
}

/** Also by a selector that misses every Pod by a slip of its own. */
export function mayMean(policies: Policies, policy: NetworkPolicy, { peers }: PolicyRule, other: PodTemplate): boolean {
  const isSlip = (peer: PolicyPeer): boolean => {
    const near = policies.nearPeer(policy, peer);
    return (
      (near !== undefined && policies.isSlip(policy, near)) ||
      policies.missedNamespace(peer) !== undefined ||
      policies.gainedPeer(policy, peer)?.template !== undefined ||
      policies.foreign(policy, peer).length > 0
    );
  };
  return peers.length === 0 || peers.some((peer) => policies.admits(policy, peer, other) !== 'no' || isSlip(peer));
}
