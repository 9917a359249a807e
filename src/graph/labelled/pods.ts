import { carries, satisfies, allOf, type LabelPair, type Match, type Requirement } from '../../k8s/labels/labels.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Graph } from '../graph.js';
import type { Surroundings } from '../unit/surroundings.js';
import type { Namespaces } from '../unit/namespaces.js';
import { nearestMiss } from '../selection/near-miss.js';
import { scopeOf } from '../unit/scope.js';
import type { UnitIndex } from '../unit/unit-index.js';

export interface Pods extends Pick<Graph, 'podsMatching' | 'podsElsewhere' | 'nearestPods'> {
  /** Pod templates of other units that a LabelSelector would select, in the namespaces that the test lets pass. */
  podsBeyond(selector: readonly Requirement[], isInReach: (resource: Resource) => boolean): readonly PodTemplate[];
}

/** The Pods that a LabelSelector selects (semantics 2.3), and those that one without any was probably meant for. */
export function podsOf(index: UnitIndex, namespaces: Namespaces, elsewhere: Surroundings['elsewhere']): Pods {
  const mayShare = (from: Resource, template: PodTemplate): boolean =>
    namespaces.same(from, template.workload.resource) !== 'no';

  const podsMatching = (selector: readonly Requirement[], from: Resource): readonly PodTemplate[] => {
    const pairs = pairsOf(selector);
    const candidates = pairs.size > 0 ? index.labels.matching(pairs) : [...index.templates];
    return candidates.filter((template) => mayShare(from, template) && matches(selector, template) !== 'no');
  };

  const nearestPods: Graph['nearestPods'] = (selector, from, name) => {
    const pairs = pairsOf(selector);
    const others = selector.filter(({ pair }) => pair === undefined);
    if (pairs.size === 0) return undefined;
    const among = [index.templatesInFolderOf(from), index.templatesNamed(name), index.labels.sharing(pairs)];
    const candidates = [...new Set(among.flatMap((templates) => [...templates]))].filter(
      (template) => matches(others, template) !== 'no',
    );
    return nearestMiss(
      { name },
      pairs,
      candidates.map((template) => ({
        template,
        scope: scopeOf(from, template.workload.resource),
        otherNamespace: !mayShare(from, template),
        taken: false,
      })),
    );
  };

  const podsBeyond: Pods['podsBeyond'] = (selector, isInReach) =>
    elsewhere({ selector: pairsOf(selector) }).filter(
      (template) =>
        !index.holds(template.workload.resource) &&
        isInReach(template.workload.resource) &&
        matches(selector, template) !== 'no',
    );
  const podsElsewhere: Graph['podsElsewhere'] = (selector, from) =>
    podsBeyond(selector, (other) => namespaces.same(from, other) !== 'no');

  return { podsMatching, podsElsewhere, podsBeyond, nearestPods };
}

/** The pairs that must hold one by one; an `In` of one value is no pair, because it has no place of its own for the value. */
function pairsOf(selector: readonly Requirement[]): ReadonlyMap<string, LabelPair> {
  return new Map(selector.flatMap(({ pair }) => (pair === undefined ? [] : [[pair.key, pair] as const])));
}

function matches(selector: readonly Requirement[], template: PodTemplate): Match {
  return allOf(selector.map((requirement) => oneOf(requirement, template)));
}

function oneOf(requirement: Requirement, { labels, added }: PodTemplate): Match {
  const { pair } = requirement;
  return pair === undefined ? satisfies(requirement, labels, added) : carries(pair.key, pair.value, labels, added);
}
