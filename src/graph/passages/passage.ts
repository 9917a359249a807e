import { allOf, type Match } from '../../k8s/labels/labels.js';
import type { Direction, NetworkPolicy, PolicyRule } from '../../k8s/policies/network-policy.js';
import { includes } from '../../k8s/policies/port-set.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { UnitObjects } from '../unit/objects.js';
import {
  isOpen,
  namedPortsOf,
  type NamedPorts,
  NO_NAMES,
  openedFor,
  openedTogether,
  type Opening,
  openOf,
  UNKNOWN_NAMES,
} from './opening.js';
import { isOnHostNetwork } from '../policies/peers.js';
import type { Policies } from '../policies/policies.js';

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
      return { ...UNGUARDED, direction, onHostNetwork: typeof own !== 'string' };
    const isolating = policies.isolating(own, direction).filter(({ resource }) => !isRefused(resource));
    const receiver = namesOf(direction === 'ingress' ? own : other);
    const openings = isolating.map((policy) => {
      const rules = policy.rules
        .filter((rule) => rule.direction === direction)
        .map((rule) => ({ rule, opening: openedFor(rule.ports, receiver, means(policies, policy, rule, other)) }));
      return {
        ...openOf(rules.map(({ opening }) => opening)),
        policy,
        rules,
        isSure: policies.selects(policy, own) === 'yes',
        isPartial: policy.resource.partial,
      };
    });
    const opens = (opening: Opening): Match => isOpen(opening, (set) => includes(set, port));
    const admissions = openings.flatMap(({ policy, rules }) =>
      rules.flatMap(({ rule, opening }): readonly Admission[] => {
        const match = opens(opening);
        return match === 'no' ? [] : [{ policy, rule, match }];
      }),
    );
    const others = policies.othersFor(own);
    const passes = others.length > 0 ? 'unknown' : opens(openedTogether(openings));
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

const UNGUARDED = { passes: 'yes', isolating: [], admissions: [], others: [] } as const;

function namesOf(receiver: End): NamedPorts {
  if (receiver === 'outside') return NO_NAMES;
  return receiver === 'proxy' ? UNKNOWN_NAMES : namedPortsOf(receiver);
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
