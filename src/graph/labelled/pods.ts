import { firstOf } from '../../data/group.js';
import { satisfiesAll, type LabelPair, type Match, type Requirement } from '../../k8s/labels/labels.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { PodTemplate, Workload } from '../../k8s/workloads/workload.js';
import type { Surroundings } from '../unit/surroundings.js';
import type { Namespaces } from '../unit/namespaces.js';
import { MOST_CANDIDATES, nearestMiss, type NearMiss } from '../selection/near-miss.js';
import { scopeOf } from '../unit/scope.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** The Pod templates that LabelSelectors mean. */
export interface Pods {
  /** Those that a LabelSelector will or may select in the namespace of `from`. */
  pods(selector: readonly Requirement[], from: Resource): readonly PodTemplate[];
  /** Whether there are any; most selectors find one at once. */
  selectsAny(selector: readonly Requirement[], from: Resource): boolean;
  /**
   * What a LabelSelector that selects nothing most probably meant; `name` is a workload's name that would speak for it,
   * `left` the last workload that may be meant.
   */
  nearest(selector: readonly Requirement[], from: Resource, name: string, left?: Workload): NearMiss | undefined;
}

/** The same in the other units of the tree. */
export interface PodsElsewhere {
  /** Those that a LabelSelector in the namespace of `from` would select. */
  pods(selector: readonly Requirement[], from: Resource): readonly PodTemplate[];
  /** Those that a LabelSelector would select in a namespace, or in any, as far as the test lets them pass. */
  podsWhere(
    selector: readonly Requirement[],
    namespace: string | null,
    isInReach: (resource: Resource) => boolean,
  ): readonly PodTemplate[];
}

/** The Pods that a LabelSelector selects (semantics 2.3), and those that one without any was probably meant for. */
export function podsOf(index: UnitIndex, namespaces: Namespaces): Pods {
  const mayShare = (from: Resource, template: PodTemplate): boolean =>
    namespaces.same(from, template.workload.resource) !== 'no';
  const candidates = (selector: readonly Requirement[], from: Resource): readonly PodTemplate[] => {
    const pairs = pairsOf(selector);
    const namespace = namespaces.of(from);
    return pairs.size > 0 ? index.labels.matching(pairs, namespace) : index.labels.within(namespace);
  };
  const isSelected = (selector: readonly Requirement[], from: Resource, template: PodTemplate): boolean =>
    mayShare(from, template) && matches(selector, template) !== 'no';
  return {
    pods: (selector, from) => candidates(selector, from).filter((template) => isSelected(selector, from, template)),
    selectsAny: (selector, from) => candidates(selector, from).some((template) => isSelected(selector, from, template)),
    nearest(selector, from, name, left) {
      const pairs = pairsOf(selector);
      const others = selector.filter(({ pair }) => pair === undefined);
      if (pairs.size === 0) return undefined;
      const among = [
        left?.templates ?? [],
        index.templatesInFolderOf(from),
        index.templatesNamed(name),
        // The name of a workload, where a label of its Pods should stand.
        ...[...pairs.values()].map(({ value }) => index.templatesNamed(value)),
        index.labels.sharing(pairs, MOST_CANDIDATES),
      ];
      const near = firstOf(among, MOST_CANDIDATES).filter((template) => matches(others, template) !== 'no');
      return nearestMiss(
        { name },
        pairs,
        near.map((template) => ({
          template,
          scope: scopeOf(from, template.workload.resource),
          otherNamespace: !mayShare(from, template),
          taken: false,
          fits: 'unknown',
          leftOver: template.workload === left,
        })),
      );
    },
  };
}

/** The Pods of other units, to be asked before anything is called absent (semantics 0.3, 9.4). */
export function podsElsewhereOf(
  index: UnitIndex,
  namespaces: Namespaces,
  elsewhere: Surroundings['elsewhere'],
): PodsElsewhere {
  const podsWhere: PodsElsewhere['podsWhere'] = (selector, namespace, isInReach) =>
    elsewhere({ selector: pairsOf(selector) }, namespace).filter(
      (template) =>
        !index.holds(template.workload.resource) &&
        isInReach(template.workload.resource) &&
        matches(selector, template) !== 'no',
    );
  return {
    podsWhere,
    pods: (selector, from) =>
      podsWhere(selector, namespaces.of(from), (other) => namespaces.same(from, other) !== 'no'),
  };
}

/**
 * The pairs that must hold one by one; an `In` of one value is no pair, because it has no place of its own for the
 * value.
 */
function pairsOf(selector: readonly Requirement[]): ReadonlyMap<string, LabelPair> {
  return new Map(selector.flatMap(({ pair }) => (pair === undefined ? [] : [[pair.key, pair] as const])));
}

function matches(selector: readonly Requirement[], { labels, added }: PodTemplate): Match {
  return satisfiesAll(selector, labels, added);
}
