import type { RivalBudget } from '../../../src/graph/labelled/budgets.js';
import { describe, type Resource } from '../../../src/k8s/object/resource.js';
import { readLabels } from '../../../src/k8s/labels/labels.js';
import { podsWords } from '../../../src/message/labels.js';
import { defineRule, type Finding } from '../../../src/rule/rule.js';

/** The eviction API answers with an error where a Pod has more than one budget (semantics 7.9). */
export default defineRule({
  id: 'rival-disruption-budgets',
  severity: 'warning',
  summary: 'Two PodDisruptionBudgets that cover the same Pods',
  kinds: ['policy/PodDisruptionBudget'],
  fixable: false,
  since: '0.1.0',

  *check(resource, { labelled, selection }) {
    const rival = labelled.rivalBudget(resource);
    if (rival === undefined) return;
    // A common label that widens Services widens budgets as well: it is said of the label.
    const labels = [...readLabels(resource.tree, ['spec', 'selector', 'matchLabels']).values()];
    if (!labels.some(({ keyAt, valueAt }) => valueAt.over !== undefined && selection.widenedAt(keyAt).length > 0))
      yield rivalling(resource, rival);
  },
});

function rivalling(resource: Resource, { budget, template }: RivalBudget): Finding {
  return {
    message:
      `${describe(resource)} covers the Pods of ${describe(template.workload.resource)}, ` +
      `as ${describe(budget)} does`,
    at: { place: resource.keyAt('spec', 'selector'), text: `selects ${podsWords(template)}` },
    related: [
      { place: budget.keyAt('spec', 'selector'), text: `${describe(budget)} selects them too` },
      { place: template.at('metadata', 'labels'), text: 'these labels meet both selectors' },
    ],
    notes: [
      'a Pod with two budgets cannot be evicted at all: the eviction API answers with an error, and a drain hangs',
    ],
    help: 'keep one budget for these Pods',
  };
}
