import { allOf, satisfies, type AddedLabels, type Labels, type Requirement } from '../k8s/labels.js';
import { append } from './collect.js';

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

/** NUL stands in neither half of a legal label, so that no two pairs share a key. */
const pairKey = (key: string, value: string): string => `${key}\0${value}`;
