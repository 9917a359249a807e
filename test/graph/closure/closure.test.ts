import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../src/graph/closure/signs.js';
import {
  graphIn,
  graphOf,
  kustomization,
  object,
  service,
  serviceNamed,
  stream,
  workload,
} from '../../support/graphs.js';

const select = (selector: string, name = 's', namespace?: string): string =>
  service(name, `{selector: ${selector}, ports: [{port: 80, targetPort: 8080}]}`, namespace);
const lost = select('{app: gone}');
const serving = (name: string, port: number, shape: Readonly<Record<string, string>> = {}): string =>
  workload(name, { containers: `[{name: main, ports: [{containerPort: ${port}}]}]`, ...shape });

/** What the judge says of Service `s`. */
function verdictIn(graph: ReturnType<typeof graphOf>): Verdict | 'nothing near' {
  const lostService = serviceNamed(graph, 's');
  const near = graph.selection.nearMiss(lostService);
  return near === undefined ? 'nothing near' : graph.closure.onSelector(lostService, near);
}

describe('a Service that selects nothing beside Pods that are left over (semantics 0.3)', () => {
  it.each<readonly [string, Verdict | 'nothing near', Readonly<Record<string, string>>]>([
    ['in one file', 'error', { 'a.yaml': stream(lost, serving('web', 8080)) }],
    ['in two files', 'error', { 'a.yaml': lost, 'b.yaml': serving('web', 8080) }],
    ['in two folders, where nothing else is left', 'error', { 'x/a.yaml': lost, 'y/b.yaml': serving('web', 8080) }],
    [
      'in two folders, where more is left',
      'nothing near',
      { 'x/a.yaml': lost, 'y/b.yaml': serving('web', 8080), 'z/c.yaml': serving('api', 8080) },
    ],
    [
      'in two folders that write one namespace',
      'error',
      {
        'x/a.yaml': select('{app: gone}', 's', 'one'),
        'y/b.yaml': serving('web', 8080, { namespace: 'one' }),
        'z/c.yaml': serving('api', 9090, { namespace: 'one' }),
      },
    ],
    ['without a label in common', 'error', { 'a.yaml': lost, 'b.yaml': serving('web', 8080, { labels: '{tier: x}' }) }],
    ['with another port', 'nothing near', { 'a.yaml': lost, 'b.yaml': serving('web', 9090) }],
    ['with no declared port', 'nothing near', { 'a.yaml': lost, 'b.yaml': workload('web') }],
    ['twice', 'nothing near', { 'a.yaml': lost, 'b.yaml': stream(serving('web', 8080), serving('api', 8080)) }],
    [
      'as two other Services want them',
      'nothing near',
      { 'a.yaml': stream(lost, select('{app: away}', 't')), 'b.yaml': serving('web', 8080) },
    ],
    [
      'which another Service reaches',
      'nothing near',
      { 'a.yaml': stream(lost, select('{app: web}', 't')), 'b.yaml': serving('web', 8080) },
    ],
    [
      'of another namespace',
      'nothing near',
      { 'a.yaml': select('{app: gone}', 's', 'one'), 'b.yaml': serving('web', 8080, { namespace: 'two' }) },
    ],
    ['where both go by their own names', 'warning', { 'a.yaml': select('{app: s}'), 'b.yaml': serving('web', 8080) }],
    [
      'beside an operator that may make Pods of that name',
      'info',
      { 'a.yaml': lost, 'b.yaml': serving('web', 8080), 'c.yaml': object('example.com/v1 App', 'gone') },
    ],
    [
      'beside an operator that has another name to go by',
      'error',
      { 'a.yaml': lost, 'b.yaml': serving('web', 8080), 'c.yaml': object('example.com/v1 App', 'x') },
    ],
    [
      'beside an operator of another namespace',
      'error',
      {
        'a.yaml': select('{app: gone}', 's', 'one'),
        'b.yaml': serving('web', 8080, { namespace: 'one' }),
        'c.yaml': object('example.com/v1 App', '{name: gone, namespace: two}'),
      },
    ],
    [
      'beside a release, which may bring anything',
      'info',
      {
        'a.yaml': lost,
        'b.yaml': serving('web', 8080),
        'c.yaml': object('helm.toolkit.fluxcd.io/v2 HelmRelease', 'x'),
      },
    ],
    [
      'beside a custom resource that makes nothing',
      'error',
      { 'a.yaml': lost, 'b.yaml': serving('web', 8080), 'c.yaml': object('velero.io/v1 Schedule', 'gone') },
    ],
    [
      'as static Pods have no manifest (semantics 14.1)',
      'nothing near',
      { 'a.yaml': select('{component: kube-scheduler}'), 'b.yaml': serving('web', 8080) },
    ],
  ])('%s: %s', (_, verdict, files) => {
    expect(verdictIn(graphOf(files))).toBe(verdict);
  });

  it.each<readonly [string, Verdict, string]>([
    ['all parts of which are on disk', 'error', kustomization('a.yaml')],
    ['with a remote base', 'info', kustomization('a.yaml', 'https://example.com/base.git')],
  ])('in a kustomization %s: %s', (_, verdict, text) => {
    const files = { 'k/kustomization.yaml': text, 'k/a.yaml': stream(lost, serving('web', 8080)) };
    expect(verdictIn(graphIn('k', files))).toBe(verdict);
  });
});

