import { append, groupBy } from '../../data/group.js';
import { rememberEach } from '../../data/once.js';
import {
  type AddedLabels,
  allOf,
  carries,
  type Labels,
  type Match,
  type Requirement,
  satisfiesAll,
} from '../../k8s/labels/labels.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { SourceFile } from '../../text/source-file.js';

/** Whether the Pods of a template satisfy every pair of a Service selector (semantics 2.2, 3.2). */
export function matchOf(selector: Labels, template: PodTemplate): Match {
  return allOf([...selector.values()].map((pair) => carries(pair.key, pair.value, template.labels, template.added)));
}

/**
 * Pod templates by label pair and namespace, so that a selector is compared only with those that share its rarest pair
 * where it looks: a thousand Services and a thousand workloads never become a million comparisons, whatever they have
 * in common.
 */
export interface LabelsIndex {
  /**
   * Templates that satisfy the selector for sure, or may (labels whose value is known at run time only), and whose
   * manifest names that namespace or none; of all namespaces where it is null.
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
  const byLabel = new Carriers(templates, {
    labelsOf: ({ labels }) => labels,
    addedOf: ({ added }) => added,
    namespaceOf: ({ workload }) => workload.resource.namespace,
  });
  const matches = (selector: Labels, lists: readonly (readonly PodTemplate[])[]): readonly PodTemplate[] =>
    (shortest(lists) ?? []).filter((template) => matchOf(selector, template) !== 'no');
  return {
    matching(selector, namespace) {
      const lists = [...selector.values()].map(({ key, value }) => byLabel.carrying(key, [value], namespace));
      return matches(selector, lists);
    },
    near(selector, namespace, { file }, scope) {
      const [placeOf, place] = scope === 'file' ? [fileOf, file] : [folderOfTemplate, file.folder];
      const lists = [...selector.values()].map(({ key, value }) => {
        const there = byLabel.carryingAt(key, value, placeOf, place);
        // A folder may hold many namespaces, and a namespace many folders.
        return there.length <= SHORT ? there : shorter(there, byLabel.carrying(key, [value], namespace));
      });
      const isThere = (template: PodTemplate): boolean => {
        const { namespace: own } = template.workload.resource;
        return placeOf(template) === place && (namespace === null || own === undefined || own === namespace);
      };
      return matches(selector, lists).filter(isThere);
    },
    sharing: (selector, most) =>
      new Set([...selector.values()].flatMap(({ key, value }) => byLabel.first(most, key, value))),
    within: (namespace) => byLabel.within(namespace),
  };
}

const fileOf = ({ workload }: PodTemplate): SourceFile => workload.resource.file;

const folderOfTemplate = ({ workload }: PodTemplate): string => workload.resource.file.folder;

/** Things by the label pairs that they carry, for sure or maybe. */
class Carriers<T> {
  readonly #byPair: Postings<T>;
  readonly #byAddedKey: Postings<T>;
  readonly #all: Postings<T>;

  constructor(items: readonly T[], { labelsOf, addedOf = () => NOTHING_ADDED, namespaceOf }: Labelling<T>) {
    this.#byPair = new Postings(namespaceOf);
    this.#byAddedKey = new Postings(namespaceOf);
    this.#all = new Postings(namespaceOf);
    for (const item of items) {
      for (const { key, value } of labelsOf(item).values()) this.#byPair.add(pairKey(key, value), item);
      for (const key of addedOf(item).keys()) this.#byAddedKey.add(key, item);
      this.#all.add('', item);
    }
  }

