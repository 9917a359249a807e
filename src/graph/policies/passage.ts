import { runningPorts, portsAreKnown } from '../../k8s/listening/running.js';
import { allOf, type Match } from '../../k8s/labels/labels.js';
import { opens, type Direction, type NetworkPolicy, type PolicyRule } from '../../k8s/policies/network-policy.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { UnitObjects } from '../unit/objects.js';
import { isOnHostNetwork } from './peers.js';
import type { Policies } from './policies.js';

/**
 * One end of a connection: the Pods of a template; `outside` for an address outside of the cluster; `proxy` for Pods of
 * which nothing is known, as those of an Ingress controller that is not on disk.
 */
export type End = PodTemplate | 'outside' | 'proxy';

/** The port of the receiving Pods, not that of a Service. */
export interface ReceivingPort {
  readonly number: number;
  readonly protocol: string;
}

/** A rule that lets a connection through, or may. */
export interface Admission {
  readonly policy: NetworkPolicy;
  readonly rule: PolicyRule;
  readonly match: Exclude<Match, 'no'>;
}

/** What is said of a connection at one of its ends: where it leaves, or where it arrives. */
export interface Gate {
  readonly direction: Direction;
  readonly passes: Match;
  /** The policies that isolate this end in this direction, or may. Without any it is open. */
  readonly isolating: readonly NetworkPolicy[];
  /** The rules of these policies that admit the connection, or may; whoever is isolated needs one. */
  readonly admissions: readonly Admission[];
  /** This end has the address of its node, which no policy is for: it is open. */
  readonly onHostNetwork: boolean;
  /** Policies of other APIs for this end, which leave every answer open. */
  readonly others: readonly Resource[];
}

/** A connection passes where both ends let it (semantics 7.10). */
export interface Passage {
  readonly passes: Match;
  /** At the end that connects. */
  readonly egress: Gate;
  /** At the end that listens. */
  readonly ingress: Gate;
}

export interface Passages {
  /** Whether Pods may reach other Pods on a port, by which policies of either end. */
  passage(from: End, to: End, port: ReceivingPort): Passage;
}

type Asked = Pick<Policies, 'isolating' | 'selects' | 'admits' | 'isNamespaceIn' | 'othersFor'>;

export function passagesOf(policies: Asked, { isRefused }: Pick<UnitObjects, 'isRefused'>): Passages {
  const gate = (direction: Direction, own: End, other: End, port: ReceivingPort): Gate => {
    if (typeof own === 'string' || isOnHostNetwork(own))
      return { ...OPEN, direction, onHostNetwork: typeof own !== 'string' };
    const isolating = policies.isolating(own, direction).filter(({ resource }) => !isRefused(resource));
    const receiver = direction === 'ingress' ? own : other;
    const admissions = isolating.flatMap((policy) =>
      policy.rules
        .filter((rule) => rule.direction === direction)
        .flatMap((rule): readonly Admission[] => {
          const match = allOf([opensFor(rule, receiver, port), means(policies, policy, rule, other)]);
          return match === 'no' ? [] : [{ policy, rule, match }];
        }),
    );
    const others = policies.othersFor(own);
    const isSure = (policy: NetworkPolicy): boolean => policies.selects(policy, own) === 'yes';
    const passes = others.length > 0 ? 'unknown' : verdict(isolating, admissions, isSure);
    return { direction, passes, isolating, admissions, onHostNetwork: false, others };
  };
  return {
    passage(from, to, port) {
      const egress = gate('egress', from, to, port);
      const ingress = gate('ingress', to, from, port);
      return { passes: allOf([egress.passes, ingress.passes]), egress, ingress };
    },
  };
}

const OPEN = { passes: 'yes', isolating: [], admissions: [], others: [] } as const;

/**
 * Pods are closed once a policy selects them for sure, and what any policy admits is open. A policy that may select
 * them closes nothing for sure, and opens only what it would itself have closed.
 */
function verdict(
  isolating: readonly NetworkPolicy[],
  admissions: readonly Admission[],
  isSure: (policy: NetworkPolicy) => boolean,
): Match {
  const sure = isolating.filter(isSure);
  const admits = (policy: NetworkPolicy): boolean =>
    admissions.some((admission) => admission.policy === policy && admission.match === 'yes');
  if (sure.some(admits)) return 'yes';
  if (sure.length === 0) return isolating.every(admits) ? 'yes' : 'unknown';
  return admissions.length > 0 || sure.some(({ resource }) => resource.partial) ? 'unknown' : 'no';
}

/** Whether the ports of a rule have that of the receiver; a name is that of a port which its containers declare. */
function opensFor({ ports }: PolicyRule, receiver: End, wanted: ReceivingPort): Match {
  if (ports.length === 0) return 'yes';
  const pods = typeof receiver === 'string' ? undefined : receiver;
  const declared = pods === undefined ? [] : runningPorts(pods).filter(({ protocol }) => protocol === wanted.protocol);
  const named = (name: string): number | undefined => declared.find((port) => port.name === name)?.number;
  if (ports.some((item) => opens(item, wanted, named))) return 'yes';
  const mayBeNamed =
    receiver === 'proxy' || (pods !== undefined && !portsAreKnown(pods))
      ? ports.some(({ port, protocol }) => port.kind === 'name' && protocol === wanted.protocol && !named(port.name))
      : false;
  return mayBeNamed ? 'unknown' : 'no';
}

/** Whether one of the peers of a rule is the other end. */
function means(policies: Asked, policy: NetworkPolicy, { peers }: PolicyRule, other: End): Match {
  if (peers.length === 0) return 'yes';
  const answers = peers.map((peer): Match => {
    if (typeof other !== 'string') return policies.admits(policy, peer, other);
    const { ipBlock, podSelector = [], namespaceSelector } = peer;
    if (ipBlock !== undefined) return other === 'outside' && isEverywhere(peer) ? 'yes' : 'unknown';
    if (other === 'outside') return 'no';
    const isEveryPod = podSelector.length === 0 && namespaceSelector?.length === 0;
    return isEveryPod ? 'yes' : 'unknown';
  });
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

const isEverywhere = ({ ipBlock, except }: PolicyRule['peers'][number]): boolean =>
  ipBlock === '0.0.0.0/0' && except.length === 0;
