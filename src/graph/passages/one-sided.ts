import { append } from '../../data/group.js';
import { once } from '../../data/once.js';
import type {
  Direction,
  NetworkPolicy,
  PolicyPeer,
  PolicyPort,
  PolicyRule,
} from '../../k8s/policies/network-policy.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Policies } from '../policies/policies.js';
import type { Ports } from '../ports/ports.js';
import type { Selections } from '../selection/selection.js';
import type { UnitIndex } from '../unit/unit-index.js';
import { closing, type Barriers, type Reaching } from './closing.js';

/** A rule that lets some Pods through at one end, while the policies of the other end let none of them. */
export interface OneSided {
  readonly policy: NetworkPolicy;
  readonly peer: PolicyPeer;
  /** The direction in which the other end is closed. */
  readonly direction: Direction;
  readonly caller: PodTemplate;
  readonly callee: PodTemplate;
  /** A port of the receiving Pods. */
  readonly number: number;
}

export interface OneSidedPassages {
  /** What others open for one end, and a policy closes at the other. */
  oneSided(closed: NetworkPolicy): readonly OneSided[];
}

interface Parts extends Barriers {
  readonly index: Pick<UnitIndex, 'policies'>;
  readonly selections: Pick<Selections, 'servicesOf'>;
  readonly ports: Pick<Ports, 'resolve'>;
}

/** Two ends that a rule means; one that means more is no word about any of them. */
const MOST_PAIRS = 8;

/**
 * A rule that names certain Pods says that they connect, whatever text holds the address (semantics 7.10). Where the
 * policies of the other end admit none of these connections, one of the two is wrong.
 */
export function oneSidedPassagesOf(parts: Parts): OneSidedPassages {
  const { index, policies } = parts;
  const all = once(() => {
    const found = new Map<NetworkPolicy, OneSided[]>();
    for (const policy of index.policies) {
      if (policy.resource.partial || parts.isRefused(policy.resource)) continue;
      for (const rule of policy.effectiveRules)
        for (const peer of rule.peers) {
          const [closed, oneSided] = closedTo(parts, policy, rule, peer) ?? [];
          if (closed !== undefined && oneSided !== undefined) append(found, closed, oneSided);
        }
    }
    return found;
  });
  return { oneSided: (closed) => (policies.mixed() ? [] : (all().get(closed) ?? [])) };
}

type Closed = readonly [closed: NetworkPolicy, oneSided: OneSided];

/** The policy that closes the other end to each pair on each port that a peer of a rule means, and one of these. */
function closedTo(parts: Parts, policy: NetworkPolicy, rule: PolicyRule, peer: PolicyPeer): Closed | undefined {
  const direction = rule.direction === 'ingress' ? 'egress' : 'ingress';
  let first: Closed | undefined;
  for (const [caller, callee] of pairsOf(parts, policy, rule, peer)) {
    const end = direction === 'egress' ? caller : callee;
    if (parts.policies.isolating(end, direction).length === 0) return undefined;
    const reached = portsOf(parts, rule, callee);
    if (reached.length === 0) return undefined;
    for (const port of reached) {
      const closed = closing(parts, { caller, callee, ...port }, direction, end.workload.resource);
      if (closed === undefined) return undefined;
      first ??= [closed, { policy, peer, direction, caller, callee, number: port.number }];
    }
  }
  return first;
}

type Pair = readonly [caller: PodTemplate, callee: PodTemplate];

/** Empty where a rule means many, or where it is not sure whom it means. */
function pairsOf(
  { policies, isRefused }: Parts,
  policy: NetworkPolicy,
  { direction }: PolicyRule,
  peer: PolicyPeer,
): readonly Pair[] {
  if (peer.ipBlock !== undefined || peer.podSelector === undefined || peer.podSelector.length === 0) return [];
  const own = policies.selected(policy);
  const others = own.length === 0 || own.length > MOST_PAIRS ? [] : policies.admitted(policy, peer);
  if (others.length === 0 || own.length * others.length > MOST_PAIRS) return [];
  // Who means the Pods of the policy itself as well means all of an application.
  if (others.some((template) => own.includes(template))) return [];
  const isOdd = ({ workload }: PodTemplate): boolean => workload.guessed || isRefused(workload.resource);
  if ([...own, ...others].some(isOdd)) return [];
  if (!own.every((template) => policies.selects(policy, template) === 'yes')) return [];
  if (!others.every((template) => policies.admits(policy, peer, template) === 'yes')) return [];
  if (own.some((here) => others.some((there) => isAnswered(policies, here, there, direction)))) return [];
  return own.flatMap((here) => others.map((there): Pair => (direction === 'ingress' ? [there, here] : [here, there])));
}

/** Whether it is the other way round: who opens the way there as well may think that answers need a rule. */
function isAnswered({ isolating, admits }: Policies, here: PodTemplate, there: PodTemplate, by: Direction): boolean {
  const direction = by === 'ingress' ? 'egress' : 'ingress';
  return isolating(here, direction).some((policy) =>
    policy.effectiveRules.some(
      (rule) => rule.direction === direction && rule.peers.some((peer) => admits(policy, peer, there) === 'yes'),
    ),
  );
}

type Reached = Pick<Reaching, 'number' | 'offered' | 'protocol'>;

/** The ports that a rule opens, each a number; none where it opens a range. */
function portsOf({ selections, ports }: Parts, rule: PolicyRule, callee: PodTemplate): readonly Reached[] {
  const declared = callee.runningPorts;
  const numbersOf = ({ port, protocol }: PolicyPort): readonly Pick<Reached, 'number' | 'protocol'>[] => {
    if (port.kind === 'number') return port.number === port.end ? [{ number: port.number, protocol }] : [];
    return declared.filter((each) => each.protocol === protocol && (port.kind === 'any' || each.name === port.name));
  };
  const opened = rule.ports.length === 0 ? declared : rule.ports.flatMap(numbersOf);
  return opened.map(({ number, protocol }) => ({
    number,
    protocol,
    offered: selections
      .servicesOf(callee)
      .flatMap((service) => service.ports.filter((port) => ports.resolve(port, callee).number === number))
      .map(({ port }) => port),
  }));
}
