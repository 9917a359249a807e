import { describe, expect, it } from 'vitest';
import { lint, type InputFile } from '../../../src/index.js';
import { positionAt } from '../../../src/text/source-file.js';
import { sourceTree } from '../../../src/units/builds/build.js';
import { isOneApply } from '../../../src/units/unit/unit.js';
import { loadUnits, type LoadedTree, type UnitOptions } from '../../../src/units/units.js';
import { parse } from '../../support/trees.js';

type Texts = Readonly<Record<string, string>>;

const map = (name: string, namespace = ''): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}${namespace === '' ? '' : `, namespace: ${namespace}`}}\n`;
const application = (name: string, spec: string): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: ${name}, namespace: argocd}\nspec: ${spec}\n`;
const applicationSet = (spec: string): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: all, namespace: argocd}\nspec: {template: {spec: ${spec}}}\n`;
const flux = (spec: string): string =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: web, namespace: flux-system}\nspec: ${spec}\n`;
const into = (path: string, namespace: string): string =>
  `{source: {path: ${path}}, destination: {namespace: ${namespace}}}`;

function load(files: Texts, options: Partial<UnitOptions> = {}): LoadedTree {
  const parsed = Object.entries(files).map(([path, text]) => parse(text, path));
  return loadUnits(
    { files: parsed, streamed: [], charts: [], tree: sourceTree(parsed.map(({ file }) => file)) },
    { serverSide: false, ...options },
  );
}

/** What becomes of the objects: `name: namespace` for each ConfigMap and Namespace, sorted. */
const namespacesOf = (files: Texts, options: Partial<UnitOptions> = {}): readonly string[] =>
  load(files, options)
    .objects.filter(({ resource }) => resource.group === '')
    .map(({ resource }) => `${String(resource.name)}: ${resource.namespace ?? '-'}`)
    .sort();

/** Each unit as `folder: namespace`. */
const unitsOf = (files: Texts, options: Partial<UnitOptions> = {}): readonly string[] =>
  load(files, options)
    .units.map(({ folder, namespace }) => `${folder}: ${namespace?.name ?? '-'}`)
    .sort();

