import { describe, expect, it } from 'vitest';
import { graphOf, object, policiesOf, stream, workload } from '../../support/graphs.js';

const policy = (spec: string): string =>
  object('networking.k8s.io/v1 NetworkPolicy', '{name: allow, namespace: shop}', `spec: {${spec}}`);
const labelled = (name: string, labels: string): string => workload(name, { namespace: 'shop', labels });

/** Which workloads stand together, as far as the policies can tell. */
function cohorts(objects: readonly string[]): readonly string[] {
  const graph = graphOf({ 'a.yaml': stream(...objects) });
  return graph.policies.cohorts().map(({ templates }) => templates.map((template) => template.workload.name).join(' '));
}

describe('Pods that no policy tells apart', () => {
  const web = 'podSelector: {matchLabels: {app: web}}';
  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['are all of them where nothing is asked', [workload('web'), workload('api'), workload('db')], ['web api db']],
    [
      'are those of which no value is named',
      [labelled('web', '{app: web}'), labelled('api', '{app: api}'), labelled('db', '{app: db}'), policy(web)],
      ['web', 'api db'],
    ],
    [
      'are told by what peers ask for',
      [
        labelled('web', '{app: web}'),
        labelled('api', '{app: api}'),
        policy('podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: api}}}]}]'),
      ],
      ['web', 'api'],
    ],
    [
      'are told by whether they have a key',
      [
        labelled('web', '{app: a, tier: one}'),
        labelled('api', '{app: b, tier: two}'),
        labelled('db', '{app: c}'),
        policy('podSelector: {matchExpressions: [{key: tier, operator: Exists}]}'),
      ],
      ['web api', 'db'],
    ],
    [
      'are the same in any order of their labels',
      [
        labelled('web', '{a: x, b: y}'),
        labelled('api', '{b: y, a: x}'),
        policy('podSelector: {matchLabels: {a: x, b: y}}'),
      ],
      ['web api'],
    ],
    [
      'live in one namespace',
      [workload('web', { namespace: 'shop' }), workload('api', { namespace: 'other' }), workload('db')],
      ['web', 'api', 'db'],
    ],
    [
      'are all on the network of their node, or none',
      [workload('web', { containers: '[{name: a}], hostNetwork: true' }), workload('api')],
      ['web', 'api'],
    ],
    [
      'are none whose controller adds a label that is asked for',
      [
        labelled('web', '{app: web}'),
        labelled('api', '{app: web}'),
        policy('podSelector: {matchLabels: {pod-template-hash: abc}}'),
      ],
      ['web', 'api'],
    ],
  ])('%s', (_, objects, expected) => {
    expect(cohorts(objects)).toEqual(expected);
  });
});

describe('lists of Pods', () => {
  it('are in the order of the unit, and one for the same cohorts', () => {
    const graph = graphOf({
      'a.yaml': stream(
        labelled('c', '{app: c}'),
        labelled('a', '{app: a}'),
        labelled('b', '{app: b}'),
        policy('podSelector: {matchExpressions: [{key: app, operator: In, values: [a, c]}]}'),
        policy('podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [b]}]}').replace('allow', 'more'),
      ),
    });
    const [first, second] = policiesOf(graph).map((each) => graph.policies.selected(each));
    expect(first?.map(({ workload: { name } }) => name)).toEqual(['c', 'a']);
    expect(second).toBe(first);
  });
});
