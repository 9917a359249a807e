import type { Difference } from '../../k8s/workloads/label-difference.js';
import { isSlip } from '../../text/spelling/slip.js';
import { runningPorts } from '../../k8s/listening/running.js';
import { type Direction, type NetworkPolicy, opens } from '../../k8s/policies/network-policy.js';
import type { Fit } from '../selection/left-over.js';
import type { NearMiss } from '../selection/near-miss.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** Which policies isolate which Pods. */
export interface Isolation {
  /** The policies that isolate these Pods in a direction, or in any, or may. */
  isolating(template: PodTemplate, direction?: Direction): readonly NetworkPolicy[];
}

export interface Slips {
  /** True for a near miss by one small slip that nothing else on disk explains. */
  isSlip(policy: NetworkPolicy, near: NearMiss): boolean;
  /**
   * True for the Pods of the only workload beside the policy, which has the keys that are asked for, shares its
   * namespace for sure, has no policy of its own, and declares a port that the policy opens. Where the policy speaks of
   * no port, it must be the only workload at all, and the policy must not go by the name that it asks for.
   */
  isLeft(policy: NetworkPolicy, near: NearMiss): boolean;
  /**
   * The Pods of the only workload that has the name for which a policy asks in a label, and whose Pods do not carry it:
   * in its namespace for sure, with a port that it opens, and without a policy of their own.
   */
  namedPods(policy: NetworkPolicy): PodTemplate | undefined;
}

export function leftForPolicies(
  { templatesBeside, workloads }: Pick<UnitIndex, 'templatesBeside' | 'workloads'>,
  namespaces: Namespaces,
  isolating: Isolation['isolating'],
): Slips['isLeft'] {
  return (policy, { template, differences }) => {
    const { resource, name } = policy;
    const beside = templatesBeside(resource);
    const fits = opensPortOf(policy, template);
    const isOnly = (): boolean =>
      workloads.length === 1 && differences.every(({ wanted }) => !name.includes(wanted.value));
    return (
      beside.includes(template) &&
      beside.every(({ workload }) => workload === template.workload) &&
      (fits === 'unknown' ? isOnly() : fits === 'yes') &&
      differences.every(({ kind }) => kind === 'value') &&
      namespaces.same(resource, template.workload.resource) === 'yes' &&
      isolating(template).length === 0
    );
  };
}

export function namedByPolicies(
  { templatesBeside, workloadsNamed }: Pick<UnitIndex, 'templatesBeside' | 'workloadsNamed'>,
  namespaces: Namespaces,
  isolating: Isolation['isolating'],
): Slips['namedPods'] {
  return (policy) => {
    const { resource, podSelector } = policy;
    const [requirement, ...more] = podSelector;
    const pair = more.length === 0 ? requirement?.pair : undefined;
    if (pair === undefined) return undefined;
    const found = workloadsNamed(pair.value).filter((each) => namespaces.same(resource, each.resource) === 'yes');
    const [template, ...others] = found.flatMap(({ templates }) => templates);
    if (template === undefined || others.length > 0 || template.labels.has(pair.key)) return undefined;
    const isBeside = resource.namespace !== undefined || templatesBeside(resource).includes(template);
    const mayCarry = template.workload.resource.partial || template.workload.resource.mayGainLabel(pair.key);
    return isBeside && !mayCarry && opensPortOf(policy, template) === 'yes' && isolating(template).length === 0
      ? template
      : undefined;
  };
}

/** Whether a rule names a port that these Pods declare; a rule for any port says nothing of them. */
function opensPortOf({ effectiveRules }: NetworkPolicy, template: PodTemplate): Fit {
  const declared = runningPorts(template);
  const named = (name: string): number | undefined => declared.find((each) => each.name === name)?.number;
  const opened = effectiveRules
    .filter(({ direction }) => direction === 'ingress')
    .flatMap(({ ports }) => ports)
    .filter(({ port }) => port.kind !== 'any');
  if (opened.length === 0) return 'unknown';
  return opened.some((item) => declared.some((each) => opens(item, each, named))) ? 'yes' : 'no';
}

/**
 * Whether a selector of a policy misses its Pods by one small slip that nothing else on disk explains: it has no name
 * in common with them.
 */
export function policySlips(
  index: UnitIndex,
  namespaces: Namespaces,
  isolating: Isolation['isolating'],
): Slips['isSlip'] {
  return (
    { resource }: NetworkPolicy,
    { differences, matched, otherNamespace, telling, template, scope }: NearMiss,
  ): boolean => {
    if (otherNamespace)
      return differences.length === 0 && scope !== 'unit' && !resource.partial && isolating(template).length === 0;
    const isNamed = (name: string): boolean =>
      NAMED.some(([group, kind]) =>
        index.objectsNamed(group, kind, name).some((object) => namespaces.same(resource, object) !== 'no'),
      );
    const isSmall = (it: Difference): boolean => {
      if (it.kind === 'absent')
        return it.onController !== undefined && !template.workload.resource.mayGainLabel(it.wanted.key);
      if (it.kind !== 'value' || it.how === 'case') return true;
      return (
        isSlip(it.wanted.value, it.found.value) &&
        (it.wanted.value.length > 3 || matched.length > 0) &&
        !isNamed(it.wanted.value)
      );
    };
    // Policies often have a folder of their own: far away, only one namespace that both name ties them together.
    const isTied =
      scope === 'unit'
        ? resource.namespace !== undefined && resource.namespace === template.workload.resource.namespace
        : telling;
    return isTied && differences.length === 1 && differences.every(isSmall);
  };
}

/** What makes a label value the name of something else. */
const NAMED = [
  ['', 'Service'],
  ['apps', 'Deployment'],
  ['apps', 'StatefulSet'],
  ['apps', 'DaemonSet'],
] as const;
