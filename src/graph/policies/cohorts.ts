import { groupBy } from '../../data/group.js';
import { once } from '../../data/once.js';
import type { Requirement } from '../../k8s/labels/labels.js';
import type { NetworkPolicy } from '../../k8s/policies/network-policy.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { compareTexts } from '../../text/compare.js';
import { indexRequirements, type RequirementsIndex } from '../unit/label-index.js';
import type { Namespaces } from '../unit/namespaces.js';

/** Pods that no policy tells apart: each selector and each peer says the same of all of them. */
export interface Cohort {
  readonly number: number;
  readonly templates: readonly PodTemplate[];
  /** One of them, to be asked for all. */
  readonly first: PodTemplate;
}

/**
 * The Pods of a unit by what its policies ask of them. A thousand policies and a thousand workloads are a million
 * pairs, and hardly ever so many that differ: what is asked of a cohort is asked once.
 */
export interface Cohorts {
  readonly all: () => readonly Cohort[];
  /** Those that meet a LabelSelector for sure, or may; in any namespace where it is null. */
  readonly meeting: (selector: readonly Requirement[], namespace: string | null) => readonly Cohort[];
  /** All Pods of some cohorts, in the order of the unit; the same list for the same cohorts. */
  readonly templatesOf: (cohorts: readonly Cohort[]) => readonly PodTemplate[];
}

export function cohortsOf(
  policies: readonly NetworkPolicy[],
  templates: Iterable<PodTemplate>,
  namespaces: Pick<Namespaces, 'of'>,
): Cohorts {
  const known = once(() => {
    const lookOf = looksFor(askedBy(policies), namespaces);
    const order = [...templates];
    const groups = [...groupBy(order, (template) => lookOf(template) ?? template).values()];
    const all = groups.flatMap(([first, ...rest], number): readonly Cohort[] =>
      first === undefined ? [] : [{ number, templates: [first, ...rest], first }],
    );
    return { all, index: indexOf(all), order, places: new Map(order.map((template, at) => [template, at])) };
  });
  const lists = new Map<string, readonly PodTemplate[]>();
  const listed = (cohorts: readonly Cohort[]): readonly PodTemplate[] => {
    const { order, places } = known();
    const found = cohorts.flatMap((cohort) => cohort.templates.map((template) => places.get(template) ?? 0));
    return [...Uint32Array.from(found).sort()].flatMap((place) => order[place] ?? []); // sorted as numbers
  };
  return {
    all: () => known().all,
    meeting: (selector, namespace) => known().index.meeting(selector, namespace),
    templatesOf(cohorts) {
      const [only, ...others] = cohorts;
      if (only !== undefined && others.length === 0) return only.templates;
      const key = numbersOf(cohorts);
      const list = lists.get(key) ?? listed(cohorts);
      lists.set(key, list);
      return list;
    },
  };
}

/** The same text for the same cohorts. */
function numbersOf(cohorts: readonly Cohort[]): string {
  return cohorts
    .map(({ number }) => number)
    .sort((a, b) => a - b)
    .join();
}

function indexOf(cohorts: readonly Cohort[]): RequirementsIndex<Cohort> {
  return indexRequirements(cohorts, {
    labelsOf: ({ first }) => first.labels,
    addedOf: ({ first }) => first.added,
    namespaceOf: ({ first }) => first.workload.resource.namespace,
  });
}

/** The values that selectors name, by the key of their label. */
type Asked = ReadonlyMap<string, ReadonlySet<string>>;

function askedBy(policies: readonly NetworkPolicy[]): Asked {
  const asked = new Map<string, Set<string>>();
  const add = ({ key, values }: Requirement): void => {
    const named = asked.get(key) ?? new Set();
    for (const value of values) named.add(value);
    asked.set(key, named);
  };
  for (const { podSelector, rules } of policies) {
    podSelector.forEach(add);
    for (const { peers } of rules) for (const { podSelector: selector = [] } of peers) selector.forEach(add);
  }
  return asked;
}

/** What policies can see of Pods; undefined where what is on disk does not tell it, so that they are asked alone. */
function looksFor(asked: Asked, namespaces: Pick<Namespaces, 'of'>): (template: PodTemplate) => string | undefined {
  return ({ labels, added, onHostNetwork, workload: { resource } }) => {
    const mayGainLabels = resource.patched || (resource.partial && resource.labelKeys.size > 0);
    if (mayGainLabels || [...added.keys()].some((key) => asked.has(key))) return undefined;
    const seen = [...labels.values()]
      .filter(({ key }) => asked.has(key))
      .map(({ key, value }) => JSON.stringify(asked.get(key)?.has(value) === true ? [key, value] : [key]));
    return JSON.stringify([onHostNetwork, resource.namespace, namespaces.of(resource), ...seen.sort(compareTexts)]);
  };
}
