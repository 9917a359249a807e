import { describe, expect, it } from 'vitest';
import { sourceTree } from '../../src/units/builds/build.js';
import { loadUnits, type UnitOptions } from '../../src/units/units.js';
import { parse } from '../support/trees.js';

const map = (name: string, namespace = ''): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}${namespace === '' ? '' : `, namespace: ${namespace}`}}\n`;

type Texts = Readonly<Record<string, string>>;
const load = (files: Texts, options: Partial<UnitOptions> = {}): ReturnType<typeof loadUnits> => {
  const parsed = Object.entries(files).map(([path, text]) => parse(text, path));
  const isStream = ({ file }: (typeof parsed)[number]): boolean => file.path === '<stdin>';
  return loadUnits(
    {
      files: parsed.filter((each) => !isStream(each)),
      streamed: parsed.filter(isStream),
      charts: [],
      tree: sourceTree(parsed.map(({ file }) => file)),
    },
    { serverSide: false, ...options },
  );
};

/** Each unit as `folder: names`. */
const unitsOf = (files: Texts, options: Partial<UnitOptions> = {}): readonly string[] =>
  load(files, options)
    .units.map(
      ({ folder, objects }) =>
        `${folder}: ${objects
          .map(({ resource }) => resource.name)
          .sort()
          .join(' ')}`,
    )
    .sort();

describe('plain folders', () => {
  it('merge', () => {
    expect(unitsOf({ 'a.yaml': map('a'), 'x/b.yaml': map('b'), 'x/y/c.yaml': map('c'), 'z/d.yaml': map('d') })).toEqual(
      [': a b c d'],
    );
  });

  it.each([
    ['dev', 'prod'],
    ['staging', 'production'],
    ['test-eu', 'prod-eu'],
    ['QA', 'Live'],
    ['shop-dev', 'shop-prod'],
    ['aws', 'gcp'],
    ['minikube', 'local'],
    ['eu-west-1', 'us-east-1'],
    ['europe-west4', 'us-central1-a'],
    ['cluster-a', 'cluster-b'],
    ['cluster1', 'cluster2'],
    ['bare-metal', 'openshift'],
  ])('%s and %s are environments, which share what stands above', (one, other) => {
    expect(unitsOf({ 'base.yaml': map('base'), [`${one}/a.yaml`]: map('a'), [`${other}/b.yaml`]: map('b') })).toEqual(
      [`${one}: a base`, `${other}: b base`].sort(),
    );
  });

  it.each([
    ['v1', 'v2'],
    ['blue', 'green'],
    ['01-volumes', '02-workloads'],
    ['before', 'after'],
    ['example1', 'example2'],
    ['cluster-role', 'cluster-wide'],
    ['aws', 'prod'],
    ['eu', 'us'],
    ['smoke-test', 'load-test'],
  ])('%s and %s are folders that merge', (one, other) => {
    expect(unitsOf({ [`${one}/a.yaml`]: map('a'), [`${other}/b.yaml`]: map('b') })).toEqual([': a b']);
  });

  it('one folder that is called like an environment is a folder', () => {
    expect(unitsOf({ 'test/a.yaml': map('a'), 'web/b.yaml': map('b') })).toEqual([': a b']);
  });

  it('below overlays/ stand apart, whatever they are called', () => {
    expect(unitsOf({ 'overlays/x/a.yaml': map('a'), 'overlays/y/b.yaml': map('b') })).toHaveLength(2);
  });

  it('share what stands further up, where nothing else is there for it', () => {
    const envs = { 'k/envs/dev/a.yaml': map('a'), 'k/envs/prod/a.yaml': map('a') };
    expect(unitsOf({ ...envs, 'base.yaml': map('base'), 'k/more.yaml': map('more') })).toEqual([
      'k/envs/dev: a base more',
      'k/envs/prod: a base more',
    ]);
    // A folder beside the environments is what the files above are applied with.
    expect(unitsOf({ ...envs, 'k/base.yaml': map('base'), 'k/web/b.yaml': map('b') })).toEqual([
      'k/envs/dev: a',
      'k/envs/prod: a',
      'k: b base',
    ]);
    // And so is a whole of their own, of which the folders below are versions.
    expect(unitsOf({ ...envs, 'k/a.yaml': map('a') })).toEqual(['k/envs/dev: a', 'k/envs/prod: a', 'k: a']);
  });

  it('clash on each level for themselves', () => {
    const deep = {
      'one/x/a.yaml': map('a'),
      'one/y/a.yaml': map('a'),
      'one/z/c.yaml': map('c'),
      'two/b.yaml': map('b'),
      'three/b.yaml': map('b'),
    };
    expect(unitsOf({ ...deep, 'one/own.yaml': map('own'), 'top.yaml': map('top') })).toEqual([
      'one/x: a own top',
      'one/y: a own top',
      'one/z: c own top',
      'three: b top',
      'two: b top',
    ]);
  });

  it('that define one object twice stand apart', () => {
    expect(unitsOf({ 'x/a.yaml': map('a'), 'y/a.yaml': map('a') })).toEqual(['x: a', 'y: a']);
  });

  it('that define one object in two versions of its kind stand apart', () => {
    const scale = (version: string): string =>
      `apiVersion: autoscaling/${version}\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\n`;
    expect(unitsOf({ 'x/a.yaml': scale('v1'), 'y/a.yaml': scale('v2') })).toEqual(['x: a', 'y: a']);
  });

  it('that define one name with the only namespace and with none stand apart, since it may be the same object', () => {
    expect(unitsOf({ 'x/a.yaml': map('a'), 'y/a.yaml': map('a', 'shop') })).toEqual(['x: a', 'y: a']);
    expect(unitsOf({ 'x/a.yaml': map('a'), 'y/a.yaml': map('a', 'shop'), 'z/b.yaml': map('b', 'other') })).toEqual([
      ': a a b',
    ]);
    const team = (namespace: string): string =>
      `apiVersion: v1\nkind: Namespace\nmetadata: {name: team${namespace}}\n---\n${map('b', 'shop')}`;
    expect(
      unitsOf({ 'x/a.yaml': team(''), 'y/a.yaml': team(', namespace: shop').replace('name: b', 'name: c') }),
    ).toEqual(['x: b team', 'y: c team']);
  });

  it.each<readonly [string, string, readonly string[]]>([
    ['merge where they bring the same Namespace', '', [': a b shop shop']],
    ['stand apart where it is another one', '\n  labels: {tier: web}', ['x: a shop', 'y: b shop']],
  ])('%s', (_, more, expected) => {
    const namespace = (labels: string): string =>
      `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop${labels}\n---\n`;
    expect(
      unitsOf({ 'x/a.yaml': namespace('') + map('a', 'shop'), 'y/b.yaml': namespace(more) + map('b', 'shop') }),
    ).toEqual(expected);
  });

  it('without a name define nothing twice', () => {
    const generated = 'apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: a-}\n';
    expect(unitsOf({ 'x/a.yaml': generated, 'y/a.yaml': generated })).toHaveLength(1);
  });

  it('one name in two namespaces is no double', () => {
    expect(unitsOf({ 'x/a.yaml': map('a', 'one'), 'y/a.yaml': map('a', 'two') })).toEqual([': a a']);
  });
});

describe('paths that do not start at the top', () => {
  it('keep their name from the root of the disk', () => {
    expect(
      unitsOf({ '/srv/k8s/dev/a.yaml': map('a'), '/srv/k8s/prod/a.yaml': map('a'), '/srv/k8s/base.yaml': map('base') }),
    ).toEqual(['/srv/k8s/dev: a base', '/srv/k8s/prod: a base']);
    expect(unitsOf({ '/srv/a.yaml': map('a'), '/srv/x/b.yaml': map('b') })).toEqual(['/srv: a b']);
  });

  it('beside the current folder are not below it', () => {
    expect(unitsOf({ 'a.yaml': map('a'), '../prod/a.yaml': map('a') })).toEqual(['../prod: a', ': a']);
    expect(
      unitsOf({ 'a.yaml': map('a'), 'x/b.yaml': map('b'), '../prod/c.yaml': map('c'), '../../d.yaml': map('d') }),
    ).toEqual(['../..: a b c d']);
    expect(unitsOf({ '../dev/a.yaml': map('a'), '../prod/b.yaml': map('b'), '../shared.yaml': map('c') })).toEqual([
      '../dev: a c',
      '../prod: b c',
    ]);
    expect(load({ 'a.yaml': map('a'), '../prod/a.yaml': map('a') }).units.map(({ why }) => why)).toContain(
      'it defines ConfigMap `a` again',
    );
  });

  it('elsewhere on the disk are apart from the current folder only if both define one object', () => {
    expect(unitsOf({ 'a.yaml': map('a'), '/srv/a.yaml': map('a') })).toEqual(['/srv: a', ': a']);
    expect(unitsOf({ 'a.yaml': map('a'), '/srv/b.yaml': map('b') })).toEqual([': a b']);
    expect(unitsOf({ 'dev/a.yaml': map('a'), 'prod/a.yaml': map('a'), '/srv/b.yaml': map('b') })).toEqual([
      '/srv: b',
      'dev: a',
      'prod: a',
    ]);
  });
});

describe('what the settings state', () => {
  const texts = {
    'a.yaml': map('a'),
    'x/b.yaml': map('b'),
    'x/y/c.yaml': map('c'),
    'z/one/d.yaml': map('d'),
    'z/two/d.yaml': map('d'),
    'z/two/deep/e.yaml': map('e'),
  };

  it.each([
    [[{ path: 'x' }], ['x: b c', 'z/one: a d', 'z/two: a d e']],
    [
      [{ path: 'x' }, { path: 'x/y' }],
      ['x/y: c', 'x: b', 'z/one: a d', 'z/two: a d e'],
    ],
    [[{ path: './z/' }], [': a b c', 'z: d d e']],
    [[{ path: 'z/*' }], [': a b c', 'z/one: d', 'z/two: d e']],
    [[{ path: '.' }], [': a b c d d e']],
    [[{ path: 'nowhere' }], [': a b c', 'z/one: d', 'z/two: d e']],
  ])('%j', (declared, expected) => {
    expect(unitsOf(texts, { declared })).toEqual([...expected].sort());
  });

  it('decides the namespace of the unit', () => {
    const { units } = load(texts, { declared: [{ path: 'x', namespace: 'shop' }] });
    expect(units.map(({ folder, namespace }) => [folder, namespace?.name])).toContainEqual(['x', 'shop']);
  });
});

describe('why', () => {
  const whys = (files: Texts): readonly string[] =>
    load(files)
      .units.map(({ folder, why }) => `${folder === '' ? '.' : folder}: ${why}`)
      .sort();

  it('one folder', () => {
    expect(whys({ 'k/a.yaml': map('a') })).toEqual(['k: its files are applied together']);
    expect(whys({ 'a.yaml': map('a'), 'k/b.yaml': map('b') })).toEqual([
      '.: its folders define nothing twice, so they are applied together',
    ]);
  });

  it('environments', () => {
    expect(whys({ 'dev/a.yaml': map('a'), 'prod/a.yaml': map('a') })).toEqual([
      'dev: `dev` and `prod` look like environments, each deployed for itself',
      'prod: `dev` and `prod` look like environments, each deployed for itself',
    ]);
    expect(whys({ 'envs/x/a.yaml': map('a'), 'envs/y/b.yaml': map('b') })).toEqual([
      'envs/x: the folders in `envs` are environments, each deployed for itself',
      'envs/y: the folders in `envs` are environments, each deployed for itself',
    ]);
  });

  it('what lies beside environments', () => {
    expect(whys({ 'dev/a.yaml': map('a'), 'prod/a.yaml': map('a'), 'monitoring/b.yaml': map('b') })).toContain(
      'monitoring: beside it, `dev` and `prod` look like environments, each deployed for itself',
    );
  });

  it('the reason further down', () => {
    const files = {
      'one/x/a.yaml': map('a'),
      'one/y/a.yaml': map('a'),
      'two/b.yaml': map('b'),
      'three/b.yaml': map('b'),
    };
    expect(whys(files)).toEqual([
      'one/x: `one/y` defines its ConfigMap `a` again',
      'one/y: it defines ConfigMap `a` again',
      'three: it defines ConfigMap `b` again',
      'two: `three` defines its ConfigMap `b` again',
    ]);
    expect(whys({ 'a.yaml': map('a'), 'envs/dev/a.yaml': map('a'), 'envs/prod/a.yaml': map('a') })).toContain(
      '.: `envs/dev` defines its ConfigMap `a` again',
    );
  });

  it('an object defined twice', () => {
    expect(whys({ 'x/a.yaml': map('a'), 'y/a.yaml': map('a'), 'z/b.yaml': map('b') })).toEqual([
      'x: `y` defines its ConfigMap `a` again',
      'y: it defines ConfigMap `a` again',
      'z: `x` and `y` both define ConfigMap `a`, so the folders beside them stand apart',
    ]);
  });

  it('standard input', () => {
    expect(whys({ '<stdin>': map('a'), 'k/b.yaml': map('b') })).toEqual([
      '<stdin>: standard input is applied as one',
      'k: its files are applied together',
    ]);
  });
});

describe('loadUnits', () => {
  const names = (files: Texts): readonly (string | undefined)[] =>
    load(files).objects.map(({ resource }) => resource.name);

  it('expands lists, whose items may leave out their kind', () => {
    expect(
      names({
        'a.yaml': `apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n- {apiVersion: v1, kind: Secret, metadata: {name: b}}\n`,
      }),
    ).toEqual(['a', 'b']);
    const typed = load({
      'a.yaml': 'apiVersion: v1\nkind: ServiceList\nitems:\n- metadata: {name: a}\n  spec: {ports: [{port: 80}]}\n',
    }).objects;
    expect(typed.map(({ resource, service }) => [resource.kind, service?.ports[0]?.port])).toEqual([['Service', 80]]);
  });

  it('leaves out patches, templates, and what is no object', () => {
    expect(
      names({
        'k/kustomization.yaml': 'resources: [a.yaml]\npatches: [{path: p.yaml}]\n',
        'k/a.yaml': map('a'),
        'k/p.yaml': map('p'),
        'chart/Chart.yaml': 'apiVersion: v2\nname: chart\n',
        'chart/templates/t.yaml': map('t'),
        'kudo/operator.yaml': 'apiVersion: kudo.dev/v1beta1\nname: db\n',
        'kudo/templates/t.yaml': map('t'),
        'values.yaml': 'kind: of values\nreplicas: 3\n',
        'template.yaml': 'kind: {{ .Kind }}\n---\nkind: [\n',
      }),
    ).toEqual(['a']);
  });

  it('takes a file with the name of a kustomization for an object where it is one', () => {
    const flux =
      'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: apps}\nspec: {path: ./apps}\n';
    expect(load({ 'flux/kustomization.yaml': flux }).kustomizations).toEqual([]);
  });
});

describe('kustomizations', () => {
  const kustomized = (files: Texts): readonly string[] =>
    load(files)
      .units.map(
        ({ kind, folder, objects }) =>
          `${kind} ${folder}: ${objects
            .map(({ resource }) => `${resource.name ?? ''}${resource.partial ? ' (partial)' : ''}`)
            .sort()
            .join(' ')}`,
      )
      .sort();
  const lists = (...entries: readonly string[]): string => `resources: [${entries.join(', ')}]\n`;

  it('are units of what they build; what none of them lists is as it was', () => {
    expect(
      kustomized({
        'k/kustomization.yaml': lists('a.yaml', '../b') + 'namePrefix: x-\n',
        'k/a.yaml': map('a'),
        'b/kustomization.yaml': lists('b.yaml'),
        'b/b.yaml': map('b'),
        'c/c.yaml': map('c'),
      }),
    ).toEqual(['folder c: c', 'kustomization k: x-a x-b']);
  });

  it('over one base are a unit each, and the base alone is none', () => {
    const base = { 'base/kustomization.yaml': lists('a.yaml'), 'base/a.yaml': map('a') };
    expect(
      kustomized({
        ...base,
        'dev/kustomization.yaml': lists('../base') + 'nameSuffix: -dev\n',
        'prod/kustomization.yaml': lists('../base'),
      }),
    ).toEqual(['kustomization dev: a-dev', 'kustomization prod: a']);
    expect(kustomized(base)).toEqual(['kustomization base: a (partial)']);
  });

  it('are bases by their name or place, unless they build on others outside', () => {
    const shop = (folder: string, ...items: readonly string[]): Texts => ({
      [`${folder}/kustomization.yaml`]: lists(...items),
      [`${folder}/a.yaml`]: map('a'),
    });
    expect(kustomized(shop('components/shop', 'a.yaml'))).toEqual(['kustomization components/shop: a (partial)']);
    expect(kustomized(shop('base/rbac/roles/shop', 'a.yaml'))).toEqual([
      'kustomization base/rbac/roles/shop: a (partial)',
    ]);
    expect(
      kustomized({
        ...shop('components/shop/base', 'a.yaml'),
        'components/shop/prod/kustomization.yaml': lists('../base'),
      }),
    ).toEqual(['kustomization components/shop/prod: a']);
    expect(
      kustomized({ ...shop('more', 'a.yaml'), 'components/shop/kustomization.yaml': lists('../../more') }),
    ).toEqual(['kustomization components/shop: a (partial)']);
  });

  it('that are components need a user', () => {
    const component = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [a.yaml]\n';
    expect(kustomized({ 'c/kustomization.yaml': component, 'c/a.yaml': map('a') })).toEqual(['folder c: a (partial)']);
    expect(
      kustomized({
        'c/kustomization.yaml': component,
        'c/a.yaml': map('a'),
        'k/kustomization.yaml': 'components: [../c]\n',
      }),
    ).toEqual(['kustomization k: a']);
  });

  it('that list each other are built once, and refused', () => {
    const { kustomizations } = load({ 'a/kustomization.yaml': lists('../b'), 'b/kustomization.yaml': lists('../a') });
    expect(kustomizations.map(({ folder, problems }) => [folder, problems.length > 0])).toEqual([['a', true]]);
  });

  it('with a part that is not on disk are open; the files of one that is refused are judged as they lie', () => {
    const { units } = load({
      'k/kustomization.yaml': lists('a.yaml', 'https://example.com/b.yaml'),
      'k/a.yaml': map('a'),
    });
    expect(
      units.map(({ open, objects }) => [
        open.length,
        objects.map(({ resource }) => [resource.partial, resource.patched]),
      ]),
    ).toEqual([[1, [[true, false]]]]);
    const broken = load({ 'k/kustomization.yaml': lists('a.yaml', 'b.yaml'), 'k/a.yaml': map('a') });
    expect(broken.units.map(({ kind }) => kind)).toEqual(['folder']);
    expect(broken.objects.map(({ resource }) => [resource.partial, resource.patched])).toEqual([[true, false]]);
  });

  it('are not alone in having parts of objects: tests expect them', () => {
    const part = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nstatus: {readyReplicas: 1}\n';
    const test =
      'apiVersion: chainsaw.kyverno.io/v1alpha1\nkind: Test\nmetadata: {name: t}\nspec:\n  steps:\n  - try:\n    - apply: {file: given.yaml}\n    - assert: {file: ready.yaml}\n    - error: {file: ../gone.yaml}\n';
    const files = {
      'e2e/kuttl/00-assert.yaml': part,
      'e2e/kuttl/01-errors.yaml': part,
      'e2e/kuttl/02-install.yaml': map('c'),
      'e2e/a/chainsaw-test.yaml': test,
      'e2e/a/given.yaml': map('given'),
      'e2e/a/ready.yaml': part,
      'e2e/a/00-error-later.yaml': part,
      'e2e/gone.yaml': part,
      'docs/assert.yaml': map('docs'),
      'gator/suite.yaml': 'apiVersion: test.gatekeeper.sh/v1alpha1\nkind: Suite\ntests: []\n',
      'gator/allowed.yaml': map('allowed'),
    };
    const { objects } = load(files);
    expect(objects.map(({ resource }) => resource.name).sort()).toEqual(['c', 'docs', 'given', 't']);
  });

  it('that lack only the content of a generated object are built without it', () => {
    const secret = 'secretGenerator: [{name: s, envs: [.env]}]\nnamePrefix: my-\n';
    const { units, kustomizations } = load({ 'k/kustomization.yaml': lists('a.yaml') + secret, 'k/a.yaml': map('a') });
    expect(kustomizations.map(({ problems }) => problems.map(({ message, reach }) => [message, reach]))).toEqual([
      [['there is no file `k/.env`', 'data']],
    ]);
    expect(
      units.map(({ kind, objects }) => [
        kind,
        objects.map(({ resource }) => [resource.name?.replace(/-\w{10}$/, ''), resource.partial]),
      ]),
    ).toEqual([
      [
        'kustomization',
        [
          ['my-a', false],
          ['my-s', false],
        ],
      ],
    ]);
    const patched = load({
      'k/kustomization.yaml': lists('a.yaml') + secret + 'patches: [{path: p.yaml}]\n',
      'k/a.yaml': map('a'),
    });
    // A patch may change every ConfigMap, and brings no object.
    expect(
      patched.units.map(({ kind, objects }) => [
        kind,
        objects.map(({ resource }) => [resource.kind, resource.partial]),
      ]),
    ).toEqual([
      [
        'kustomization',
        [
          ['ConfigMap', true],
          ['Secret', true],
        ],
      ],
    ]);
    const lacking = load({ 'k/kustomization.yaml': lists('a.yaml', 'b.yaml') + secret, 'k/a.yaml': map('a') });
    expect(lacking.units.map(({ kind }) => kind)).toEqual(['folder']);
  });

  it('take their namespace from the settings where they set none', () => {
    const { units } = load(
      { 'k/prod/kustomization.yaml': lists('a.yaml'), 'k/prod/a.yaml': map('a') },
      { declared: [{ path: 'k/*', namespace: 'shop' }] },
    );
    expect(units.map(({ kind, namespace }) => [kind, namespace?.name])).toEqual([['kustomization', 'shop']]);
  });
});
