import { carries, type LabelPair, pairsIn, type Requirement } from '../../k8s/labels/labels.js';
import type { Resource } from '../../k8s/object/resource.js';
import { labelOfClusterPods } from '../../k8s/policies/cluster-peers.js';
import type { NetworkPolicy, PolicyPeer } from '../../k8s/policies/network-policy.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { FoundPods } from './peers.js';

/** A label that a kustomization adds to a selector of a policy, and Pods that the selector means without it. */
export interface GainedLabel {
  readonly pair: LabelPair;
  readonly template: PodTemplate;
}

/** Such a label of a peer that means Pods of the cluster itself, which stand nowhere, by a label of theirs. */
export interface LabelOfClusterPods {
  readonly pair: LabelPair;
  readonly template: undefined;
  readonly own: Requirement;
}

export interface GainedLabels {
  /** Where such a label keeps every Pod from a policy that is for some without it. */
  gained(policy: NetworkPolicy): GainedLabel | undefined;
  /** The same for a peer, which means Pods of the policy's own namespace, or those of the cluster. */
  gainedPeer(policy: NetworkPolicy, peer: PolicyPeer): GainedLabel | LabelOfClusterPods | undefined;
}

/**
 * Common labels go into every podSelector that is there, those of peers too, and they reach only what the same
 * kustomization builds: a selector for the Pods of another one then means none (semantics 9.6).
 */
export function gainedLabelsOf(
  { pods, selectsAny, findsAny, elsewhere }: FoundPods,
  namespaces: Pick<Namespaces, 'of'>,
): GainedLabels {
  const gainedBy = (selector: readonly Requirement[], from: Resource): GainedLabel | undefined => {
    const { gained, own } = parted(selector);
    if (gained.length === 0 || own.length === 0) return undefined;
    if (selectsAny(selector, from) || elsewhere.pods(selector, from).length > 0) return undefined;
    const [template] = pods(own, from);
    // Some of what several kustomizations add may have reached the Pods too.
    const pair =
      template && gained.find(({ key, value }) => carries(key, value, template.labels, template.added) === 'no');
    return template === undefined || pair === undefined ? undefined : { pair, template };
  };
  const gainedByCluster = (peer: PolicyPeer, from: Resource): LabelOfClusterPods | undefined => {
    const { podSelector = [] } = peer;
    const { gained, own } = parted(podSelector);
    const [pair] = gained;
    const label = pair && labelOfClusterPods(peer, own, namespaces.of(from));
    if (pair === undefined || label === undefined) return undefined;
    const isSomewhere = findsAny(podSelector, null) || elsewhere.podsWhere(podSelector, null, () => true).length > 0;
    return isSomewhere ? undefined : { pair, template: undefined, own: label };
  };
  return {
    gained: ({ resource, podSelector }) => gainedBy(podSelector, resource),
    gainedPeer({ resource }, peer) {
      if (peer.ipBlock !== undefined) return undefined;
      return peer.namespaceSelector === undefined
        ? gainedBy(peer.podSelector ?? [], resource)
        : gainedByCluster(peer, resource);
    },
  };
}

/** What kustomizations add to a selector, and what is written in it. */
function parted(selector: readonly Requirement[]): {
  readonly gained: readonly LabelPair[];
  readonly own: readonly Requirement[];
} {
  return {
    gained: pairsIn(selector).filter(({ keyAt }) => keyAt.setBy !== undefined),
    own: selector.filter((requirement) => requirement.pair?.keyAt.setBy === undefined),
  };
}
