import { describe, expect, it } from 'vitest';
import { graphOf, object, ofKind, stream, workload } from '../../support/graphs.js';

const budget = (name: string, selector: string, version = 'policy/v1'): string =>
  object(`${version} PodDisruptionBudget`, `{name: ${name}, namespace: shop}`, `spec: {minAvailable: 1, ${selector}}`);

describe('what a PodDisruptionBudget covers (semantics 7.9)', () => {
  it.each([
    ['the Pods that it selects', budget('b', 'selector: {matchLabels: {app: web}}'), ['web']],
    ['every Pod, by an empty selector', budget('b', 'selector: {}'), ['web', 'api']],
    ['none by an empty one of the beta', budget('b', 'selector: {}', 'policy/v1beta1'), []],
    ['none without a selector', budget('b', 'maxUnavailable: 1'), []],
    ['none of other labels', budget('b', 'selector: {matchLabels: {app: db}}'), []],
  ])('%s', (_, document, expected) => {
    const pods = ['web', 'api'].map((name) => workload(name, { namespace: 'shop' }));
    const graph = graphOf({ 'a.yaml': stream(document, ...pods) });
    const [found] = ofKind(graph, 'policy', 'PodDisruptionBudget');
    const covered = found === undefined ? [] : graph.labelled.coveredBy(found);
    expect(covered.map(({ workload: { name } }) => name)).toEqual(expected);
  });
});

describe('another budget for the same Pods', () => {
  it.each<readonly [string, string, string, readonly (string | undefined)[]]>([
    ['is the first one', 'selector: {matchLabels: {app: web}}', 'selector: {}', [undefined, 'one']],
    [
      'is none for others',
      'selector: {matchLabels: {app: web}}',
      'selector: {matchLabels: {app: api}}',
      [undefined, undefined],
    ],
  ])('%s', (_, first, second, expected) => {
    const pods = ['web', 'api'].map((name) => workload(name, { namespace: 'shop' }));
    const graph = graphOf({ 'a.yaml': stream(budget('one', first), budget('two', second), ...pods) });
    const budgets = ofKind(graph, 'policy', 'PodDisruptionBudget');
    expect(budgets.map((each) => graph.labelled.rivalBudget(each)?.budget.name)).toEqual(expected);
  });
});
