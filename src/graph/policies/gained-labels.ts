import { NAMESPACE_NAME_LABEL } from '../../k8s/labels/label-keys.js';
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
  /** The same for a peer, which means Pods of the policy's own namespace, of one that it names, or of the cluster. */
  gainedPeer(policy: NetworkPolicy, peer: PolicyPeer): GainedLabel | LabelOfClusterPods | undefined;
}

/**
 * Common labels go into every podSelector that is there, those of peers too, and they reach only what the same
 * kustomization builds: a selector for the Pods of another one then means none (semantics 9.6).
 */
export function gainedLabelsOf(
  { pods, podsAnywhere, selectsAny, findsAny, elsewhere }: FoundPods,
  namespaces: Pick<Namespaces, 'of'>,
): GainedLabels {
  const isAnywhere = (selector: readonly Requirement[], namespace: string | null): boolean =>
    findsAny(selector, namespace) || elsewhere.podsWhere(selector, namespace, () => true).length > 0;
  const gainedBy = (selector: readonly Requirement[], from: Resource): GainedLabel | undefined => {
    const { gained, own } = parted(selector);
    if (gained.length === 0 || own.length === 0) return undefined;
    if (selectsAny(selector, from) || elsewhere.pods(selector, from).length > 0) return undefined;
    const [template] = pods(own, from);
    return template === undefined
      ? missing(
          gained,
          settledIn(namespaces.of(from), (...where) => elsewhere.podsWhere(own, ...where)),
        )
      : missing(gained, template);
  };
  const gainedInNamespace = (peer: PolicyPeer): GainedLabel | undefined => {
    const { podSelector = [], namespaceSelector = [] } = peer;
    const { gained, own } = parted(podSelector);
    const namespace = onlyNamespaceOf(namespaceSelector);
    if (gained.length === 0 || own.length === 0 || namespace === null) return undefined;
    if (isAnywhere(podSelector, namespace)) return undefined;
    const found = settledIn(namespace, (name, isInReach) => [
      ...podsAnywhere(own, name).filter(({ workload }) => isInReach(workload.resource)),
      ...elsewhere.podsWhere(own, name, isInReach),
    ]);
    return missing(gained, found);
  };
  const gainedByCluster = (peer: PolicyPeer, from: Resource): LabelOfClusterPods | undefined => {
    const { podSelector = [] } = peer;
    const { gained, own } = parted(podSelector);
    const [pair] = gained;
    const label = pair && labelOfClusterPods(peer, own, namespaces.of(from));
    if (pair === undefined || label === undefined) return undefined;
    return isAnywhere(podSelector, null) ? undefined : { pair, template: undefined, own: label };
  };
  return {
    gained: ({ resource, podSelector }) => gainedBy(podSelector, resource),
    gainedPeer({ resource }, peer) {
      if (peer.ipBlock !== undefined) return undefined;
      return peer.namespaceSelector === undefined
        ? gainedBy(peer.podSelector ?? [], resource)
        : (gainedByCluster(peer, resource) ?? gainedInNamespace(peer));
    },
  };
}

/**
 * A Pod that surely is in a namespace: it says so, and nothing that is on no disk labels it. Only by such a one is
 * another unit's Pod known to be meant.
 */
function settledIn(
  namespace: string | null,
  find: (namespace: string, isInReach: (resource: Resource) => boolean) => readonly PodTemplate[],
): PodTemplate | undefined {
  if (namespace === null) return undefined;
  return find(namespace, (resource) => resource.namespace === namespace && !resource.partial)[0];
}

/** Some of what several kustomizations add may have reached the Pods too. */
function missing(gained: readonly LabelPair[], template: PodTemplate | undefined): GainedLabel | undefined {
  if (template === undefined) return undefined;
  const pair = gained.find(({ key, value }) => carries(key, value, template.labels, template.added) === 'no');
  return pair && { pair, template };
}

function onlyNamespaceOf([name, ...others]: readonly Requirement[]): string | null {
  if (name === undefined || others.length > 0) return null;
  const { key, operator, values } = name;
  return key === NAMESPACE_NAME_LABEL && operator === 'In' && values.length === 1 ? (values[0] ?? null) : null;
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
