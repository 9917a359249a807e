import { append } from '../../data/group.js';
import { once, remember, rememberEach } from '../../data/once.js';
import { satisfiesAll } from '../../k8s/labels/labels.js';
import type { NetworkPolicy } from '../../k8s/policies/network-policy.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { Cohort, Cohorts } from './cohorts.js';
import type { Isolation } from './slips.js';

/** What all policies of one namespace that select the same Pods have in common. */
export interface Targets {
  /** The Pod templates that are selected, or may be; those on the network of their node are outside of every policy. */
  readonly templates: () => readonly PodTemplate[];
  /** The same, as far as policies tell them apart. */
  readonly cohorts: readonly Cohort[];
  /** True where every one of them passes a test, which is the same for all these policies. */
  isSure(test: (template: PodTemplate) => boolean): boolean;
}

/**
 * The Pods of each policy, and the policies of each Pod. Many policies may select the same many Pods: what they have in
 * common is found once, and shared.
 */
export function targetsOfPolicies(
  policies: readonly NetworkPolicy[],
  namespaces: Namespaces,
  cohorts: Cohorts,
): Isolation & { readonly targetsOf: (policy: NetworkPolicy) => Targets } {
  const alike = new Map<string, Targets>();
  const selecting = ({ podSelector, resource }: NetworkPolicy): Targets => {
    const namespace = namespaces.of(resource);
    const found = cohorts
      .meeting(podSelector, namespace)
      .filter(({ first }) => !first.onHostNetwork && namespaces.same(resource, first.workload.resource) !== 'no')
      .map((cohort) => ({ cohort, match: satisfiesAll(podSelector, cohort.first.labels, cohort.first.added) }));
    // Selectors that differ may mean the same Pods.
    const key = [namespace ?? '', ...found.map(({ cohort, match }) => `${cohort.number} ${match}`)].join();
    const answer =
      alike.get(key) ??
      targetsIn(
        found.map(({ cohort }) => cohort),
        cohorts,
      );
    alike.set(key, answer);
    return answer;
  };
  const known = new Map<string, Targets>();
  const targetsOf = (policy: NetworkPolicy): Targets => {
    const { podSelector, resource } = policy;
    const asked = podSelector.map(({ key, operator, values }) => [key, operator, ...values]);
    const key = JSON.stringify([namespaces.of(resource), ...asked]);
    const answer = known.get(key) ?? selecting(policy);
    known.set(key, answer);
    return answer;
  };
  const byTargets = once(() => {
    const lists = new Map<Targets, Numbered[]>();
    for (const [at, policy] of policies.entries()) append(lists, targetsOf(policy), { at, policy });
    return [...lists];
  });
  const byTemplate = once(() => {
    const lists = new Map<Cohort, number[]>();
    for (const [list, [targets]] of byTargets().entries())
      for (const cohort of targets.cohorts) append(lists, cohort, list);
    return new Map([...lists].flatMap(([{ templates }, some]) => templates.map((template) => [template, some])));
  });
  const shared = new Map<string, readonly NetworkPolicy[]>();
  const sharedBy = remember((lists: readonly number[]): readonly NetworkPolicy[] => {
    const key = lists.join();
    const answer =
      shared.get(key) ??
      lists
        .flatMap((list) => byTargets()[list]?.[1] ?? [])
        .sort((a, b) => a.at - b.at)
        .map(({ policy }) => policy);
    shared.set(key, answer);
    return answer;
  });
  const together = (template: PodTemplate): readonly NetworkPolicy[] =>
    sharedBy(byTemplate().get(template) ?? NO_LISTS);
  const inDirection = rememberEach((all: readonly NetworkPolicy[], direction: 'ingress' | 'egress') =>
    all.filter(({ directions }) => directions.includes(direction)),
  );
  return {
    targetsOf,
    isolating: (template, direction) =>
      direction === undefined ? together(template) : inDirection(together(template), direction),
  };
}

const NO_LISTS: readonly number[] = [];

/** A policy, and the how-manieth it is. */
interface Numbered {
  readonly at: number;
  readonly policy: NetworkPolicy;
}

function targetsIn(cohorts: readonly Cohort[], { templatesOf }: Pick<Cohorts, 'templatesOf'>): Targets {
  const templates = once(() => templatesOf(cohorts));
  let isSure: boolean | undefined;
  return {
    cohorts,
    templates,
    isSure: (test) => (isSure ??= cohorts.every(({ first }) => test(first))),
  };
}
