import { once, remember } from '../../data/once.js';
import type { Resource } from '../../k8s/object/resource.js';
import { getList, getString } from '../../tree/tree.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { Surroundings } from '../unit/surroundings.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** Policies of other APIs than NetworkPolicy, which may open what one closes, and close what one leaves open. */
export interface OtherPolicies {
  /** True if any are on disk. */
  mixed(): boolean;
  /** Those that may concern these Pods: of their namespace, or of the whole cluster. */
  othersFor(template: PodTemplate): readonly Resource[];
}

export function otherPoliciesOf(
  index: Pick<UnitIndex, 'ofKind'>,
  namespaces: Namespaces,
  ofKind: Surroundings['ofKind'],
): OtherPolicies {
  const namespaced = once(() => OTHER_POLICIES.flatMap(([group, kind]) => index.ofKind(group, kind)));
  const ofCluster = once(() => CLUSTER_POLICIES.flatMap(([group, kind]) => ofKind(group, kind)));
  const generated = once(() =>
    ['ClusterPolicy', 'Policy'].some((kind) => ofKind('kyverno.io', kind).some(makesPolicies)),
  );
  const othersFor = remember(({ resource }: PodTemplate['workload']) => [
    ...ofCluster(),
    ...namespaced().filter((other) => namespaces.same(other, resource) !== 'no'),
  ]);
  return {
    mixed: () => namespaced().length > 0 || ofCluster().length > 0 || generated(),
    othersFor: ({ workload }) => (namespaced().length === 0 ? ofCluster() : othersFor(workload)),
  };
}

/** A policy of Kyverno that writes a NetworkPolicy into namespaces. */
function makesPolicies({ tree }: Resource): boolean {
  return getList(tree, 'spec', 'rules').some((rule) => getString(rule, 'generate', 'kind') === 'NetworkPolicy');
}

/** Policies of network plugins for one namespace: what they allow adds to what NetworkPolicies allow. */
const OTHER_POLICIES = [
  ['cilium.io', 'CiliumNetworkPolicy'],
  ['crd.projectcalico.org', 'NetworkPolicy'],
  ['projectcalico.org', 'NetworkPolicy'],
  ['crd.antrea.io', 'NetworkPolicy'],
] as const;

/** Policies for the whole cluster, some of which are asked before any NetworkPolicy; wherever on disk they stand. */
const CLUSTER_POLICIES = [
  ['policy.networking.k8s.io', 'AdminNetworkPolicy'],
  ['policy.networking.k8s.io', 'BaselineAdminNetworkPolicy'],
  ['policy.networking.k8s.io', 'ClusterNetworkPolicy'],
  ['cilium.io', 'CiliumClusterwideNetworkPolicy'],
  ['crd.projectcalico.org', 'GlobalNetworkPolicy'],
  ['projectcalico.org', 'GlobalNetworkPolicy'],
  ['crd.antrea.io', 'ClusterNetworkPolicy'],
] as const;
