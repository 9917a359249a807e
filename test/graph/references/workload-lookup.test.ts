import { describe, expect, it } from 'vitest';
import { readLabelSelector } from '../../../src/k8s/labels/labels.js';
import type { Graph } from '../../../src/graph/graph.js';
import type { WorkloadLookup } from '../../../src/graph/references/workload-lookup.js';
import { graphOf, ofKind, service, workload, workloadsOf } from '../../support/graphs.js';

const lookup = (graph: Graph, kind: string, name: string): WorkloadLookup => {
  const [from] = ofKind(graph, 'autoscaling', 'HorizontalPodAutoscaler');
  if (from === undefined) throw new Error('no autoscaler');
  return graph.names.workload({ group: 'apps', kind, name, from });
};

const scaler = (namespace?: string): string =>
  `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web${namespace === undefined ? '' : `, namespace: ${namespace}`}}\nspec: {maxReplicas: 2}\n`;

describe('lookupWorkload', () => {
  it('finds an object whatever version of its kind is written', () => {
    const old = workload('web').replace('apps/v1', 'extensions/v1beta1');
    expect(lookup(graphOf({ 'a.yaml': `${scaler()}---\n${old}` }), 'Deployment', 'web')).toEqual({ kind: 'found' });
  });

  it('tells another kind, a similar name and another namespace apart', () => {
    const files = {
      'a.yaml': [
        scaler('shop'),
        workload('web', { kind: 'StatefulSet', namespace: 'shop' }),
        workload('carts', { namespace: 'shop' }),
        workload('mail', { namespace: 'post' }),
      ].join('---\n'),
    };
    const graph = graphOf(files);
    expect(lookup(graph, 'Deployment', 'web')).toMatchObject({
      kind: 'missing',
      otherKind: { kind: 'StatefulSet' },
      similar: undefined,
    });
    expect(lookup(graph, 'Deployment', 'cart')).toMatchObject({
      kind: 'missing',
      otherKind: undefined,
      similar: { name: 'carts' },
    });
    expect(lookup(graph, 'Deployment', 'mail')).toMatchObject({ kind: 'missing', otherNamespace: { name: 'mail' } });
  });

  it('is closed only where nothing can come from elsewhere', () => {
    const custom = 'apiVersion: example.com/v1\nkind: App\nmetadata: {name: web}\n';
    expect(lookup(graphOf({ 'a.yaml': `${scaler()}---\n${workload('api')}` }), 'Deployment', 'web')).toMatchObject({
      closed: true,
    });
    expect(
      lookup(graphOf({ 'a.yaml': `${scaler()}---\n${workload('api')}---\n${custom}` }), 'Deployment', 'web'),
    ).toMatchObject({ closed: false });
    expect(lookup(graphOf({ 'a.yaml': scaler(), 'b/b.yaml': workload('api') }), 'Deployment', 'web')).toMatchObject({
      closed: false,
    });
  });
});

const policy = (selector: string, namespace?: string): string =>
  `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: web-pdb${namespace === undefined ? '' : `, namespace: ${namespace}`}}\nspec: {selector: ${selector}}\n`;

function selected(files: Readonly<Record<string, string>>): readonly string[] {
  const graph = graphOf(files);
  const [from] = ofKind(graph, 'policy', 'PodDisruptionBudget');
  if (from === undefined) throw new Error('no budget');
  return graph.labelled
    .pods(readLabelSelector(from.tree, ['spec', 'selector']), from)
    .map((template) => template.workload.name);
}

describe('podsMatching', () => {
  const pods = [
    workload('web', { labels: '{app: web, tier: front}' }),
    workload('api', { labels: '{app: api, tier: front}' }),
    workload('db'),
  ].join('---\n');

  it.each([
    ['{matchLabels: {app: web}}', ['web']],
    ['{matchLabels: {app: web, tier: back}}', []],
    ['{matchExpressions: [{key: app, operator: In, values: [web, db]}]}', ['web', 'db']],
    ['{matchLabels: {tier: front}, matchExpressions: [{key: app, operator: NotIn, values: [web]}]}', ['api']],
    ['{matchExpressions: [{key: tier, operator: DoesNotExist}]}', ['db']],
    ['{}', ['web', 'api', 'db']],
  ])('%s', (selector, names) => {
    expect(selected({ 'a.yaml': `${policy(selector)}---\n${pods}` })).toEqual(names);
  });

  it('selects in its own namespace, or in one that nobody knows', () => {
    const web = workload('web', { namespace: 'shop' });
    expect(selected({ 'a.yaml': `${policy('{matchLabels: {app: web}}', 'post')}---\n${web}` })).toEqual([]);
    expect(selected({ 'a.yaml': `${policy('{matchLabels: {app: web}}')}---\n${web}` })).toEqual(['web']);
  });
});

describe('podNameUse', () => {
  const stateful = workload('db', { kind: 'StatefulSet' });
  const text = (value: string, files = stateful): string | undefined => {
    const graph = graphOf({
      'a.yaml': `${files}---\n${service('db', '{clusterIP: None, selector: {app: db}}')}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {peers: '${value}'}\n`,
    });
    const found = workloadsOf(graph).find(({ name }) => name === 'db');
    return found && graph.names.podNameUse(found, 'db')?.text;
  };

  it.each([
    ['db-0.db', 'db-0.db'],
    ['tcp://db-12.db.shop.svc.cluster.local:5432', 'db-12.db'],
    ['a,db-${i}.db:5432', 'db-${i}.db'],
  ])('%s', (value, use) => expect(text(value)).toBe(use));

  it.each([['db-0'], ['db.db'], ['db-0.other'], ['mydb-0.db'], ['db-0.db-peers'], ['x.db-0.db'], ['db-2024.db']])(
    '%s names no Pod of it',
    (value) => {
      expect(text(value)).toBeUndefined();
    },
  );

  it('hears a Pod that says its own name', () => {
    const own = workload('db', {
      kind: 'StatefulSet',
      containers: '[{name: main, args: ["--me=$(hostname).db:5432"]}]',
    });
    expect(text('nothing', own)).toBe('$(hostname).db');
  });
});
