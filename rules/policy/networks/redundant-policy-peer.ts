import type { NetworkPolicy, PolicyPeer, PolicyRule } from '../../../src/k8s/policies/network-policy.js';
import { describe } from '../../../src/k8s/object/resource.js';
import { defineAdmissionRule, type Finding } from '../../../src/rule/rule.js';

/**
 * Items of `from` and `to` are alternatives: beside one that means every Pod of the cluster, another podSelector adds
 * nothing (semantics 7.10).
 */
export default defineAdmissionRule({
  id: 'redundant-policy-peer',
  severity: 'warning',
  summary: 'A pod selector beside a peer that already means every Pod of the cluster',
  kinds: ['NetworkPolicy'],
  fixable: false,
  since: '0.1.0',
  *check(policy) {
    for (const rule of policy.rules) {
      const every = rule.peers.find(
        ({ podSelector, namespaceSelector }) => podSelector === undefined && namespaceSelector?.length === 0,
      );
      const narrow = rule.peers.find((peer) => peer !== every && (peer.podSelector?.length ?? 0) > 0);
      if (every !== undefined && narrow !== undefined) yield redundant(policy, rule, every, narrow);
    }
  },
});

function redundant(
  { resource }: NetworkPolicy,
  { direction }: PolicyRule,
  every: PolicyPeer,
  narrow: PolicyPeer,
): Finding {
  const side = direction === 'ingress' ? 'source' : 'destination';
  return {
    message: `${describe(resource)} has a ${side} for every Pod of the cluster beside one that selects Pods`,
    at: { place: every.at, text: 'alone in its item, this means every Pod of every namespace' },
    related: [{ place: narrow.at, text: 'so that this narrows nothing' }],
    notes: ['items are alternatives; only the selectors within one item must both match'],
    help: 'write both selectors in one item, without the second dash; or drop the item that adds nothing',
  };
}
