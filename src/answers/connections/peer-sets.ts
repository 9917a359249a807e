import type { Graph } from '../../graph/graph.js';
import type { Requirement } from '../../k8s/labels/labels.js';
import type { NetworkPolicy, PolicyPeer } from '../../k8s/policies/network-policy.js';

/** Whom an item of `from` or `to` means; the same for all items that say the same. */
export interface PeerSet {
  readonly number: number;
  /** `pods` by their labels, `namespaces` with every Pod, a `range` of addresses. */
  readonly kind: 'pods' | 'namespaces' | 'range';
  readonly peer: PolicyPeer;
  /** The namespace of the policies that say it. */
  readonly namespace: string | null;
}

export type PeerSets = (policy: NetworkPolicy, peer: PolicyPeer) => PeerSet;

/** Each meaning once. */
export function peerSetsOf(namespaces: Graph['namespaces']): PeerSets {
  const known = new Map<string, PeerSet>();
  return (policy, peer) => {
    const namespace = namespaces.of(policy.resource);
    const { podSelector = [], namespaceSelector, ipBlock, except } = peer;
    const where = namespaceSelector?.map(plain) ?? namespace;
    const meaning = JSON.stringify(ipBlock === undefined ? [podSelector.map(plain), where] : [ipBlock, ...except]);
    const set = known.get(meaning) ?? { number: known.size, kind: kindOf(peer), peer, namespace };
    known.set(meaning, set);
    return set;
  };
}

function kindOf({ ipBlock, podSelector = [] }: PolicyPeer): PeerSet['kind'] {
  if (ipBlock !== undefined) return 'range';
  return podSelector.length === 0 ? 'namespaces' : 'pods';
}

const plain = ({ key, operator, values }: Requirement): readonly string[] => [key, operator, ...values];

/** A selector as kubectl writes it: `app=web,tier in (a,b)`. */
export function selectorText(selector: readonly Requirement[]): string {
  return selector.map(requirementText).join(',');
}

function requirementText({ key, operator, values }: Requirement): string {
  const all = values.join(',');
  switch (operator) {
    case 'In':
      return values.length === 1 ? `${key}=${all}` : `${key} in (${all})`;
    case 'NotIn':
      return values.length === 1 ? `${key}!=${all}` : `${key} notin (${all})`;
    case 'DoesNotExist':
      return `!${key}`;
    default:
      return key;
  }
}