describe('an Application of Argo CD', () => {
  const WEB = {
    'apps/web/a.yaml':
      map('a') + '---\n' + map('b', 'other') + '---\napiVersion: v1\nkind: Namespace\nmetadata: {name: team}\n',
  };

  it('gives its namespace to the objects that name none, and makes its folder a unit', () => {
    const files = { ...WEB, 'argocd/web.yaml': application('web', into('apps/web', 'shop')) };
    expect(namespacesOf(files)).toEqual(['a: shop', 'b: other', 'team: -']);
    expect(unitsOf(files)).toEqual(['apps/web: shop', 'argocd: -']);
    expect(load(files).units.find(({ folder }) => folder === 'apps/web')?.why).toBe(
      'Argo CD Application `web` deploys it',
    );
  });

  it('is found beside the kustomization that it deploys, which does not list it', () => {
    const folder = { 'apps/web/a.yaml': map('a'), 'apps/web/kustomization.yaml': 'resources: [a.yaml]\n' };
    const whole = application('web', into('apps/web', 'shop'));
    expect(namespacesOf({ ...folder, 'apps/web/web.argo.yaml': whole })).toEqual(['a: shop']);
    const patch = application('web', '{destination: {namespace: shop}}');
    expect(namespacesOf({ ...folder, 'apps/web/web.argo.yaml': patch })).toEqual(['a: -']);
    expect(namespacesOf({ ...folder, 'apps/web/patch-web.yaml': whole })).toEqual(['a: -']);
    const fluxed = flux('{path: apps/web, targetNamespace: shop, sourceRef: {kind: GitRepository, name: all}}');
    expect(namespacesOf({ ...folder, 'apps/web/ks.yaml': fluxed })).toEqual(['a: shop']);
  });

  it('renders a chart, and applies no file beside its templates', () => {
    const files = {
      ...WEB,
      'apps/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 0.1.0\n',
      'apps/api/a.yaml': map('api'),
      'apps/api/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 0.1.0\n',
      'argocd/web.yaml': application('web', into('apps/web', 'shop')),
      'flux/api.yaml': flux('{path: apps/api, targetNamespace: shop}'),
    };
    expect(namespacesOf(files)).toEqual(['a: -', 'api: shop', 'b: other', 'team: -']);
  });

  it('is where the namespace stands', () => {
    const { units, objects } = load({
      ...WEB,
      'argocd/web.yaml': application('web', '\n  source: {path: apps/web}\n  destination:\n    namespace: shop'),
    });
    const place = objects.find(({ resource }) => resource.name === 'a')?.resource.at('metadata', 'namespace');
    expect(place?.span.file.path).toBe('argocd/web.yaml');
    expect(place === undefined ? 0 : positionAt(place.span.file, place.span.start).line).toBe(7);
    expect(units.find(({ folder }) => folder === 'apps/web')?.namespace?.place).toEqual(place);
  });

  it.each([
    ['./apps/web/', 'a: shop'],
    ['/apps/web', 'a: shop'],
    ['apps', 'a: -'],
    ['apps/absent', 'a: -'],
    ['"{{path}}"', 'a: -'],
    ['"apps/*"', 'a: -'],
    ['../apps/web', 'a: -'],
    ['.', 'a: -'],
  ])('with path %s', (path, expected) => {
    expect(namespacesOf({ ...WEB, 'argocd/web.yaml': application('web', into(path, 'shop')) })[0]).toBe(expected);
  });

  it.each([
    ['{sources: [{chart: redis}, {path: apps/web}], destination: {namespace: shop}}', 'a: shop'],
    ['{source: {path: apps/web}, destination: {namespace: "{{ns}}"}}', 'a: -'],
    ['{source: {path: apps/web}, destination: {namespace: ""}}', 'a: -'],
    ['{source: {path: apps/web}, destination: {name: here}}', 'a: -'],
    ['{source: {path: apps/web, plugin: {name: x}}, destination: {namespace: shop}}', 'a: -'],
    ['{source: {path: apps, directory: {recurse: true}}, destination: {namespace: shop}}', 'a: shop'],
    ['{source: {path: apps/web, kustomize: {namespace: own}}, destination: {namespace: shop}}', 'a: own'],
    ['{source: [], destination: 3}', 'a: -'],
    ['text', 'a: -'],
  ])('with spec %s', (spec, expected) => {
    expect(namespacesOf({ ...WEB, 'argocd/web.yaml': application('web', spec) })[0]).toBe(expected);
  });

  it('takes the files of the folder only, unless it says otherwise', () => {
    const files = {
      'web/a.yaml': map('a'),
      'web/deep/b.yaml': map('b'),
      'argocd/web.yaml': application('web', into('web', 'shop')),
    };
    expect(namespacesOf(files)).toEqual(['a: shop', 'b: -']);
  });

  it('makes a unit of its own for each namespace that the folder is deployed into', () => {
    const both = (second: string): Texts => ({
      ...WEB,
      'argocd/web.yaml':
        application('one', into('apps/web', 'shop')) + '---\n' + application('two', into('apps/web', second)),
    });
    expect(unitsOf(both('else'))).toEqual(['apps/web: else', 'apps/web: shop', 'argocd: -']);
    expect(namespacesOf(both('else'))).toEqual(['a: else', 'a: shop', 'b: other', 'b: other', 'team: -', 'team: -']);
    expect(load(both('else')).units.map(({ why, deployer }) => [why, deployer])).toContainEqual([
      'Argo CD Application `two` deploys it',
      'Argo CD Application `two`',
    ]);
    expect(unitsOf(both('shop'))).toEqual(['apps/web: shop', 'argocd: -']);
    expect(load(both('shop')).units.map(({ why }) => why)).toContain(
      'Argo CD Application `one` and Argo CD Application `two` deploy it',
    );
  });

  it('is no apply of a whole folder where it takes only some of its files', () => {
    const one = (directory: string): boolean =>
      load({
        ...WEB,
        'argocd/web.yaml': application(
          'web',
          `{source: {path: apps/web, directory: ${directory}}, destination: {namespace: shop}}`,
        ),
      }).units.filter(isOneApply).length === 1;
    expect([one('{recurse: true}'), one('{include: "a*"}'), one('{exclude: "a*"}'), one('{exclude: ""}')]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('makes a unit of a kustomization that another one lists', () => {
    const files = {
      'all/kustomization.yaml': 'namePrefix: all-\nresources: [../base/web]\n',
      'base/web/kustomization.yaml': 'resources: [a.yaml]\n',
      'base/web/a.yaml': map('a'),
      'argocd/web.yaml': application('web', into('base/web', 'shop')),
    };
    expect(unitsOf(files)).toEqual(['all: -', 'argocd: -', 'base/web: shop']);
    expect(namespacesOf(files)).toEqual(['a: shop', 'all-a: -']);
    // What is deployed is complete, whatever its folder is called.
    expect(
      load(files)
        .objects.filter(({ resource }) => resource.name === 'a')
        .map(({ resource }) => resource.partial),
    ).toEqual([false]);
  });

  it('builds no component by itself', () => {
    const files = {
      'c/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [a.yaml]\n',
      'c/a.yaml': map('a'),
      'argocd/web.yaml': application('web', into('c', 'shop')),
    };
    expect(load(files).kustomizations).toEqual([]);
  });

  it('names the folders of its own repository, where several lie in one tree', () => {
    const file = (repository: string): Texts => ({ [`${repository}/apps/web/a.yaml`]: map(repository) });
    const files = {
      ...file('one'),
      ...file('two'),
      'one/argocd/web.yaml': application('web', into('apps/web', 'shop')),
    };
    expect(namespacesOf(files)).toEqual(['one: shop', 'two: -']);
    const doubtful = {
      'one/web/a.yaml': map('a'),
      'one/argocd/web/b.yaml': map('b'),
      'one/argocd/web.yaml': application('web', into('web', 'shop')),
    };
    expect(namespacesOf(doubtful)).toEqual(['a: -', 'b: -']);
    // A name that many folders have tells nothing of where its repository begins.
    expect(
      namespacesOf({ 'one/web/a.yaml': map('a'), 'one/argocd/web.yaml': application('web', into('web', 'shop')) }),
    ).toEqual(['a: -']);
  });

  it('deploys what a kustomization builds', () => {
    const build = {
      'apps/web/kustomization.yaml': 'resources: [a.yaml]\nnamePrefix: my-\n',
      'apps/web/a.yaml': map('a') + '---\n' + map('b', 'other'),
    };
    expect(namespacesOf({ ...build, 'argocd/web.yaml': application('web', into('apps/web', 'shop')) })).toEqual([
      'my-a: shop',
      'my-b: other',
    ]);
  });

  it('may itself be built', () => {
    const patch =
      'patches:\n- target: {kind: Application}\n  patch: |-\n    - {op: replace, path: /spec/destination/namespace, value: prod}\n';
    const argocd = { 'argocd/kustomization.yaml': `resources: [web.yaml]\n${patch}` };
    expect(
      namespacesOf({ ...WEB, ...argocd, 'argocd/web.yaml': application('web', into('apps/web', 'shop')) })[0],
    ).toBe('a: prod');
  });

  it('yields to a namespace in the settings, and gives one where they name none', () => {
    const files = { ...WEB, 'argocd/web.yaml': application('web', into('apps/web', 'shop')) };
    expect(unitsOf(files, { declared: [{ path: 'apps/web', namespace: 'mine' }] })).toContain('apps/web: mine');
    expect(namespacesOf(files, { declared: [{ path: 'apps/web' }] })[0]).toBe('a: shop');
  });

  it('an ApplicationSet counts where it has no template in its path', () => {
    const set = (path: string): Texts => ({ ...WEB, 'argocd/set.yaml': applicationSet(into(path, 'shop')) });
    expect(namespacesOf(set('apps/web'))[0]).toBe('a: shop');
    expect(namespacesOf(set('"apps/{{name}}"'))[0]).toBe('a: -');
  });
});

describe('a Kustomization of Flux', () => {
  const FILES = {
    'apps/web/a.yaml': map('a') + '---\n' + map('b', 'other'),
    'apps/web/deep/c.yaml': map('c') + '---\napiVersion: v1\nkind: Namespace\nmetadata: {name: team}\n',
  };
  const TARGET = '{path: ./apps/web, targetNamespace: shop}';

  it('overwrites the namespace of all that lies in the folder and below, as kustomize does', () => {
    expect(namespacesOf({ ...FILES, 'flux/web.yaml': flux(TARGET) })).toEqual([
      'a: shop',
      'b: shop',
      'c: shop',
      'shop: -',
    ]);
  });

  it('overwrites what a kustomization says', () => {
    const build = { 'apps/web/kustomization.yaml': 'namespace: dev\nresources: [a.yaml]\n' };
    expect(namespacesOf({ ...FILES, ...build, 'flux/web.yaml': flux(TARGET) }).slice(0, 2)).toEqual([
      'a: shop',
      'b: shop',
    ]);
    expect(unitsOf({ ...FILES, ...build, 'flux/web.yaml': flux(TARGET) })).toContain('apps/web: shop');
  });

  it('takes the kustomizations below a folder that has none, and not below one that has', () => {
    const below = { 'apps/web/deep/kustomization.yaml': 'resources: [c.yaml]\n' };
    const files = { ...FILES, ...below, 'flux/web.yaml': flux(TARGET) };
    expect(namespacesOf(files)).toContain('c: shop');
    expect(namespacesOf({ ...files, 'apps/web/kustomization.yaml': 'resources: [a.yaml]\n' })).toContain('c: -');
  });

  it.each([
    ['./apps/${CLUSTER}/web', ['apps/prod/web', 'apps/test/web']],
    ['./apps/${CLUSTER:=prod}/web', ['apps/prod/web', 'apps/test/web']],
    ['./apps/p${X}/web', ['apps/prod/web']],
    ['./apps/${CLUSTER}/none', []],
    ['./${A}/${B}/${C}', []],
    ['./apps/${CLUSTER}/../web', []],
  ])('deploys the folders that %s may mean', (path, expected) => {
    const files = {
      'apps/prod/web/a.yaml': map('a'),
      'apps/test/web/a.yaml': map('a'),
      'apps/x/y/web/a.yaml': map('a'),
    };
    const built = unitsOf({ ...files, 'flux/web.yaml': flux(`{path: '${path}', targetNamespace: shop}`) });
    expect(built.filter((unit) => unit.endsWith(': shop'))).toEqual(expected.map((folder) => `${folder}: shop`));
  });

  it('without a target leaves every namespace', () => {
    expect(namespacesOf({ ...FILES, 'flux/web.yaml': flux('{path: ./apps/web}') })).toEqual([
      'a: -',
      'b: other',
      'c: -',
      'team: -',
    ]);
  });

  it('is not the Kustomization of kustomize, whose fields mean nothing here', () => {
    const other =
      'apiVersion: example.com/v1\nkind: Kustomization\nmetadata: {name: web}\nspec: {path: apps/web, targetNamespace: shop}\n';
    expect(namespacesOf({ ...FILES, 'flux/web.yaml': other })).toEqual(['a: -', 'b: other', 'c: -', 'team: -']);
  });
});

it('what is deployed is not applied with --namespace', () => {
  const files = [
    { path: 'argocd/web.yaml', text: application('web', into('apps/web', 'shop')) },
    { path: 'apps/web/a.yaml', text: `${map('a')}---\n${map('b', 'other')}` },
    { path: 'plain/c.yaml', text: map('c', 'else') },
  ];
  const places = lint(files, { namespace: 'argocd' })
    .diagnostics.filter(({ rule }) => rule === 'foreign-namespace')
    .map(({ primary }) => primary.span.file.path);
  expect(places).toEqual(['plain/c.yaml']);
});

it('what is wrong in every apply of a folder is said without their names', () => {
  const both = application('one', into('apps/web', 'one')) + '---\n' + application('two', into('apps/web', 'two'));
  const files = (port: string): readonly InputFile[] => [
    { path: 'argocd/web.yaml', text: both },
    {
      path: 'apps/web/a.yaml',
      text: `apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: own}\nspec: {ports: [{port: ${port}}]}\n`,
    },
  ];
  const { diagnostics } = lint(files('70000'));
  expect(
    diagnostics
      .filter(({ rule }) => rule === 'invalid-port-number')
      .map(({ notes }) => notes.filter((note) => note.includes('only, of'))),
  ).toEqual([[]]);
  expect(lint(files('80')).diagnostics.filter(({ rule }) => rule === 'invalid-port-number')).toEqual([]);
});
