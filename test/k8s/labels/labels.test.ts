import { describe, expect, it } from 'vitest';
import { addedLabels } from '../../../src/k8s/workloads/added-labels.js';
import {
  allOf,
  carries,
  readLabels,
  readLabelSelector,
  satisfies,
  type AddedLabels,
  type Match,
} from '../../../src/k8s/labels/labels.js';
import { resourceOf } from '../../support/resources.js';
import { treeOf } from '../../support/trees.js';

const labels = readLabels(treeOf('kind: T\nl: {app: web, tier: "", track: canary}\n'), ['l']);
const none: AddedLabels = new Map();
const added: AddedLabels = new Map([
  ['hash', (): Match => 'unknown'],
  ['index', (wanted: string): Match => (wanted === '0' ? 'yes' : 'no')],
]);

describe('a LabelSelector requirement', () => {
  it.each<readonly [string, string, readonly string[], Match]>([
    ['app', 'In', ['web'], 'yes'],
    ['app', 'In', ['api', 'web'], 'yes'],
    ['app', 'In', ['Web'], 'no'],
    ['app', 'In', [], 'no'],
    ['tier', 'In', [''], 'yes'],
    ['gone', 'In', [''], 'no'],
    ['gone', 'In', ['web'], 'no'],
    ['app', 'NotIn', ['web'], 'no'],
    ['app', 'NotIn', ['api'], 'yes'],
    ['gone', 'NotIn', ['web'], 'yes'],
    ['app', 'Exists', [], 'yes'],
    ['tier', 'Exists', [], 'yes'],
    ['gone', 'Exists', [], 'no'],
    ['app', 'DoesNotExist', [], 'no'],
    ['gone', 'DoesNotExist', [], 'yes'],
    ['app', 'in', ['web'], 'unknown'],
    ['app', 'Equals', ['web'], 'unknown'],
    ['hash', 'In', ['abc'], 'unknown'],
    ['hash', 'NotIn', ['abc'], 'unknown'],
    ['hash', 'Exists', [], 'yes'],
    ['hash', 'DoesNotExist', [], 'no'],
    ['index', 'In', ['0'], 'yes'],
    ['index', 'In', ['1'], 'no'],
    ['index', 'NotIn', ['0'], 'no'],
    ['index', 'In', ['1', '0'], 'yes'],
  ])('%s %s %j: %s', (key, operator, values, expected) => {
    const place = labels.get('app')?.valueAt;
    if (place === undefined) throw new Error('no place');
    expect(satisfies({ key, operator, values, at: place, pair: undefined }, labels, added)).toBe(expected);
  });

  it('reads matchLabels and matchExpressions alike', () => {
    const tree = treeOf(
      'kind: T\ns:\n  matchLabels: {a: x}\n  matchExpressions: [{key: b, operator: Exists}, {key: c, operator: In, values: [w, 5]}, {key: d}]\n',
    );
    expect(readLabelSelector(tree, ['s']).map(({ key, operator, values }) => [key, operator, values])).toEqual([
      ['a', 'In', ['x']],
      ['b', 'Exists', []],
      ['c', 'In', ['w']],
    ]);
  });
});

describe('allOf', () => {
  it.each<readonly [readonly Match[], Match]>([
    [[], 'yes'],
    [['yes', 'yes'], 'yes'],
    [['yes', 'unknown'], 'unknown'],
    [['unknown', 'no', 'yes'], 'no'],
  ])('%j: %s', (answers, expected) => {
    expect(allOf(answers)).toBe(expected);
  });
});

describe('readLabels', () => {
  it('takes strings alone, as the decoder does', () => {
    const map = readLabels(treeOf('kind: T\nl: {a: x, b: 5, c: yes, d: "5", e: {f: g}, h: [i]}\n'), ['l']);
    expect([...map.keys()]).toEqual(['a', 'd']);
  });

  it('drops null on the client, keeps it as empty text on the server', () => {
    const tree = treeOf('kind: T\nl: {a: , b: ~}\n');
    expect([...readLabels(tree, ['l']).keys()]).toEqual([]);
    expect([...readLabels(tree, ['l'], true).values()].map(({ key, value }) => [key, value])).toEqual([
      ['a', ''],
      ['b', ''],
    ]);
  });
});

describe('labels that controllers add', () => {
  const matches = (manifest: string, key: string, value: string): Match =>
    carries(key, value, new Map(), addedLabels(resourceOf(manifest)));
  const object = (apiVersion: string, kind: string, spec = '{}'): string =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: db}\nspec: ${spec}\n`;

  it.each<readonly [string, string, string, Match]>([
    [object('apps/v1', 'StatefulSet'), 'statefulset.kubernetes.io/pod-name', 'db-0', 'yes'],
    [object('apps/v1', 'StatefulSet'), 'statefulset.kubernetes.io/pod-name', 'db-12', 'yes'],
    [object('apps/v1', 'StatefulSet'), 'statefulset.kubernetes.io/pod-name', 'db-01', 'no'],
    [object('apps/v1', 'StatefulSet'), 'statefulset.kubernetes.io/pod-name', 'db-', 'no'],
    [object('apps/v1', 'StatefulSet'), 'statefulset.kubernetes.io/pod-name', 'dbx0', 'no'],
    [object('apps/v1', 'StatefulSet'), 'statefulset.kubernetes.io/pod-name', 'other-0', 'no'],
    [object('apps/v1', 'StatefulSet', '{ordinals: {start: 5}}'), 'statefulset.kubernetes.io/pod-name', 'db-0', 'no'],
    [object('apps/v1', 'StatefulSet', '{ordinals: {start: 5}}'), 'statefulset.kubernetes.io/pod-name', 'db-5', 'yes'],
    [object('apps/v1', 'StatefulSet'), 'apps.kubernetes.io/pod-index', '0', 'yes'],
    [object('apps/v1', 'StatefulSet'), 'controller-revision-hash', 'x', 'unknown'],
    [object('apps/v1', 'Deployment'), 'pod-template-hash', 'x', 'unknown'],
    [object('apps/v1', 'Deployment'), 'statefulset.kubernetes.io/pod-name', 'db-0', 'no'],
    [object('apps/v1', 'DaemonSet'), 'pod-template-generation', '1', 'unknown'],
    [object('batch/v1', 'Job'), 'job-name', 'db', 'yes'],
    [object('batch/v1', 'Job'), 'batch.kubernetes.io/job-name', 'other', 'no'],
    [
      object('batch/v1', 'Job', '{completionMode: Indexed}'),
      'batch.kubernetes.io/job-completion-index',
      '0',
      'unknown',
    ],
    [object('batch/v1', 'Job'), 'batch.kubernetes.io/job-completion-index', '0', 'no'],
    [object('batch/v1', 'CronJob'), 'job-name', 'db-28', 'unknown'],
    [object('v1', 'Pod'), 'pod-template-hash', 'x', 'no'],
  ])('case %#', (manifest, key, value, expected) => {
    expect(matches(manifest, key, value)).toBe(expected);
  });

  it('count more than what the template says', () => {
    const written = readLabels(treeOf('kind: T\nl: {job-name: mine}\n'), ['l']);
    expect(carries('job-name', 'mine', written, addedLabels(resourceOf(object('batch/v1', 'Job'))))).toBe('no');
    expect(carries('job-name', 'mine', written, none)).toBe('yes');
  });
});
