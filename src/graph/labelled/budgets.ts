import { once } from '../../data/once.js';
import { readLabelSelector } from '../../k8s/labels/labels.js';
import { labelSelectorState } from '../../k8s/labels/label-selector.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import type { Namespaces } from '../unit/namespaces.js';
import { areApplied } from '../unit/scope.js';
import type { UnitIndex } from '../unit/unit-index.js';
import type { Pods } from './pods.js';

/** Another budget for Pods that one covers already. */
export interface RivalBudget {
  readonly budget: Resource;
  readonly template: PodTemplate;
}

/** What PodDisruptionBudgets cover. */
export interface Budgets {
  /** The Pod templates that the budget selects; none where its selector cannot be read in full. */
  coveredBy(budget: Resource): readonly PodTemplate[];
  /** The first budget of another name that covers some of the same Pods; undefined for the first one itself. */
  rivalBudget(budget: Resource): RivalBudget | undefined;
}

/** Which budgets meet on one Pod (semantics 7.9). */
export function budgetsOf(
  index: UnitIndex,
  namespaces: Namespaces,
  { pods }: Pick<Pods, 'pods'>,
  isRefused: (resource: Resource) => boolean,
): Budgets {
  const coveredBy = (budget: Resource): readonly PodTemplate[] => {
    const state = labelSelectorState(budget);
    const isRead = state === 'written' || (state === 'empty' && budget.apiVersion === 'policy/v1');
    if (!isRead || budget.partial || isRefused(budget)) return [];
    return pods(readLabelSelector(budget.tree, ['spec', 'selector']), budget).filter(
      ({ workload }) => namespaces.same(budget, workload.resource) === 'yes',
    );
  };
  /** Files that each hold the whole of one application are alternatives (semantics 14.3). */
  const hasItsOwn = (budget: Resource, { workload }: PodTemplate): boolean =>
    index
      .workloadsNamed(workload.name)
      .some(
        ({ kind, resource }) =>
          kind === workload.kind && resource !== workload.resource && resource.file === budget.file,
      );
  const rivals = once(() => {
    const first = new Map<PodTemplate, Resource>();
    const found = new Map<Resource, RivalBudget>();
    for (const budget of index.ofKind('policy', 'PodDisruptionBudget')) {
      for (const template of coveredBy(budget)) {
        const before = first.get(template);
        if (before === undefined) first.set(template, budget);
        else if (
          before.name !== budget.name &&
          areApplied(before, budget, template.workload.resource, index.isOneApply) &&
          ![before, budget].some((each) => hasItsOwn(each, template)) &&
          !found.has(budget)
        )
          found.set(budget, { budget: before, template });
      }
    }
    return found;
  });
  return { coveredBy, rivalBudget: (budget) => rivals().get(budget) };
}