describe('a Service and a workload of one name', () => {
  it.each<readonly [string, Verdict, string, string]>([
    ['with one other value', 'error', '{app: gone}', '{app: s}'],
    ['with a label that is not there', 'warning', '{svc: gone}', '{app: s}'],
    ['with a label that Pods get while they run', 'info', '{role: leader}', '{app: s}'],
  ])('%s: %s', (_, verdict, selector, labels) => {
    const files = { 'a.yaml': stream(select(selector), select(labels, 't')), 'b.yaml': serving('s', 8080, { labels }) };
    expect(verdictIn(graphOf({ ...files, 'a.yaml': select(selector), 'c.yaml': serving('x', 8080) }))).toBe(verdict);
  });

  it('may have another Service for the same Pods', () => {
    const pods = serving('s', 8080, { labels: '{app: shop}' });
    const beside = (selector: string) => ({
      'a.yaml': stream(select(selector), select('{app: shop}', 't')),
      'b.yaml': pods,
    });
    expect(verdictIn(graphOf(beside('{app: shoop}')))).toBe('error');
    expect(verdictIn(graphOf(beside('{app: gone}')))).toBe('warning');
  });
});

describe('Pods of another unit', () => {
  const tree = (mine: string, theirs: string): Readonly<Record<string, string>> => ({
    'mine/kustomization.yaml': kustomization('a.yaml'),
    'mine/a.yaml': mine,
    'theirs/kustomization.yaml': kustomization('b.yaml'),
    'theirs/b.yaml': theirs,
  });
  const labels = '{app: gone}';

  it.each<readonly [string, string, string, string | undefined]>([
    ['are not called absent (semantics 9.4)', lost, workload('away', { labels }), 'away'],
    ['must match', lost, workload('away'), undefined],
    ['may have a namespace that this one leaves open', lost, workload('away', { labels, namespace: 'one' }), 'away'],
    ['may leave their own open', select(labels, 's', 'one'), workload('away', { labels }), 'away'],
    [
      'are not of another namespace',
      select(labels, 's', 'one'),
      workload('away', { labels, namespace: 'two' }),
      undefined,
    ],
  ])('%s', (_, mine, theirs, expected) => {
    const graph = graphIn('mine', tree(stream(mine, workload('web', { namespace: 'one' })), theirs));
    const found = graph.closure.matchElsewhere(serviceNamed(graph, 's'));
    expect(found?.workload.name).toBe(expected);
  });

  it('do not count where they are built from a file of the unit', () => {
    const graph = graphIn('over', {
      'over/kustomization.yaml': kustomization('../base'),
      'base/kustomization.yaml': kustomization('a.yaml'),
      'base/a.yaml': stream(lost, workload('x', { labels })),
    });
    expect(graph.closure.matchElsewhere(serviceNamed(graph, 's'))).toBeUndefined();
  });
});

describe('a workload without a Service', () => {
  const beside = (...documents: readonly string[]) => {
    const graph = graphOf({
      'x/a.yaml': service('s', '{selector: {app: web}, ports: [{port: 80}]}', 'one'),
      'x/b.yaml': stream(serving('web', 80, { namespace: 'one' }), ...documents),
      'y/c.yaml': serving('far', 80, { namespace: 'one' }),
    });
    return graph.closure.forgottenBeside(serviceNamed(graph, 's').resource)?.name;
  };
  const api = serving('api', 80, { namespace: 'one' });

  it.each<readonly [string, string | undefined, readonly string[]]>([
    ['of the folder and the namespace', 'api', [api]],
    ['is none that serves nothing', undefined, [workload('worker', { namespace: 'one' })]],
    ['is none of another namespace', undefined, [serving('other', 80, { namespace: 'two' })]],
    ['is none of several', undefined, [api, serving('second', 80, { namespace: 'one' })]],
  ])('%s', (_, expected, documents) => {
    expect(beside(...documents)).toBe(expected);
  });
});
