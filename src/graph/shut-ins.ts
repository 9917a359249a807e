import { append } from '../data/group.js';
import { once } from '../data/once.js';
import { dialledPort } from '../k8s/dns/dialled-port.js';
import { isDnsPort, isForDnsOnly } from '../k8s/policies/dns-access.js';
import type { NetworkPolicy, PolicyPeer, PolicyRule } from '../k8s/policies/network-policy.js';
import type { PodTemplate } from '../k8s/workloads/workload.js';
import type { AbsentCall } from './names/clients.js';
import type { Names } from './names/names.js';
import { isSure, type Barriers } from './passages/closing.js';
import { isOfSystem } from './policies/missed-namespaces.js';
import { readersOf } from './shut-outs.js';
import type { UnitIndex } from './unit/unit-index.js';

/** A call of a Service that is not on disk, which the policies of the caller drop, whatever Pods are behind it. */
export interface ShutIn extends AbsentCall {
  readonly caller: PodTemplate;
}

export interface ShutIns {
  /** The calls into namespaces to which no rule leads, said of the policy that says most. */
  shutIn(policy: NetworkPolicy): readonly ShutIn[];
}

interface Parts extends Barriers {
  readonly index: Pick<UnitIndex, 'policies'>;
  readonly names: Pick<Names, 'callsBeyond' | 'readersOf'>;
}

/**
 * A full name says the namespace that it leads to. Where no rule for egress may mean Pods of that namespace, it does
 * not matter which Pods they are (semantics 7.10).
 */
export function shutInsOf(parts: Parts): ShutIns {
  const all = once(() => {
    const found = new Map<NetworkPolicy, ShutIn[]>();
    if (!parts.index.policies.some(({ directions }) => directions.includes('egress'))) return found;
    for (const call of parts.names.callsBeyond()) {
      const callers = callersOf(parts, call);
      const closed = callers.map((caller) => ({ caller, policy: closingTo(parts, call, caller) }));
      // Of those who share a text only some may call: one that gets through may be the one.
      for (const { caller, policy } of closed.some((each) => each.policy === undefined) ? [] : closed)
        if (policy !== undefined) append(found, policy, { ...call, caller });
    }
    return found;
  });
  return { shutIn: (policy) => (parts.policies.mixed() ? [] : (all().get(policy) ?? [])) };
}

/** Who calls; nobody where it is not sure that they are as they stand on disk. */
function callersOf({ names, isRefused }: Parts, { name }: AbsentCall): readonly PodTemplate[] {
  if (name.resolver !== undefined) return [];
  const callers = name.template === undefined ? readersOf(name, names.readersOf(name.from)) : [name.template];
  const isOdd = ({ workload, onHostNetwork }: PodTemplate): boolean =>
    workload.guessed || onHostNetwork || isRefused(workload.resource);
  return callers.some(isOdd) ? [] : callers;
}

/** The policy that closes the caller to every Pod of a namespace, with all others of its Pods. */
function closingTo(parts: Parts, call: AbsentCall, caller: PodTemplate): NetworkPolicy | undefined {
  const { policies, policiesElsewhere, namespaces } = parts;
  const { resource } = caller.workload;
  const isolating = policies.isolating(caller, 'egress');
  if (isolating.length === 0 || !isolating.every((policy) => isSure(parts, policy, caller, resource))) return undefined;
  const mayLead = (policy: NetworkPolicy): boolean =>
    policy.rules.some(
      (rule) => rule.direction === 'egress' && mayOpen(rule, call) && mayMean(parts, policy, rule, call.namespace),
    );
  if (isolating.some(mayLead)) return undefined;
  const beyond = policiesElsewhere(namespaces.of(resource));
  if (beyond.some((policy) => policies.selects(policy, caller) !== 'no' && mayLead(policy))) return undefined;
  return isolating.find(({ rules }) => rules.some(({ direction }) => direction === 'egress')) ?? isolating[0];
}

/** Which port the Pods have is known to nobody; those of DNS are for nothing else. */
function mayOpen(rule: PolicyRule, { name, service }: AbsentCall): boolean {
  if (!isForDnsOnly(rule)) return true;
  const dialled = dialledPort(name);
  return dialled === undefined ? /dns|resolv/i.test(`${name.key} ${service}`) : isDnsPort(dialled);
}

/** Whether a rule may mean Pods of a namespace, whatever their labels. */
function mayMean(
  { policies, namespaces }: Parts,
  { resource }: NetworkPolicy,
  { peers }: PolicyRule,
  namespace: string,
): boolean {
  const own = namespaces.of(resource);
  const isMeant = ({ ipBlock, namespaceSelector }: PolicyPeer): boolean => {
    if (ipBlock !== undefined) return true;
    if (namespaceSelector === undefined) return own === null || own === namespace;
    const isOther = namespaceSelector.some(({ pair }) => pair && isOfSystem(pair) && pair.value !== namespace);
    return !isOther && policies.isNamespaceIn(namespaceSelector, namespace) !== 'no';
  };
  return peers.length === 0 || peers.some(isMeant);
}
