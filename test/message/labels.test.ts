import { describe, expect, it } from 'vitest';
import { explainDifference, pairWords, podsWords, requirementWords } from '../../src/message/labels.js';
import { readLabelSelector } from '../../src/k8s/labels/labels.js';
import { textOf } from '../../src/text/source-file.js';
import { graphOf, object, service, serviceNamed, stream, templateOf, workload } from '../support/graphs.js';
import { treeOf } from '../support/trees.js';

/** What is said of the first difference between Service `s` and the Pods of workload `web`. */
function explain(selector: string, web: string) {
  const graph = graphOf({ 'a.yaml': stream(service('s', `{selector: ${selector}, ports: [{port: 80}]}`), web) });
  const miss = graph.selection.nearMiss(serviceNamed(graph, 's'));
  const [difference] = miss?.differences ?? [];
  if (miss === undefined || difference === undefined) throw new Error('no difference');
  const { clause, ends, fix } = explainDifference(difference, miss.template);
  return {
    clause,
    ends: ends.map(({ place, text }) => `${textOf(place.span)}: ${text}`),
    fix: fix?.changes.map(changeWords),
  };
}

function changeWords(change: NonNullable<ReturnType<typeof explainDifference>['fix']>['changes'][number]): string {
  if ('replace' in change) return `${textOf(change.replace.span)} -> ${change.with}`;
  if ('under' in change) return `${change.entry.join(': ')} under ${textOf(change.under.span)}`;
  return 'before' in change
    ? `${change.entry.join(': ')} before ${textOf(change.before.span)}`
    : `${change.entry.join(': ')} after ${textOf(change.after.key.span)}`;
}

const onController = (labels: string): string =>
  workload('web').replace('metadata: {name: web}', `metadata: {name: web, labels: ${labels}}`);

describe('how one label differs', () => {
  it.each<readonly [string, string, string, string, string, readonly string[] | undefined]>([
    [
      'in case',
      '{app: Web}',
      workload('web'),
      '`app: Web`, which is spelled `app: web` on the Pods of Deployment `web`',
      'web: Deployment `web` has the same value in another case here',
      ['Web -> web'],
    ],
    [
      'by an edit',
      '{app: webb}',
      workload('web'),
      '`app: webb`, which is not on the Pods of Deployment `web`',
      'web: Deployment `web` has a similar value here',
      ['webb -> web'],
    ],
    [
      'in value',
      '{app: cart}',
      workload('web', { labels: '{app: billing}' }),
      '`app: cart`, which is not on the Pods of Deployment `web`',
      'billing: Deployment `web` has another value here',
      ['cart -> billing'],
    ],
    [
      'in key',
      '{run: web}',
      workload('web'),
      'by `run`, which is called `app` on the Pods of Deployment `web`',
      'app: Deployment `web` has the value under this key',
      ['run -> app'],
    ],
    [
      'by its absence',
      '{app: web, tier: front}',
      workload('web'),
      '`tier: front`, which is not on the Pods of Deployment `web`',
      'labels: no label `tier` on the Pods of Deployment `web`',
      undefined,
    ],
    [
      'by its place',
      '{tier: front}',
      onController('{tier: front}'),
      '`tier: front`, which is on Deployment `web` but not on its Pods',
      'front: Deployment `web` itself has it, which does not count',
      ['tier: front before app'],
    ],
    [
      'by what a controller makes of it',
      '{job-name: mine}',
      workload('web', { kind: 'Job', labels: '{job-name: mine}' }).replace('apps/v1', 'batch/v1'),
      '`job-name: mine`, which Job `web` overwrites on its Pods',
      'mine: this value lasts only until a Pod is made',
      undefined,
    ],
    [
      'by the value that a controller gives it',
      '{app: web, job-name: other}',
      workload('web', { kind: 'Job' }).replace('apps/v1', 'batch/v1'),
      '`job-name: other`, which no Pod of Job `web` gets',
      'web: the Pods of Job `web` get other values of this label, from its controller',
      undefined,
    ],
  ])('%s', (_, selector, web, clause, end, fix) => {
    const said = explain(selector, web);
    expect(said.clause).toBe(clause);
    expect(said.ends[0]).toBe(end);
    expect(said.fix).toEqual(fix);
  });
});

describe('words', () => {
  it('for Pods: those of a workload, or a Pod itself', () => {
    const pod = object('v1 Pod', 'alone', 'spec: {containers: [{name: a}]}');
    const graph = graphOf({ 'a.yaml': stream(pod, workload('web')) });
    expect(['alone', 'web'].map((name) => podsWords(templateOf(graph, name)))).toEqual([
      'Pod `alone`',
      'the Pods of Deployment `web`',
    ]);
  });

  it.each([
    ['web', '`app: web`'],
    ['', '`app: ""`'],
  ])('for a label with value %j: %s', (value, words) => {
    expect(pairWords({ key: 'app', value })).toBe(words);
  });

  it.each([
    ['{matchLabels: {app: web}}', '`app: web`'],
    ['{matchExpressions: [{key: app, operator: In, values: [web]}]}', '`app: web`'],
    ['{matchExpressions: [{key: app, operator: In, values: [a, b, c]}]}', '`app` to be `a`, `b`, or `c`'],
    ['{matchExpressions: [{key: app, operator: NotIn, values: [a, b]}]}', '`app` to be other than `a` or `b`'],
    ['{matchExpressions: [{key: app, operator: Exists}]}', 'a label `app`'],
    ['{matchExpressions: [{key: app, operator: DoesNotExist}]}', 'no label `app`'],
  ])('for %s: %s', (selector, words) => {
    const wanted = readLabelSelector(treeOf(object('v1 ConfigMap', 'x', `wanted: ${selector}`)), ['wanted']);
    expect(wanted.map(requirementWords)).toEqual([words]);
  });
});
