import { allOf, type Match, type Requirement } from '../../k8s/labels/labels.js';
import type { NetworkPolicy, PolicyPeer, PolicyRule } from '../../k8s/policies/network-policy.js';
import type { PodTemplate, Workload } from '../../k8s/workloads/workload.js';
import { closest } from '../../text/spelling/similar.js';
import { once } from '../../data/once.js';
import type { NearMiss } from '../selection/near-miss.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { Surroundings } from '../unit/surroundings.js';
import { type Cohort, cohortsOf } from './cohorts.js';
import { gainedLabelsOf, type GainedLabels } from './gained-labels.js';
import { missedNamespacesOf, type MissedNamespaces } from './missed-namespaces.js';
import { type OtherPolicies, otherPoliciesOf } from './other-policies.js';
import { type FoundPods, isOnHostNetwork, matches, type Peers, peersOf } from './peers.js';
import { type Isolation, leftForPolicies, namedByPolicies, policySlips, type Slips } from './slips.js';
import { targetsOfPolicies } from './targets.js';
import type { UnitIndex } from '../unit/unit-index.js';

/**
 * What the NetworkPolicies of one unit mean for its Pods (semantics 7.10). Pods on the network of their node are
 * outside of every policy.
 */
export interface Policies extends Peers, Isolation, Slips, GainedLabels, MissedNamespaces, OtherPolicies {
  /** All Pods of the unit, as far as its policies tell them apart. */
  cohorts(): readonly Cohort[];
  /** The Pod templates that the policy selects, or may. */
  selected(policy: NetworkPolicy): readonly PodTemplate[];
  selects(policy: NetworkPolicy, template: PodTemplate): Match;
  /** The other policies of the namespace, or of what may be the same namespace. */
  beside(policy: NetworkPolicy): readonly NetworkPolicy[];
  /**
   * The Pods that a rule's ports belong to: the selected ones, or the destinations of egress. None where some of them
   * are not known for sure.
   */
  receivers(policy: NetworkPolicy, rule: PolicyRule): readonly PodTemplate[];
  /**
   * What a policy that selects no Pod most probably meant. Its values speak for a workload of a similar name, however
   * far away.
   */
  nearMiss(policy: NetworkPolicy): NearMiss | undefined;
  /**
   * What a peer that means no Pod at all most probably meant: Pods of the policy's own namespace; undefined where it
   * means some, or other namespaces.
   */
  nearPeer(policy: NetworkPolicy, peer: PolicyPeer): NearMiss | undefined;
}

export function policiesOf(
  index: UnitIndex,
  namespaces: Namespaces,
  found: FoundPods,
  ofKind: Surroundings['ofKind'],
): Policies {
  const cohorts = cohortsOf(index.policies, index.templates, namespaces);
  const peers = peersOf(index, namespaces, found, cohorts);
  const { findsAny, nearest: nearestPods, elsewhere } = found;
  const { targetsOf, isolating } = targetsOfPolicies(index.policies, namespaces, cohorts);
  const selected = (policy: NetworkPolicy): readonly PodTemplate[] => targetsOf(policy).templates();

  const selects: Policies['selects'] = ({ resource, podSelector }, template) =>
    isOnHostNetwork(template)
      ? 'no'
      : allOf([namespaces.same(resource, template.workload.resource), matches(podSelector, template)]);

  const receivers: Policies['receivers'] = (policy, { direction, peers: meant }) => {
    if (direction === 'ingress') {
      const { templates, isSure } = targetsOf(policy);
      return isSure((template) => selects(policy, template) === 'yes') ? templates() : [];
    }
    const destinations = meant.map((peer) => {
      const means = (peer.podSelector ?? []).length === 0 ? [] : peers.meant(policy, peer);
      return means.every(({ first }) => peers.admits(policy, peer, first) === 'yes') ? means : [];
    });
    if (destinations.some((means) => means.length === 0)) return [];
    return cohorts.templatesOf([...new Set(destinations.flat())]);
  };

  const workloadNames = once(() => new Set(index.workloads.map(({ name }) => name)));
  const nearest = (podSelector: readonly Requirement[], { resource, name }: NetworkPolicy): NearMiss | undefined => {
    const similar = podSelector
      .map(({ pair }) => pair && closest(pair.value, workloadNames()))
      .find((found) => found !== undefined);
    return nearestPods(podSelector, resource, similar ?? name, onlyWorkloadOf(index.templatesBeside(resource)));
  };
  const nearPeer: Policies['nearPeer'] = (policy, { podSelector = [], namespaceSelector, ipBlock }) => {
    const isOwn = podSelector.length > 0 && namespaceSelector === undefined && ipBlock === undefined;
    const means = (): boolean => findsAny(podSelector, null) || elsewhere.pods(podSelector, policy.resource).length > 0;
    return isOwn && !means() ? nearest(podSelector, policy) : undefined;
  };
  return {
    cohorts: cohorts.all,
    selected,
    selects,
    isolating,
    beside: (policy) =>
      index.policies.filter((other) => other !== policy && namespaces.same(policy.resource, other.resource) !== 'no'),
    ...peers,
    receivers,
    nearMiss: (policy) => nearest(policy.podSelector, policy),
    nearPeer,
    ...gainedLabelsOf(found, namespaces),
    ...missedNamespacesOf(index, namespaces, found, ofKind),
    isSlip: policySlips(index, namespaces, isolating),
    isLeft: leftForPolicies(index, namespaces, isolating),
    namedPods: namedByPolicies(index, namespaces, isolating),
    ...otherPoliciesOf(index, namespaces, ofKind),
  };
}

/** Undefined where there are several, which the first that differs tells. */
function onlyWorkloadOf(templates: readonly PodTemplate[]): Workload | undefined {
  const only = templates[0]?.workload;
  return templates.every(({ workload }) => workload === only) ? only : undefined;
}
