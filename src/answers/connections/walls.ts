import { append } from '../../data/group.js';
import { openedFor, openedTogether, openOf, type NamedPorts, type Opening } from '../../graph/passages/opening.js';
import type { Match } from '../../k8s/labels/labels.js';
import type { Direction, NetworkPolicy, PolicyRule } from '../../k8s/policies/network-policy.js';
import type { PeerSet, PeerSets } from './peer-sets.js';
import type { PolicyRuleOf } from './places.js';

/** The policies that isolate the same Pods in one direction, with their rules by whom they mean. */
export interface Wall {
  readonly number: number;
  readonly direction: Direction;
  readonly policies: readonly NetworkPolicy[];
  /** The policies that select these Pods for sure, as one, then each that may select them. */
  readonly parts: readonly WallPart[];
  /** Every set of peers that a rule names. */
  readonly sets: ReadonlySet<PeerSet>;
  /**
   * True where an egress rule opens a port by its name for Pods that it does not name: which port that is depends on
   * each of them.
   */
  readonly opensByName: boolean;
}

interface WallPart {
  readonly isSure: boolean;
  readonly isPartial: boolean;
  /** For anyone at all. */
  readonly broad: readonly PolicyRuleOf[];
  readonly bySet: ReadonlyMap<PeerSet, readonly PolicyRuleOf[]>;
}

export interface WallPolicies extends Pick<Wall, 'number' | 'direction' | 'policies'> {
  /** Those that may select the Pods, or may not. */
  readonly doubtful: ReadonlySet<NetworkPolicy>;
}

export function wallOf({ doubtful, ...wall }: WallPolicies, setOf: PeerSets): Wall {
  const { direction, policies } = wall;
  const rulesOf = (policy: NetworkPolicy): readonly PolicyRule[] =>
    policy.effectiveRules.filter((rule) => rule.direction === direction);
  const part = (some: readonly NetworkPolicy[], isSure: boolean): WallPart => {
    const broad: PolicyRuleOf[] = [];
    const bySet = new Map<PeerSet, PolicyRuleOf[]>();
    for (const policy of some)
      for (const rule of rulesOf(policy)) {
        if (rule.peers.length === 0) broad.push({ policy, rule });
        for (const set of new Set(rule.peers.map((peer) => setOf(policy, peer)))) append(bySet, set, { policy, rule });
      }
    return { isSure, isPartial: some.some(({ resource }) => resource.partial), broad, bySet };
  };
  const certain = policies.filter((policy) => !doubtful.has(policy));
  const parts = [
    ...(certain.length === 0 ? [] : [part(certain, true)]),
    ...policies.filter((policy) => doubtful.has(policy)).map((policy) => part([policy], false)),
  ];
  const sets = new Set(parts.flatMap(({ bySet }) => [...bySet.keys()]));
  return { ...wall, parts, sets, opensByName: direction === 'egress' && parts.some(opensByName) };
}

function opensByName({ broad, bySet }: WallPart): boolean {
  const rules = [...broad, ...[...bySet].flatMap(([{ kind }, those]) => (kind === 'namespaces' ? those : []))];
  return rules.some(({ rule }) => rule.ports.some(({ port }) => port.kind === 'name'));
}

/** The other end of a connection, as a wall sees it. */
export interface Seen {
  readonly membership: ReadonlyMap<PeerSet, Match>;
  /** The names of ports of whoever receives: of the Pods behind the wall, or of the other end. */
  readonly receiver: NamedPorts;
}

/** What passes, and by which rules. */
export interface Passing extends Opening {
  readonly by: readonly PolicyRuleOf[];
}

/** What a wall lets through to or from the other end. */
export function passing(wall: Wall, { membership, receiver }: Seen): Passing {
  const by: PolicyRuleOf[] = [];
  const opened = wall.parts.map(({ isSure, isPartial, broad, bySet }) => {
    const openings: Opening[] = [];
    const add = (rules: readonly PolicyRuleOf[], match: Match): void => {
      for (const each of rules) {
        const opening = openedFor(each.rule.ports, receiver, match);
        if (opening.perhaps.length === 0) continue;
        openings.push(opening);
        by.push(each);
      }
    };
    add(broad, 'yes');
    if (bySet.size < membership.size) for (const [set, rules] of bySet) add(rules, membership.get(set) ?? 'no');
    else for (const [set, match] of membership) add(bySet.get(set) ?? [], match);
    return { ...openOf(openings), isSure, isPartial };
  });
  return { ...openedTogether(opened), by };
}
