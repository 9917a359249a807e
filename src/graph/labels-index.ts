import { allOf, carries, type Labels, type Match } from '../k8s/labels.js';
import type { PodTemplate } from '../k8s/workload.js';

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
    for (const { key, value } of template.labels.values()) push(byPair, pairKey(key, value), template);
    for (const key of template.added.keys()) push(byAddedKey, key, template);
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

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
