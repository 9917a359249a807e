import { append, groupBy } from '../../data/group.js';
import { rememberEach } from '../../data/once.js';
import {
  type AddedLabels,
  allOf,
  carries,
  type Labels,
  type Match,
  type Requirement,
  satisfies,
} from '../../k8s/labels/labels.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { folderOf } from '../../text/paths.js';
import type { SourceFile } from '../../text/source-file.js';

/** Whether the Pods of a template satisfy every pair of a Service selector (semantics 2.2, 3.2). */
export function matchOf(selector: Labels, template: PodTemplate): Match {
  return allOf([...selector.values()].map((pair) => carries(pair.key, pair.value, template.labels, template.added)));
}

/**
 * Pod templates by label pair and namespace, so that a selector is compared only with those that share its rarest pair where
 * it looks: a thousand Services and a thousand workloads never become a million comparisons, whatever they have in common.
 */
export interface LabelsIndex {
  /**
   * Templates that satisfy the selector for sure, or may (labels whose value is known at run time only), and whose manifest
   * names that namespace or none; of all namespaces where it is null.
   */
  matching(selector: Labels, namespace: string | null): readonly PodTemplate[];
  /** The same as far as they stand in the file or the folder of an object. */
  near(selector: Labels, namespace: string | null, object: Resource, scope: 'file' | 'folder'): readonly PodTemplate[];
  /** Templates that carry at least one pair of the selector, `most` of them for each pair. */
  sharing(selector: Labels, most: number): ReadonlySet<PodTemplate>;
  /** All templates whose manifest names that namespace or none; of all namespaces where it is null. */
  within(namespace: string | null): readonly PodTemplate[];
}

export function indexLabels(templates: readonly PodTemplate[]): LabelsIndex {
  const namespaceOf = ({ workload }: PodTemplate): string | undefined => workload.resource.namespace;
  const byPair = new Postings(namespaceOf);
  const byAddedKey = new Postings(namespaceOf);
  const all = new Postings(namespaceOf);
  for (const template of templates) {
    for (const { key, value } of template.labels.values()) byPair.add(pairKey(key, value), template);
    for (const key of template.added.keys()) byAddedKey.add(key, template);
    all.add('', template);
  }
  const postings = (key: string, value: string, namespace: string | null): readonly PodTemplate[] => {
    const exact = byPair.within(pairKey(key, value), namespace);
    const added = byAddedKey.within(key, namespace);
    return joined(exact, added);
  };
  const matches = (selector: Labels, lists: readonly (readonly PodTemplate[])[]): readonly PodTemplate[] => {
    const rarest = lists.reduce(shorter, lists[0] ?? []);
    return rarest.filter((template) => matchOf(selector, template) !== 'no');
  };
  return {
    matching(selector, namespace) {
      const lists = [...selector.values()].map(({ key, value }) => postings(key, value, namespace));
      return matches(selector, lists);
    },
    near(selector, namespace, { file }, scope) {
      const [placeOf, place] = scope === 'file' ? [fileOf, file] : [folderOfTemplate, folderOf(file.path)];
      const lists = [...selector.values()].map(({ key, value }) => {
        const there = joined(byPair.at(pairKey(key, value), placeOf, place), byAddedKey.at(key, placeOf, place));
        // A folder may hold many namespaces, and a namespace many folders.
        return there.length <= SHORT ? there : shorter(there, postings(key, value, namespace));
      });
      const isThere = (template: PodTemplate): boolean => {
        const { namespace: own } = template.workload.resource;
        return placeOf(template) === place && (namespace === null || own === undefined || own === namespace);
      };
      return matches(selector, lists).filter(isThere);
    },
    sharing: (selector, most) =>
      new Set([...selector.values()].flatMap(({ key, value }) => byPair.of(pairKey(key, value)).slice(0, most))),
    within: (namespace) => all.within('', namespace),
  };
}

const fileOf = ({ workload }: PodTemplate): SourceFile => workload.resource.file;

const folderOfTemplate = ({ workload }: PodTemplate): string => folderOf(workload.resource.file.path);

function shorter<T>(some: readonly T[], others: readonly T[]): readonly T[] {
  return others.length < some.length ? others : some;
}

/** What is in either list, each once. */
function joined<T>(some: readonly T[], more: readonly T[]): readonly T[] {
  return more.length === 0 ? some : [...new Set([...some, ...more])];
}

/** NUL stands in neither half of a legal label, so that no two pairs share a key. */
const pairKey = (key: string, value: string): string => `${key}\0${value}`;

