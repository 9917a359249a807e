import { carries, type LabelPair, pairsIn, type Requirement } from '../../k8s/labels/labels.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { NetworkPolicy, PolicyPeer } from '../../k8s/policies/network-policy.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { FoundPods } from './peers.js';

/** A label that a kustomization adds to a selector of a policy, and Pods that the selector means without it. */
export interface GainedLabel {
  readonly pair: LabelPair;
  readonly template: PodTemplate;
}

export interface GainedLabels {
  /** Where such a label keeps every Pod from a policy that is for some without it. */
  gained(policy: NetworkPolicy): GainedLabel | undefined;
  /** The same for a peer, which means Pods of the policy's own namespace. */
  gainedPeer(policy: NetworkPolicy, peer: PolicyPeer): GainedLabel | undefined;
}

/**
 * Common labels go into every podSelector that is there, those of peers too, and they reach only what the same
 * kustomization builds: a selector for the Pods of another one then means none (semantics 9.6).
 */
export function gainedLabelsOf({
  pods,
  selectsAny,
  elsewhere,
}: Pick<FoundPods, 'pods' | 'selectsAny' | 'elsewhere'>): GainedLabels {
  const gainedBy = (selector: readonly Requirement[], from: Resource): GainedLabel | undefined => {
    const gained = pairsIn(selector).filter(({ keyAt }) => keyAt.setBy !== undefined);
    const own = selector.filter((requirement) => requirement.pair?.keyAt.setBy === undefined);
    if (gained.length === 0 || own.length === 0) return undefined;
    if (selectsAny(selector, from) || elsewhere.pods(selector, from).length > 0) return undefined;
    const [template] = pods(own, from);
    // Some of what several kustomizations add may have reached the Pods too.
    const pair =
      template && gained.find(({ key, value }) => carries(key, value, template.labels, template.added) === 'no');
    return template === undefined || pair === undefined ? undefined : { pair, template };
  };
  return {
    gained: ({ resource, podSelector }) => gainedBy(podSelector, resource),
    gainedPeer: ({ resource }, { podSelector = [], namespaceSelector, ipBlock }) =>
      namespaceSelector === undefined && ipBlock === undefined ? gainedBy(podSelector, resource) : undefined,
  };
}
