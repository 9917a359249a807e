import { pairsIn } from '../../../src/k8s/labels/labels.js';
import { NAMESPACE_NAME_LABEL } from '../../../src/k8s/labels/label-keys.js';
import {
  PEERS,
  type NetworkPolicy,
  type PolicyPeer,
  type PolicyRule,
} from '../../../src/k8s/policies/network-policy.js';
import { podsWords } from '../../../src/message/labels.js';
import { describe } from '../../../src/k8s/object/resource.js';
import type { PodTemplate } from '../../../src/k8s/workloads/workload.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';
import { code } from '../../../src/text/words.js';

/**
 * A peer with a podSelector alone means Pods of the policy's own namespace; both selectors must stand in one item to
 * meet (semantics 7.10).
 */
export default defineRule({
  id: 'foreign-policy-peer',
  severity: 'warning',
  summary: 'A peer of a NetworkPolicy whose Pods live in another namespace',
  kinds: ['NetworkPolicy'],
  fixable: false,
  since: '0.1.0',

  *check(policy, { unit, policies, namespaces }) {
    if (policy.resource.partial || unit.isRefused(policy.resource)) return;
    for (const rule of policy.effectiveRules) {
      for (const peer of rule.peers) {
        const [template] = policies.foreign(policy, peer);
        if (template === undefined || isOwn(policy, peer)) continue;
        const namespace = namespaces.of(template.workload.resource);
        const beside = rule.peers.find(
          ({ podSelector, namespaceSelector }) =>
            podSelector === undefined &&
            namespaceSelector !== undefined &&
            policies.isNamespaceIn(namespaceSelector, namespace) !== 'no',
        );
        yield foreign({ policy, rule, peer, template, beside });
      }
    }
  },
});

/** The policy's own Pods, which talk to each other: where they are not on disk, nothing is known of them. */
function isOwn({ podSelector }: NetworkPolicy, peer: PolicyPeer): boolean {
  const asked = pairsIn(peer.podSelector ?? []);
  const own = pairsIn(podSelector);
  return (
    own.length > 0 && own.every(({ key, value }) => asked.some((other) => other.key === key && other.value === value))
  );
}

interface Miss {
  readonly policy: NetworkPolicy;
  readonly rule: PolicyRule;
  readonly peer: PolicyPeer;
  readonly template: PodTemplate;
  /** An item with a namespaceSelector for that very namespace. */
  readonly beside: PolicyPeer | undefined;
}

function foreign({ policy: { resource }, rule, peer, template, beside }: Miss): Finding {
  const pods = template.workload.resource;
  const side = rule.direction === 'ingress' ? 'source' : 'destination';
  return {
    message: `${describe(resource)} has a ${side} that no Pod of its namespace meets`,
    at: { place: peer.at, text: 'without `namespaceSelector` in the same item: only Pods of this namespace' },
    related: [
      ...(beside === undefined
        ? []
        : [{ place: beside.at, text: 'this is an item of its own, which every Pod of those namespaces meets' }]),
      { place: pods.at('metadata', 'namespace'), text: `${podsWords(template)} have these labels, and live here` },
    ],
    notes: beside === undefined ? [] : ['items are alternatives; only the selectors within one item must both match'],
    help:
      beside === undefined
        ? `add a \`namespaceSelector\` for ${code(`${NAMESPACE_NAME_LABEL}: ${pods.namespace ?? ''}`)} to ` +
          'the same item'
        : `write both selectors in one item of \`${PEERS[rule.direction]}\`, without the second dash`,
  };
}
