import { describe, expect, it } from 'vitest';
import { expandedTemplates } from '../../../src/k8s/deployers/application-set.js';
import { positionAt } from '../../../src/text/source-file.js';
import { get, toData } from '../../../src/tree/tree.js';
import { sourceTree } from '../../../src/units/builds/build.js';
import { chartReleases } from '../../../src/units/deployments/releases.js';
import { loadUnits, type LoadedTree } from '../../../src/units/units.js';
import { parse } from '../../support/trees.js';

type Texts = Readonly<Record<string, string>>;

const map = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;
const set = (generators: string, template: string, more = ''): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: all, namespace: argocd}\nspec: {generators: ${generators}, template: ${template}${more}}\n`;
const GO = ', goTemplate: true';

function load(files: Texts): LoadedTree {
  const parsed = Object.entries(files).map(([path, text]) => parse(text, path));
  return loadUnits(
    { files: parsed, streamed: [], charts: [], tree: sourceTree(parsed.map(({ file }) => file)) },
    { serverSide: false },
  );
}

const TREE = {
  'apps/web/a.yaml': map('a'),
  'apps/api/b.yaml': map('b'),
  'apps/api/.hidden/c.yaml': map('c'),
  'apps/web/deep/d.yaml': map('d'),
  'other/x.yaml': map('x'),
};

/** Each deployed folder as `folder: namespace`. */
const deployed = (text: string, files: Texts = TREE, at = 'argocd/set.yaml'): readonly string[] =>
  load({ ...files, [at]: text })
    .units.flatMap(({ deployer, folder, namespace }) =>
      deployer === undefined ? [] : [`${folder}: ${namespace?.name ?? '-'}`],
    )
    .sort();

const DIRECTORIES =
  '{metadata: {name: "{{path.basename}}"}, spec: {source: {path: "{{path}}"}, destination: {namespace: "{{path.basename}}"}}}';
const GO_DIRECTORIES =
  '{metadata: {name: "{{.path.basename}}"}, spec: {source: {path: "{{ .path.path }}"}, destination: {namespace: "{{index .path.segments 1}}-x"}}}';
const ELEMENTS =
  '{metadata: {name: "{{name}}"}, spec: {source: {path: "apps/{{values.app}}"}, destination: {namespace: "{{ name }}"}}}';

describe('the git generator for directories', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['[{git: {directories: [{path: apps/*}]}}]', '', ['apps/api: api', 'apps/web: web']],
    ['[{git: {directories: [{path: apps/*}, {path: apps/api, exclude: true}]}}]', '', ['apps/web: web']],
    ['[{git: {directories: [{path: apps/web}, {path: other}]}}]', '', ['apps/web: web', 'other: other']],
    ['[{git: {directories: [{path: "*/*/*"}]}}]', '', ['apps/web/deep: deep']],
    ['[{git: {directories: [{path: absent/*}]}}]', '', []],
    // What these mean is more than is followed.
    ['[{git: {directories: [{path: "apps/w?b"}]}}]', '', []],
    ['[{git: {files: [{path: apps/*.json}]}}]', '', []],
    ['[{git: {directories: [{path: apps/*}], values: {a: b}}}]', '', []],
    ['[{git: {directories: [{path: apps/*}], template: {spec: {}}}}]', '', []],
    ['[{git: {directories: [{path: apps/*}]}, selector: {}}]', '', []],
    ['[{git: {directories: [{path: apps/*}]}}]', ', templatePatch: "spec: {}"', []],
    ['[{clusters: {}}, {git: {directories: [{path: apps/web}]}}]', '', ['apps/web: web']],
    ['text', '', []],
  ])('%s%s', (generators, more, expected) => {
    expect(deployed(set(generators, DIRECTORIES, more))).toEqual(expected);
  });

  it('fills in templates of Go', () => {
    expect(deployed(set('[{git: {directories: [{path: apps/*}]}}]', GO_DIRECTORIES, GO))).toEqual([
      'apps/api: api-x',
      'apps/web: web-x',
    ]);
    // The one language means nothing in the other.
    expect(deployed(set('[{git: {directories: [{path: apps/*}]}}]', GO_DIRECTORIES))).toEqual([]);
    expect(deployed(set('[{git: {directories: [{path: apps/*}]}}]', DIRECTORIES, GO))).toEqual([]);
  });

  it('leaves a namespace with more in it unknown', () => {
    const template = GO_DIRECTORIES.replace('{{index .path.segments 1}}-x', '{{ .path.basename | upper }}');
    expect(deployed(set('[{git: {directories: [{path: apps/*}]}}]', template, GO))).toEqual([
      'apps/api: -',
      'apps/web: -',
    ]);
  });

  it('has a prefix, and a name without odd characters', () => {
    const template =
      '{spec: {source: {path: "{{my.path}}"}, destination: {namespace: "{{my.path.basenameNormalized}}"}}}';
    expect(
      deployed(set('[{git: {pathParamPrefix: my, directories: [{path: apps/*}]}}]', template), {
        'apps/My_App/a.yaml': map('a'),
      }),
    ).toEqual(['apps/My_App: my-app']);
  });

  it('sees the folders of its own repository, where several lie in one tree', () => {
    expect(
      deployed(
        set('[{git: {directories: [{path: apps/*}]}}]', DIRECTORIES),
        { 'one/apps/web/a.yaml': map('a'), 'two/apps/api/b.yaml': map('b') },
        'one/argocd/set.yaml',
      ),
    ).toEqual(['one/apps/web: web']);
  });
});

describe('the list generator', () => {
  const list = (elements: string): string => set(`[{list: {elements: ${elements}}}]`, ELEMENTS);

  it.each<readonly [string, readonly string[]]>([
    ['[{name: eu, values: {app: web}}, {name: us, values: {app: api}}]', ['apps/api: us', 'apps/web: eu']],
    ['[{name: eu, values: {app: web}}, {name: us, values: {app: web}}]', ['apps/web: eu', 'apps/web: us']],
    ['[{name: eu}]', []],
    ['[]', []],
    ['[text, {name: eu, values: {app: web}}]', ['apps/web: eu']],
  ])('%s', (elements, expected) => {
    expect(deployed(list(elements))).toEqual(expected);
  });

  it('names each Application, and shows where its namespace is made', () => {
    const [unit] = load({
      ...TREE,
      'argocd/set.yaml': list('[\n    {name: eu, values: {app: web}}]').replace(', template', '\n  , template'),
    }).units.filter(({ deployer }) => deployer !== undefined);
    expect(unit?.why).toBe('Argo CD Application `eu` of ApplicationSet `all` deploys it');
    const { span, computedBy } = unit?.namespace?.place ?? {};
    expect([span, computedBy].map((each) => each && positionAt(each.file, each.start).line)).toEqual([6, 5]);
  });

  it('installs charts', () => {
    const template =
      '{metadata: {name: "web-{{name}}"}, spec: {source: {path: charts/web, helm: {valueFiles: ["{{name}}.yaml"]}}, destination: {namespace: "{{name}}"}}}';
    const { objects } = load({ 'set.yaml': set('[{list: {elements: [{name: eu}, {name: us}]}}]', template) });
    const files = ['charts/web/Chart.yaml', 'charts/web/eu.yaml'].map((path) => ({ path, text: 'name: web\n' }));
    expect(
      chartReleases(
        objects.map(({ resource }) => resource),
        files,
      ).map((release) => [release.release, release.namespace, release.valuesFiles, release.isIncomplete]),
    ).toEqual([
      ['web-eu', 'eu', ['charts/web/eu.yaml'], false],
      ['web-us', 'us', [], true],
    ]);
  });
});

it('a template without generators, and one that is not followed, stays as it is', () => {
  const templates = (generators: string): readonly unknown[] => {
    const [object] = load({ 'set.yaml': set(generators, '{metadata: {name: "{{name}}"}}') }).objects;
    return object === undefined
      ? []
      : expandedTemplates(object.resource, []).map((template) => toData(get(template, 'metadata') ?? template));
  };
  expect(templates('[]')).toEqual([{ name: '{{name}}' }]);
  expect(templates('[{clusters: {}}]')).toEqual([{ name: '{{name}}' }]);
  expect(templates('[{list: {elements: [{name: a}]}}, {clusters: {}}]')).toEqual([{ name: 'a' }, { name: '{{name}}' }]);
});
