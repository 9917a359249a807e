import { append } from '../../data/group.js';
import {
  type AddedLabels,
  allOf,
  carries,
  type Labels,
  type Match,
  type Requirement,
  satisfies,
} from '../../k8s/labels/labels.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';

/** Whether the Pods of a template satisfy every pair of a Service selector (semantics 2.2, 3.2). */
export function matchOf(selector: Labels, template: PodTemplate): Match {
  return allOf([...selector.values()].map((pair) => carries(pair.key, pair.value, template.labels, template.added)));
}

/**
 * Pod templates by label pair, so that a selector is compared only with those that share its rarest pair: a thousand
 * Services and a thousand workloads never become a million comparisons.
 */
export interface LabelsIndex {
  /** Templates that satisfy the selector for sure, or may (labels whose value is known at run time only). */
  matching(selector: Labels): readonly PodTemplate[];
  /** Templates that carry at least one pair of the selector. */
  sharing(selector: Labels): ReadonlySet<PodTemplate>;
}

export function indexLabels(templates: readonly PodTemplate[]): LabelsIndex {
  const byPair = new Map<string, PodTemplate[]>();
  const byAddedKey = new Map<string, PodTemplate[]>();
  for (const template of templates) {
    for (const { key, value } of template.labels.values()) append(byPair, pairKey(key, value), template);
    for (const key of template.added.keys()) append(byAddedKey, key, template);
  }
  const postings = (key: string, value: string): readonly PodTemplate[] => {
    const exact = byPair.get(pairKey(key, value)) ?? [];
    const added = byAddedKey.get(key) ?? [];
    return added.length === 0 ? exact : [...new Set([...exact, ...added])];
  };
  return {
    matching(selector) {
      const lists = [...selector.values()].map(({ key, value }) => postings(key, value));
      const rarest = lists.reduce((best, next) => (next.length < best.length ? next : best), lists[0] ?? []);
      return rarest.filter((template) => matchOf(selector, template) !== 'no');
    },
    sharing: (selector) =>
      new Set([...selector.values()].flatMap(({ key, value }) => byPair.get(pairKey(key, value)) ?? [])),
  };
}

/** NUL stands in neither half of a legal label, so that no two pairs share a key. */
const pairKey = (key: string, value: string): string => `${key}\0${value}`;

/** Labelled things by label pair, so that a LabelSelector is compared only with those that have its rarest pair. */
export interface RequirementsIndex<T> {
  /** What meets every requirement for sure, or may; everything where there are none (semantics 2.3). */
  meeting(requirements: readonly Requirement[]): readonly T[];
  /** What has at least one of the wanted pairs. */
  sharing(requirements: readonly Requirement[]): ReadonlySet<T>;
}

const NOTHING_ADDED: AddedLabels = new Map();

export function indexRequirements<T>(
  items: readonly T[],
  labelsOf: (item: T) => Labels,
  addedOf: (item: T) => AddedLabels = () => NOTHING_ADDED,
): RequirementsIndex<T> {
  const byPair = new Map<string, T[]>();
  const byAddedKey = new Map<string, T[]>();
  for (const item of items) {
    for (const { key, value } of labelsOf(item).values()) append(byPair, pairKey(key, value), item);
    for (const key of addedOf(item).keys()) append(byAddedKey, key, item);
  }
  const withPair = ({ key, values }: Requirement): readonly T[] =>
    values.flatMap((value) => byPair.get(pairKey(key, value)) ?? []);
  const postings = (requirement: Requirement): readonly T[] => [
    ...new Set([...withPair(requirement), ...(byAddedKey.get(requirement.key) ?? [])]),
  ];
  return {
    meeting(requirements) {
      const lists = requirements.filter(({ operator }) => operator === 'In').map(postings);
      const rarest = lists.reduce((best, next) => (next.length < best.length ? next : best), lists[0] ?? items);
      return rarest.filter(
        (item) =>
          allOf(requirements.map((requirement) => satisfies(requirement, labelsOf(item), addedOf(item)))) !== 'no',
      );
    },
    sharing: (requirements) => new Set(requirements.filter(({ operator }) => operator === 'In').flatMap(withPair)),
  };
}
