import { describe, expect, it } from 'vitest';
import { graphOf, object, policiesOf, stream, templateOf, workload } from '../../support/graphs.js';

const policy = (name: string, spec: string, namespace?: string): string =>
  object(
    'networking.k8s.io/v1 NetworkPolicy',
    namespace === undefined ? name : `{name: ${name}, namespace: ${namespace}}`,
    `spec: {${spec}}`,
  );
const web = 'podSelector: {matchLabels: {app: web}}';

/** The policies that isolate the Pods of `web`. */
const isolating = (objects: readonly string[], direction?: 'ingress' | 'egress'): readonly string[] => {
  const graph = graphOf({ 'a.yaml': stream(...objects) });
  return graph.policies.isolating(templateOf(graph, 'web'), direction).map(({ name }) => name);
};

describe('the policies that isolate Pods (semantics 7.10)', () => {
  it.each<readonly [string, readonly string[], readonly string[]]>([
    [
      'those that select them, in their order',
      [workload('web'), policy('b', web), policy('c', 'podSelector: {}'), policy('a', web)],
      ['b', 'c', 'a'],
    ],
    ['not those that select others', [workload('web'), policy('a', 'podSelector: {matchLabels: {app: api}}')], []],
    [
      'not those of another namespace',
      [workload('web', { namespace: 'one' }), policy('a', web, 'two'), policy('b', web, 'one')],
      ['b'],
    ],
    [
      'by sets of one key, each of its own',
      [
        workload('web'),
        policy('a', 'podSelector: {matchExpressions: [{key: app, operator: In, values: [web]}]}'),
        policy('b', 'podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [web]}]}'),
        policy('c', 'podSelector: {matchExpressions: [{key: app, operator: In, values: [api]}]}'),
      ],
      ['a'],
    ],
    [
      'not Pods on the network of their node',
      [workload('web', { containers: '[{name: a}], hostNetwork: true' }), policy('a', web)],
      [],
    ],
    ['none where there are none', [workload('web')], []],
  ])('%s', (_, objects, expected) => {
    expect(isolating(objects)).toEqual(expected);
  });

  it('count for the directions that they name', () => {
    const all = [
      workload('web'),
      policy('in', `${web}, policyTypes: [Ingress]`),
      policy('out', `${web}, policyTypes: [Egress]`),
      policy('both', `${web}, policyTypes: [Ingress, Egress]`),
    ];
    expect([isolating(all, 'ingress'), isolating(all, 'egress'), isolating(all)]).toEqual([
      ['in', 'both'],
      ['out', 'both'],
      ['in', 'out', 'both'],
    ]);
  });

  it('have receivers that are sure, or none', () => {
    const received = (namespace: string | undefined): readonly string[] => {
      const graph = graphOf({
        'a.yaml': stream(
          workload('web', { namespace: 'one' }),
          workload('api', namespace === undefined ? {} : { namespace }),
          policy('a', 'podSelector: {}, ingress: [{}]', 'one'),
        ),
      });
      return policiesOf(graph).flatMap((each) =>
        each.rules.flatMap((rule) => graph.policies.receivers(each, rule).map(({ workload: { name } }) => name)),
      );
    };
    expect([received('one'), received(undefined)]).toEqual([['web', 'api'], []]);
  });

  it('belong to the same Pods where their selectors are the same', () => {
    const graph = graphOf({
      'a.yaml': stream(
        workload('web'),
        workload('api'),
        policy('a', web),
        policy('b', web),
        policy('c', 'podSelector: {}'),
      ),
    });
    expect(
      policiesOf(graph).map((each) => graph.policies.selected(each).map(({ workload: { name } }) => name)),
    ).toEqual([['web'], ['web'], ['web', 'api']]);
  });
});
