import { describe, expect, it } from 'vitest';
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

const select = (selector: string, namespace?: string): string =>
  service('s', `{selector: ${selector}, ports: [{port: 80}]}`, namespace);
const lost = select('{app: gone}');

describe('a unit is all there is for a Service (semantics 0.3)', () => {
  it.each<readonly [string, boolean, Readonly<Record<string, string>>]>([
    ['Pods that no Service reaches stand in its file', true, { 'a.yaml': stream(lost, workload('web')) }],
    ['no Pods stand beside it', false, { 'a.yaml': lost }],
    ['such Pods stand in the next file only', false, { 'a.yaml': lost, 'b.yaml': workload('web') }],
    [
      'all Pods of its file have a Service',
      false,
      { 'a.yaml': stream(lost, service('web', '{selector: {app: web}, ports: [{port: 80}]}'), workload('web')) },
    ],
    [
      'such Pods are of another namespace',
      false,
      { 'a.yaml': stream(select('{app: gone}', 'one'), workload('web', { namespace: 'two' })) },
    ],
    [
      'an operator may make Pods',
      false,
      { 'a.yaml': stream(lost, workload('web'), object('example.com/v1 App', 'x')) },
    ],
    [
      'a custom resource makes none, as a certificate',
      true,
      { 'a.yaml': stream(lost, workload('web'), object('cert-manager.io/v1 Certificate', 'x')) },
    ],
    [
      'the operator works in another namespace',
      true,
      {
        'a.yaml': stream(
          select('{app: gone}', 'one'),
          workload('web', { namespace: 'one' }),
          object('example.com/v1 App', '{name: x, namespace: two}'),
        ),
      },
    ],
    [
      'static Pods have no manifest (semantics 14.1)',
      false,
      { 'a.yaml': stream(select('{component: kube-scheduler}'), workload('web')) },
    ],
  ])('%s: %j', (_, closed, files) => {
    const graph = graphOf(files);
    expect(graph.selection.isClosedFor(serviceNamed(graph, 's'))).toBe(closed);
  });

  it.each<readonly [string, boolean, string]>([
    ['its parts are all on disk', true, kustomization('a.yaml')],
    ['a remote base is not on disk', false, kustomization('a.yaml', 'https://example.com/base.git')],
  ])('%s: %j', (_, closed, text) => {
    const graph = graphIn('k', { 'k/kustomization.yaml': text, 'k/a.yaml': stream(lost, workload('web')) });
    expect(graph.selection.isClosedFor(serviceNamed(graph, 's'))).toBe(closed);
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
    ['may leave their own open', select(labels, 'one'), workload('away', { labels }), 'away'],
    ['are not of another namespace', select(labels, 'one'), workload('away', { labels, namespace: 'two' }), undefined],
  ])('%s', (_, mine, theirs, expected) => {
    const graph = graphIn('mine', tree(stream(mine, workload('web', { namespace: 'one' })), theirs));
    const found = graph.selection.matchElsewhere(serviceNamed(graph, 's'));
    expect(found?.workload.name).toBe(expected);
    expect(graph.selection.isClosedFor(serviceNamed(graph, 's'))).toBe(expected === undefined);
  });

  it('do not count where they are built from a file of the unit', () => {
    const graph = graphIn('over', {
      'over/kustomization.yaml': kustomization('../base'),
      'base/kustomization.yaml': kustomization('a.yaml'),
      'base/a.yaml': stream(lost, workload('x', { labels })),
    });
    expect(graph.selection.matchElsewhere(serviceNamed(graph, 's'))).toBeUndefined();
  });
});

describe('unreachedBeside', () => {
  it('are the workloads of the folder and namespace whose Pods no Service selects', () => {
    const graph = graphOf({
      'x/a.yaml': stream(service('s', '{selector: {app: web}, ports: [{port: 80}]}', 'one')),
      'x/b.yaml': stream(
        workload('web', { namespace: 'one' }),
        workload('api', { namespace: 'one' }),
        workload('open'),
        workload('other', { namespace: 'two' }),
      ),
      'y/c.yaml': workload('far', { namespace: 'one' }),
    });
    const beside = graph.selection.unreachedBeside(serviceNamed(graph, 's').resource);
    expect(beside.map(({ name }) => name)).toEqual(['api']);
  });
});
