import { describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/graph.js';
import { readLabelSelector, type Requirement } from '../../../src/k8s/labels/labels.js';
import type { Resource } from '../../../src/k8s/object/resource.js';
import { graphIn, graphOf, kustomization, object, ofKind, stream, workload } from '../../support/graphs.js';

const budget = (selector: string, namespace?: string): string =>
  object(
    'policy/v1 PodDisruptionBudget',
    namespace === undefined ? 'b' : `{name: b, namespace: ${namespace}}`,
    `spec: {selector: ${selector}}`,
  );

function budgetOf(graph: Graph): { readonly from: Resource; readonly selector: readonly Requirement[] } {
  const [from] = ofKind(graph, 'policy', 'PodDisruptionBudget');
  if (from === undefined) throw new Error('no budget');
  return { from, selector: readLabelSelector(from.tree, ['spec', 'selector']) };
}

const namesOf = (templates: readonly { readonly workload: { readonly name: string } }[]): readonly string[] =>
  templates.map(({ workload: { name } }) => name).sort();

describe('Pods that a LabelSelector selects (semantics 2.3)', () => {
  const pods = [
    workload('web', { labels: '{app: web, tier: front}' }),
    workload('api', { labels: '{app: api, tier: front}' }),
    workload('db', { kind: 'StatefulSet' }),
  ];
  it.each<readonly [string, string, readonly string[]]>([
    ['all of no requirement', '{}', ['api', 'db', 'web']],
    ['all pairs', '{matchLabels: {app: web, tier: front}}', ['web']],
    [
      'pairs and expressions together',
      '{matchLabels: {tier: front}, matchExpressions: [{key: app, operator: In, values: [api]}]}',
      ['api'],
    ],
    ['one of several values', '{matchExpressions: [{key: app, operator: In, values: [db, api]}]}', ['api', 'db']],
    ['a key that is there', '{matchExpressions: [{key: tier, operator: Exists}]}', ['api', 'web']],
    [
      'a key that is not there, for NotIn',
      '{matchExpressions: [{key: tier, operator: NotIn, values: [front]}]}',
      ['db'],
    ],
    ['a label that a controller adds', '{matchLabels: {statefulset.kubernetes.io/pod-name: db-0}}', ['db']],
    ['not one that it adds with another value', '{matchLabels: {statefulset.kubernetes.io/pod-name: web-0}}', []],
    ['what nobody can know', '{matchLabels: {app: web, pod-template-hash: abc}}', ['web']],
  ])('%s', (_, selector, expected) => {
    const graph = graphOf({ 'a.yaml': stream(budget(selector), ...pods) });
    const { from, selector: requirements } = budgetOf(graph);
    expect(namesOf(graph.labelled.pods(requirements, from))).toEqual(expected);
  });

  it.each<readonly [string | undefined, readonly string[]]>([
    ['one', ['open', 'own']],
    ['two', ['open', 'other']],
    ['three', ['open']],
    [undefined, ['open', 'other', 'own']],
  ])('of a budget in namespace %s', (namespace, expected) => {
    const labels = '{app: web}';
    const graph = graphOf({
      'a.yaml': stream(
        budget('{matchLabels: {app: web}}', namespace),
        workload('own', { namespace: 'one', labels }),
        workload('other', { namespace: 'two', labels }),
        workload('open', { labels }),
      ),
    });
    const { from, selector } = budgetOf(graph);
    expect(namesOf(graph.labelled.pods(selector, from))).toEqual(expected);
  });
});

describe('Pods that a LabelSelector meant, where it selects none', () => {
  it.each<readonly [string, string, string | undefined]>([
    ['a look-alike', '{matchLabels: {app: webb}}', 'web'],
    ['those of the name that speaks for them', '{matchLabels: {app: shop}}', 'named'],
    [
      'not those that an expression excludes',
      '{matchLabels: {app: webb}, matchExpressions: [{key: tier, operator: DoesNotExist}]}',
      'named',
    ],
    [
      'none, where no pair has a value to change',
      '{matchExpressions: [{key: app, operator: In, values: [webb]}]}',
      undefined,
    ],
    ['none among strangers', '{matchLabels: {team: red}}', undefined],
  ])('%s', (_, selector, expected) => {
    const graph = graphOf({
      'a.yaml': budget(selector),
      'b.yaml': workload('web', { labels: '{app: web, tier: front}' }),
      'far/c.yaml': workload('named', { labels: '{app: other}' }),
    });
    const { from, selector: requirements } = budgetOf(graph);
    expect(graph.labelled.nearest(requirements, from, 'named')?.template.workload.name).toBe(expected);
  });
});

describe('Pods of other units', () => {
  it.each<readonly [string, string, string | undefined, readonly string[]]>([
    ['that match', '{matchLabels: {app: away}}', undefined, ['away', 'open']],
    ['of the same namespace, or of one left open', '{matchLabels: {app: away}}', 'two', ['open']],
    ['by an expression', '{matchExpressions: [{key: app, operator: NotIn, values: [mine]}]}', 'one', ['away', 'open']],
    ['and none of the unit itself', '{matchLabels: {app: mine}}', undefined, []],
  ])('%s', (_, selector, namespace, expected) => {
    const labels = '{app: away}';
    const graph = graphIn('mine', {
      'mine/kustomization.yaml': kustomization('a.yaml'),
      'mine/a.yaml': stream(budget(selector, namespace), workload('mine')),
      'theirs/kustomization.yaml': kustomization('b.yaml'),
      'theirs/b.yaml': stream(workload('away', { namespace: 'one', labels }), workload('open', { labels })),
    });
    const { from, selector: requirements } = budgetOf(graph);
    expect(namesOf(graph.elsewhere.pods(requirements, from))).toEqual(expected);
  });
});
