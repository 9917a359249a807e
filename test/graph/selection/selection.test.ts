import { describe, expect, it } from 'vitest';
import type { Selection } from '../../../src/graph/selection/selection.js';
import type { LintOptions } from '../../../src/engine/input/options.js';
import { graphIn, graphOf, kustomization, service, serviceNamed, stream, workload } from '../../support/graphs.js';

const select = (selector: string, namespace?: string, name = 's'): string =>
  service(name, `{selector: ${selector}, ports: [{port: 80}]}`, namespace);

function selectionOf(files: Readonly<Record<string, string>>, options: LintOptions = {}): Selection {
  const graph = graphOf(files, options);
  return graph.selection.of(serviceNamed(graph, 's'));
}

const namesOf = ({ templates }: Pick<Selection, 'templates'>): readonly string[] =>
  templates.map(({ workload: { name } }) => name).sort();

describe('which Pods a selector selects (semantics 2.2)', () => {
  it.each<readonly [string, string, string, boolean]>([
    ['labels that are more than it asks for', '{app: web}', '{app: web, tier: front}', true],
    ['a value in another case', '{app: web}', '{app: Web}', false],
    ['a key in another case', '{app: web}', '{App: web}', false],
    ['one of two pairs', '{app: web, tier: front}', '{app: web}', false],
    ['an empty value that is there', '{app: ""}', '{app: ""}', true],
    ['an empty value, of a key that is not there', '{tier: ""}', '{app: web}', false],
    ['an empty value, of a key with another value', '{app: ""}', '{app: web}', false],
    ['a value with a space behind it', '{app: web}', '{app: "web "}', false],
  ])('%s', (_, selector, labels, selected) => {
    expect(namesOf(selectionOf({ 'a.yaml': stream(select(selector), workload('w', { labels })) }))).toEqual(
      selected ? ['w'] : [],
    );
  });

  it.each<readonly [string, string, string, boolean, boolean]>([
    ['an ordinal of a StatefulSet', 'StatefulSet', '{apps.kubernetes.io/pod-index: "0"}', true, false],
    ['a Pod of another StatefulSet', 'StatefulSet', '{statefulset.kubernetes.io/pod-name: other-0}', false, false],
    ['a hash that nobody can know', 'Deployment', '{pod-template-hash: abc}', true, true],
    ['a label that only other kinds get', 'Deployment', '{controller-revision-hash: abc}', false, false],
  ])('%s, by a label of the controller (semantics 3.2)', (_, kind, selector, selected, uncertain) => {
    const selection = selectionOf({ 'a.yaml': stream(select(selector), workload('w', { kind })) });
    expect([namesOf(selection), selection.uncertain]).toEqual([selected ? ['w'] : [], uncertain]);
  });

  it('every template of an object with several', () => {
    const set =
      'apiVersion: jobset.x-k8s.io/v1alpha2\nkind: JobSet\nmetadata: {name: js}\nspec:\n  replicatedJobs:\n' +
      ['a', 'b']
        .map(
          (name) =>
            `  - {name: ${name}, template: {spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c}]}}}}}\n`,
        )
        .join('');
    expect(namesOf(selectionOf({ 'a.yaml': stream(select('{app: web}'), set) }))).toEqual(['js', 'js']);
  });

  it('not by the labels of the workload itself (semantics 3.1)', () => {
    const labelled = workload('w').replace('metadata: {name: w}', 'metadata: {name: w, labels: {tier: front}}');
    expect(namesOf(selectionOf({ 'a.yaml': stream(select('{tier: front}'), labelled) }))).toEqual([]);
  });
});

describe('versions of one object in several files are alternatives (semantics 14.3)', () => {
  const labels = '{app: web}';
  it('of one identity they stand together, others apart', () => {
    const { workloads } = selectionOf({
      'a.yaml': select(labels),
      'b.yaml': workload('web'),
      'c.yaml': stream(workload('web'), workload('canary', { labels })),
    });
    expect(workloads.map((each) => each.map(({ workload: { name } }) => name)).sort()).toEqual([
      ['canary'],
      ['web', 'web'],
    ]);
  });

  it('another kind of the same name is another object', () => {
    const { workloads } = selectionOf({
      'a.yaml': stream(select(labels), workload('web'), workload('web', { kind: 'DaemonSet' })),
    });
    expect(workloads).toHaveLength(2);
  });
});

describe('where a Service finds its Pods', () => {
  const web = workload('web');
  it.each<readonly [string, Selection['scope'], Readonly<Record<string, string>>, LintOptions]>([
    ['nowhere', 'nowhere', { 'a.yaml': select('{app: web}') }, {}],
    ['outside, by the settings', 'outside', { 'a.yaml': select('{app: web}') }, { external: ['s'] }],
    [
      'on disk, whatever the settings say',
      'file',
      { 'a.yaml': stream(select('{app: web}'), web) },
      { external: ['s'] },
    ],
    [
      'not among strangers far away, where its own file shows a slip (semantics 14.3)',
      'nowhere',
      {
        'x/a.yaml': stream(select('{app: web}'), workload('s', { labels: '{app: wed}' })),
        'y/b.yaml': web,
      },
      {},
    ],
    [
      'far away, where its own file has somebody else',
      'unit',
      { 'x/a.yaml': stream(select('{app: web}'), workload('other', { labels: '{team: red}' })), 'y/b.yaml': web },
      {},
    ],
  ])('%s', (_, scope, files, options) => {
    expect(selectionOf(files, options).scope).toBe(scope);
  });

  it('in all files alike, where they are applied as one', () => {
    const files = {
      'k/kustomization.yaml': kustomization('a.yaml', 'sub/b.yaml'),
      'k/a.yaml': stream(select('{app: web}'), workload('web')),
      'k/sub/b.yaml': workload('canary', { labels: '{app: web}' }),
    };
    const graph = graphIn('k', files);
    expect(namesOf(graph.selection.of(serviceNamed(graph, 's')))).toEqual(['canary', 'web']);
  });

  it('with certain Pods before those whose namespace is open', () => {
    const selection = selectionOf({
      'a.yaml': stream(
        select('{app: web}', 'one'),
        workload('sure', { namespace: 'one', labels: '{app: web}' }),
        workload('open', { labels: '{app: web}' }),
        workload('other', { namespace: 'two', labels: '{app: web}' }),
      ),
    });
    expect([namesOf(selection), selection.uncertain]).toEqual([['sure'], false]);
  });
});

describe('matching', () => {
  it('holds what is far away or only possible as well, and nothing of another namespace', () => {
    const labels = '{app: web}';
    const graph = graphOf({
      'x/a.yaml': stream(select(labels, 'one'), workload('near', { namespace: 'one', labels })),
      'y/b.yaml': stream(workload('far', { labels }), workload('other', { namespace: 'two', labels })),
    });
    expect(namesOf({ templates: graph.selection.matching(serviceNamed(graph, 's')) })).toEqual(['far', 'near']);
  });
});
