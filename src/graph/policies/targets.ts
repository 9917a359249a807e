import { append } from '../../data/group.js';
import { once, rememberEach } from '../../data/once.js';
import type { Requirement } from '../../k8s/labels/labels.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { NetworkPolicy } from '../../k8s/policies/network-policy.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { Isolation } from './slips.js';

/** What all policies of one selector and namespace mean. */
export interface Targets {
  /** The Pod templates that are selected, or may be; those on the network of their node are outside of every policy. */
  readonly templates: readonly PodTemplate[];
  /** True where every one of them passes a test, which is the same for all these policies. */
  isSure(test: (template: PodTemplate) => boolean): boolean;
}

type FindPods = (selector: readonly Requirement[], from: Resource) => readonly PodTemplate[];

/**
 * The Pods of each policy, and the policies of each Pod. Many policies may select the same many Pods: what they have in
 * common is found once, and shared.
 */
export function targetsOfPolicies(
  policies: readonly NetworkPolicy[],
  namespaces: Namespaces,
  pods: FindPods,
): Isolation & { readonly targetsOf: (policy: NetworkPolicy) => Targets } {
  const known = new Map<string, Targets>();
  const targetsOf = (policy: NetworkPolicy): Targets => {
    const { podSelector, resource } = policy;
    const asked = podSelector.map(({ key, operator, values }) => [key, operator, ...values]);
    const key = JSON.stringify([namespaces.of(resource), ...asked]);
    const answer = known.get(key) ?? targets(pods(podSelector, resource));
    known.set(key, answer);
    return answer;
  };
  const bySelector = once(() => {
    const alike = new Map<Targets, Numbered[]>();
    for (const [at, policy] of policies.entries()) append(alike, targetsOf(policy), { at, policy });
    return [...alike];
  });
  const byTemplate = once(() => {
    const lists = new Map<PodTemplate, number[]>();
    for (const [list, [{ templates }]] of bySelector().entries())
      for (const template of templates) append(lists, template, list);
    return lists;
  });
  const shared = new Map<string, readonly NetworkPolicy[]>();
  const together = (template: PodTemplate): readonly NetworkPolicy[] => {
    const lists = byTemplate().get(template) ?? [];
    const key = lists.join();
    const answer =
      shared.get(key) ??
      lists
        .flatMap((list) => bySelector()[list]?.[1] ?? [])
        .sort((a, b) => a.at - b.at)
        .map(({ policy }) => policy);
    shared.set(key, answer);
    return answer;
  };
  const inDirection = rememberEach((all: readonly NetworkPolicy[], direction: 'ingress' | 'egress') =>
    all.filter(({ directions }) => directions.includes(direction)),
  );
  return {
    targetsOf,
    isolating: (template, direction) =>
      direction === undefined ? together(template) : inDirection(together(template), direction),
  };
}

/** A policy, and the how-manieth it is. */
interface Numbered {
  readonly at: number;
  readonly policy: NetworkPolicy;
}

function targets(found: readonly PodTemplate[]): Targets {
  const templates = found.filter(({ onHostNetwork }) => !onHostNetwork);
  let isSure: boolean | undefined;
  return { templates, isSure: (test) => (isSure ??= templates.every(test)) };
}