/** A list is told apart by namespace only where it is longer. */
const SHORT = 16;

/** Things by a key, and where many have it by namespace too; each list is in the order in which they were added. */
class Postings<T> {
  readonly #namespaceOf: (item: T) => string | undefined;
  readonly #byKey = new Map<string, T[]>();
  readonly #byNamespace = new Map<string, ReadonlyMap<string | undefined, readonly Numbered<T>[]>>();

  readonly #byPlace = rememberEach((items: readonly T[], placeOf: (item: T) => unknown) => groupBy(items, placeOf));

  constructor(namespaceOf: (item: T) => string | undefined) {
    this.#namespaceOf = namespaceOf;
  }

  add(key: string, item: T): void {
    append(this.#byKey, key, item);
  }

  of(key: string): readonly T[] {
    return this.#byKey.get(key) ?? [];
  }

  /** Those of a namespace, and those that name none; all of them where it is null. */
  within(key: string, namespace: string | null): readonly T[] {
    const all = this.of(key);
    if (namespace === null) return all;
    if (all.length <= SHORT) {
      const isThere = (item: T): boolean => [namespace, undefined].includes(this.#namespaceOf(item));
      return all.every(isThere) ? all : all.filter(isThere);
    }
    let known = this.#byNamespace.get(key);
    if (known === undefined) {
      known = groupBy(
        all.map((item, at) => ({ item, at })),
        ({ item }) => this.#namespaceOf(item),
      );
      this.#byNamespace.set(key, known);
    }
    const [own, open] = [known.get(namespace) ?? [], known.get(undefined) ?? []];
    const both = own.length === 0 ? open : open.length === 0 ? own : [...own, ...open].sort((a, b) => a.at - b.at);
    return both.map(({ item }) => item);
  }

  /** Those of which `placeOf` says that they stand there. */
  at(key: string, placeOf: (item: T) => unknown, place: unknown): readonly T[] {
    const all = this.of(key);
    if (all.length <= SHORT) return all.filter((item) => placeOf(item) === place);
    return this.#byPlace(all, placeOf).get(place) ?? [];
  }
}

/** An item, and the how-manieth it is. */
interface Numbered<T> {
  readonly item: T;
  readonly at: number;
}

/** Labelled things by label pair, so that a LabelSelector is compared only with those that have its rarest pair. */
export interface RequirementsIndex<T> {
  /** What meets every requirement for sure, or may; everything where there are none (semantics 2.3). As above for the namespace. */
  meeting(requirements: readonly Requirement[], namespace: string | null): readonly T[];
  /** What has at least one of the wanted pairs, `most` for each. */
  sharing(requirements: readonly Requirement[], most: number): ReadonlySet<T>;
}

/** What a thing says of itself. */
interface Labelling<T> {
  labelsOf(item: T): Labels;
  addedOf?(item: T): AddedLabels;
  namespaceOf(item: T): string | undefined;
}

const NOTHING_ADDED: AddedLabels = new Map();

export function indexRequirements<T>(
  items: readonly T[],
  { labelsOf, addedOf = () => NOTHING_ADDED, namespaceOf }: Labelling<T>,
): RequirementsIndex<T> {
  const byPair = new Postings(namespaceOf);
  const byAddedKey = new Postings(namespaceOf);
  const all = new Postings(namespaceOf);
  for (const item of items) {
    for (const { key, value } of labelsOf(item).values()) byPair.add(pairKey(key, value), item);
    for (const key of addedOf(item).keys()) byAddedKey.add(key, item);
    all.add('', item);
  }
  const postings = ({ key, values }: Requirement, namespace: string | null): readonly T[] => [
    ...new Set([
      ...values.flatMap((value) => byPair.within(pairKey(key, value), namespace)),
      ...byAddedKey.within(key, namespace),
    ]),
  ];
  return {
    meeting(requirements, namespace) {
      const lists = requirements
        .filter(({ operator }) => operator === 'In')
        .map((requirement) => postings(requirement, namespace));
      const rarest = lists.reduce(
        (best, next) => (next.length < best.length ? next : best),
        lists[0] ?? all.within('', namespace),
      );
      return rarest.filter(
        (item) =>
          allOf(requirements.map((requirement) => satisfies(requirement, labelsOf(item), addedOf(item)))) !== 'no',
      );
    },
    sharing: (requirements, most) =>
      new Set(
        requirements
          .filter(({ operator }) => operator === 'In')
          .flatMap(({ key, values }) => values.flatMap((value) => byPair.of(pairKey(key, value)).slice(0, most))),
      ),
  };
}