  /** What has one of these values under the key, or a value that is known at run time only. */
  carrying(key: string, values: readonly string[], namespace: string | null): readonly T[] {
    const exact = values.map((value) => this.#byPair.within(pairKey(key, value), namespace));
    return joined([...exact, this.#byAddedKey.within(key, namespace)]);
  }

  /**
   * What has the value under the key, or one that is known at run time only, as far as `placeOf` says that it stands
   * there.
   */
  carryingAt(key: string, value: string, placeOf: (item: T) => unknown, place: unknown): readonly T[] {
    return joined([this.#byPair.at(pairKey(key, value), placeOf, place), this.#byAddedKey.at(key, placeOf, place)]);
  }

  /** The first of those that are known to carry a pair. */
  first(most: number, key: string, value: string): readonly T[] {
    return this.#byPair.of(pairKey(key, value)).slice(0, most);
  }

  within(namespace: string | null): readonly T[] {
    return this.#all.within('', namespace);
  }
}

/** What is in any of the lists, each once. */
function joined<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const [only, ...others] = lists.filter((list) => list.length > 0);
  return others.length === 0 ? (only ?? []) : [...new Set(lists.flat())];
}

/** The shortest list, the first of several; undefined where there is none. */
function shortest<T>(lists: readonly (readonly T[])[]): readonly T[] | undefined {
  const [first] = lists;
  return first && lists.reduce(shorter, first);
}

function shorter<T>(some: readonly T[], others: readonly T[]): readonly T[] {
  return others.length < some.length ? others : some;
}

/** NUL stands in neither half of a legal label, so that no two pairs share a key. */
const pairKey = (key: string, value: string): string => `${key}\0${value}`;

/** A list is told apart by namespace only where it is longer. */
const SHORT = 16;

/** Things by a key, and where many have it by namespace too; each list is in the order in which they were added. */
class Postings<T> {
  readonly #namespaceOf: (item: T) => string | undefined;
  readonly #byKey = new Map<string, T[]>();
  readonly #byNamespace = new Map<string, ReadonlyMap<string | undefined, Posted<T>>>();

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
    const known = this.#byNamespace.get(key) ?? this.#postedBy(key, all);
    const [own, open] = [known.get(namespace), known.get(undefined)];
    if (own !== undefined && open !== undefined) return inOrder(own, open);
    return (own ?? open)?.items ?? [];
  }

  #postedBy(key: string, all: readonly T[]): ReadonlyMap<string | undefined, Posted<T>> {
    const groups = groupBy(
      all.map((item, at) => ({ item, at })),
      ({ item }) => this.#namespaceOf(item),
    );
    const posted = new Map(
      [...groups].map(([namespace, numbered]) => [namespace, { numbered, items: numbered.map(({ item }) => item) }]),
    );
    this.#byNamespace.set(key, posted);
    return posted;
  }

  /** Those of which `placeOf` says that they stand there. */
  at(key: string, placeOf: (item: T) => unknown, place: unknown): readonly T[] {
    const all = this.of(key);
    if (all.length <= SHORT) return all.filter((item) => placeOf(item) === place);
    return this.#byPlace(all, placeOf).get(place) ?? [];
  }
}

/** The things of one namespace that have a key. */
interface Posted<T> {
  readonly items: readonly T[];
  readonly numbered: readonly Numbered<T>[];
}

/** Two lists, each in the order of its items, as one. */
function inOrder<T>(some: Posted<T>, more: Posted<T>): readonly T[] {
  return [...some.numbered, ...more.numbered].sort((a, b) => a.at - b.at).map(({ item }) => item);
}

/** An item, and the how-manieth it is. */
interface Numbered<T> {
  readonly item: T;
  readonly at: number;
}

/** Labelled things by label pair, so that a LabelSelector is compared only with those that have its rarest pair. */
export interface RequirementsIndex<T> {
  /**
   * What meets every requirement for sure, or may; everything where there are none (semantics 2.3). As above for the
   * namespace.
   */
  meeting(requirements: readonly Requirement[], namespace: string | null): readonly T[];
  /** Whether anything does. */
  meetsAny(requirements: readonly Requirement[], namespace: string | null): boolean;
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

export function indexRequirements<T>(items: readonly T[], labelling: Labelling<T>): RequirementsIndex<T> {
  const { labelsOf, addedOf = () => NOTHING_ADDED } = labelling;
  const byLabel = new Carriers(items, labelling);
  const candidates = (requirements: readonly Requirement[], namespace: string | null): readonly T[] => {
    const lists = wantedValues(requirements).map(({ key, values }) => byLabel.carrying(key, values, namespace));
    return shortest(lists) ?? byLabel.within(namespace);
  };
  const meets = (requirements: readonly Requirement[], item: T): boolean =>
    satisfiesAll(requirements, labelsOf(item), addedOf(item)) !== 'no';
  return {
    meeting: (requirements, namespace) =>
      candidates(requirements, namespace).filter((item) => meets(requirements, item)),
    meetsAny: (requirements, namespace) =>
      candidates(requirements, namespace).some((item) => meets(requirements, item)),
    sharing: (requirements, most) =>
      new Set(
        wantedValues(requirements).flatMap(({ key, values }) =>
          values.flatMap((value) => byLabel.first(most, key, value)),
        ),
      ),
  };
}

/** The requirements that say which values a label may have. */
function wantedValues(requirements: readonly Requirement[]): readonly Requirement[] {
  return requirements.filter(({ operator }) => operator === 'In');
}
