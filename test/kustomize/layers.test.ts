import { describe, expect, it } from 'vitest';
import { evaluateKustomization } from '../../src/kustomize/index.js';
import { get, getList, toData } from '../../src/tree/tree.js';
import { build, dataOf, missingSources, one, origin, refusals, sourcesOf, LEFT_OUT, type Files } from './build.js';

const NAMES = '{"com.example.Kiln": {"Schema": {"x-kubernetes-identity": {}}}}';
const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}}\n';
const SET =
  'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: web}\nspec: {serviceName: web, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}}}\n';

describe('names', () => {
  it('lengthens names layer by layer, and what refers to them', () => {
    const files = {
      'base/kustomization.yaml': 'resources: [a.yaml]\nnamePrefix: b-\n',
      'base/a.yaml': `${SERVICE}---\n${SET}`,
      'app/kustomization.yaml': 'resources: [../base]\nnamePrefix: a-\nnameSuffix: -z\n',
    };
    expect(dataOf(files)).toMatchObject([
      { kind: 'Service', metadata: { name: 'a-b-web-z' } },
      { metadata: { name: 'a-b-web-z' }, spec: { serviceName: 'a-b-web-z' } },
    ]);
    const origins = build(files).objects.map(({ tree }) => [
      origin(tree, 'metadata', 'name'),
      origin(tree, 'spec', 'serviceName'),
    ]);
    const name = 'base/a.yaml:web by app/kustomization.yaml:-z';
    expect(origins).toEqual([
      [name, 'absent'],
      [name, 'base/a.yaml:web by base/a.yaml:web'],
    ]);
  });

  it.each(['v1 Namespace', 'apiextensions.k8s.io/v1 CustomResourceDefinition', 'apiregistration.k8s.io/v1 APIService'])(
    'keeps the name of %s',
    (kind) => {
      const [apiVersion, name] = kind.split(' ');
      expect(one('namePrefix: p-\n', `apiVersion: ${apiVersion}\nkind: ${name}\nmetadata: {name: x}\n`)).toMatchObject([
        { metadata: { name: 'x' } },
      ]);
    },
  );

  it('follows no name in kinds that it does not know', () => {
    const route =
      'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: r}\nspec: {rules: [{backendRefs: [{name: web, port: 80}]}]}\n';
    expect(one('namePrefix: p-\n', `${SERVICE}---\n${route}`)).toContainEqual(
      expect.objectContaining({ kind: 'HTTPRoute', spec: { rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] } }),
    );
  });

  it('follows a name in the namespace of its referrer only', () => {
    const other = SERVICE.replace('{name: web}', '{name: web, namespace: other}');
    expect(one('namePrefix: p-\n', `${other}---\n${SET}`)).toContainEqual(
      expect.objectContaining({ kind: 'StatefulSet', spec: expect.objectContaining({ serviceName: 'web' }) }),
    );
  });
});

describe('namespace', () => {
  it('overwrites, stands in the kustomization, and leaves cluster-scoped kinds alone', () => {
    const text = `${SERVICE.replace('{name: web}', '{name: web, namespace: old}')}---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: r}\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: old}\n`;
    const files = { 'app/kustomization.yaml': 'namespace: new\nresources: [r.yaml]\n', 'app/r.yaml': text };
    expect(dataOf(files)).toMatchObject([
      { kind: 'Namespace', metadata: { name: 'new' } },
      { kind: 'ClusterRole', metadata: { name: 'r' } },
      { metadata: { namespace: 'new' } },
    ]);
    expect(build(files).objects.map(({ tree }) => origin(tree, 'metadata', 'namespace'))).toEqual([
      'absent',
      'absent',
      'app/kustomization.yaml:new',
    ]);
  });

  it('refuses to make two objects one', () => {
    const text = ['a', 'b']
      .map((namespace) => SERVICE.replace('{name: web}', `{name: web, namespace: ${namespace}}`))
      .join('---\n');
    expect(refusals({ 'app/kustomization.yaml': 'namespace: c\nresources: [r.yaml]\n', 'app/r.yaml': text })).toEqual([
      'with one namespace for all, Service `web` in namespace `c` is there twice',
    ]);
  });
});

describe('resources', () => {
  it('reads files, folders and lists, and prints by kind', () => {
    const files = {
      'app/kustomization.yaml': 'resources: [list.yaml, ../base]\n',
      'app/list.yaml':
        'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: p}}\n- {apiVersion: v1, kind: Service, metadata: {name: s}}\n',
      'base/kustomization.yaml': 'resources: [n.yaml]\n',
      'base/n.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: n}\n',
    };
    expect(dataOf(files)).toMatchObject([{ kind: 'Namespace' }, { kind: 'Service' }, { kind: 'Pod' }]);
  });

  it('takes each object once', () => {
    const files = {
      'app/kustomization.yaml': 'resources: [a.yaml, b.yaml]\n',
      'app/a.yaml': SERVICE,
      'app/b.yaml': SERVICE,
    };
    expect(refusals(files)).toEqual(['Service `web` is already there: kustomize takes each object once']);
    expect(build(files).objects).toHaveLength(1);
  });

  it.each([
    ['a remote base', 'resources: [https://example.com/base, a.yaml]'],
    ['a remote base', 'resources: ["github.com/example/app//deploy?ref=v1", a.yaml]'],
    ['a Helm chart', 'resources: [a.yaml]\nhelmCharts: [{name: chart}]'],
    ['a transformer plugin', 'resources: [a.yaml]\ntransformers: [t.yaml]'],
    ['a transformer plugin', 'resources: [a.yaml]\ntransformers: ["https://example.com/base"]'],
    [
      'a transformer plugin',
      'resources: [a.yaml]\ntransformers: ["{apiVersion: builtin, kind: HashTransformer, metadata: {name: t}}"]',
    ],
    [
      'a transformer plugin',
      'resources: [a.yaml]\ntransformers: ["{apiVersion: builtin, kind: NamespaceTransformer, metadata: {name: t}, unsetOnly: true}"]',
    ],
    ['a generator plugin', 'resources: [a.yaml]\ngenerators: [t.yaml]'],
    ['a definition that says where names and labels stand', 'resources: [a.yaml]\ncrds: [names.json]'],
    ['a template', 'resources: [a.yaml, template.yaml]'],
  ])('says what is open: %s', (what, kustomization) => {
    const { open, objects } = build({
      'app/kustomization.yaml': `${kustomization}\n`,
      'app/a.yaml': SERVICE,
      'app/t.yaml': 'apiVersion: v1\nkind: T\nmetadata: {name: t}\n',
      'app/names.json': NAMES,
      'app/template.yaml': '{% if set %}\nkind: {{ .Kind }}\n{% endif %}\n',
    });
    expect(open.map((part) => part.what)).toEqual([what]);
    expect(objects).toHaveLength(1);
  });

  it.each([
    ['the placeholder', { 'app/kustomization.yaml': 'resources: [a.yaml, "../{{ env }}"]\n' }],
    ['the placeholder', { 'app/kustomization.yaml': 'resources: [a.yaml, "../${ENV}"]\n' }],
    ['the placeholder', { 'app/kustomization.yaml': 'resources: [a.yaml]\npatches: [{path: "%ENV%.yaml"}]\n' }],
    [
      'a template',
      { 'app/kustomization.yaml': 'resources: [a.yaml, b.yaml]\n', 'app/b.yaml': '{{ if .x }}\na: 1\n{{ end }}\n' },
    ],
    ['a template', { 'app/kustomization.yaml': 'resources: [a.yaml]\n{% if x %}\nnamePrefix: x-\n{% endif %}\n' }],
    [
      'from another tool the objects for',
      { 'app/kustomization.yaml': 'patches: [{patch: "{apiVersion: v1, kind: Service, metadata: {name: other}}"}]\n' },
    ],
    ['for a template the path', { 'templates/app/kustomization.yaml': 'resources: [../base]\n' }],
    [
      'the absent file',
      {
        'web/kustomization.yaml': '# see https://example.com\nresources: [all.yaml]\npatches: [{path: p.yaml}]\n',
        'web/p.yaml': SERVICE,
        'web/values.yaml': 'a: 1\n',
      },
    ],
    ['the file of controller-gen', { 'webhook/kustomization.yaml': 'resources: [manifests.yaml]\n' }],
  ])('does not miss what is still to be filled in: %s', (what, files) => {
    const { open, problems } = build(
      { ...files, 'app/a.yaml': SERVICE },
      Object.keys(files)[0]?.replace('/kustomization.yaml', ''),
    );
    expect([open.map((part) => part.what), problems]).toEqual([[what], []]);
  });

  it('takes a generated object for the newer one of an older that is not on disk', () => {
    const text = (more: string): Files => ({
      'app/kustomization.yaml': `${more}configMapGenerator: [{name: c, behavior: merge, literals: [a=b]}]\n`,
    });
    expect(refusals(text(''))).toEqual(['there is no ConfigMap `c` to merge with']);
    const { objects, problems } = build(text('resources: [https://example.com/base]\n'));
    expect([objects.map(({ tree }) => get(tree, 'data', 'a')?.type), problems]).toEqual([['scalar'], []]);
  });

  const absentIn = (folder: string): readonly string[] =>
    refusals(
      { [`${folder}/kustomization.yaml`]: 'resources: [a.yaml, gone.yaml]\n', [`${folder}/a.yaml`]: SERVICE },
      folder,
    );

  it.each([
    ...['template', 'apps/templates', 'skeleton', 'skeletons/web', 'boilerplate', 'boilerplates', 'scaffold/a'],
    ...['scaffolds', 'cookiecutter', 'cookiecutters', 'snippet', 'snippets', 'cheatsheet', 'cheat-sheets'],
    ...['_template', '.app-template/base', 'x/_my_templates'],
  ])('asks for no file in a folder that is copied before it is built: %s', (folder) =>
    expect(absentIn(folder)).toEqual([]),
  );

  it.each(['app', 'templated', 'contemplate', 'app-template', 'template.d', '_-template', 'cheat/sheets'])(
    'asks for what is absent in %s',
    (folder) => expect(absentIn(folder)).toEqual([`there is no file or folder \`${folder}/gone.yaml\``]),
  );

  it.each([
    ['webhook/manifests.yaml', true],
    ['my-webhook/manifests.yaml', false],
    ['webhook/manifests.yaml.txt', false],
    ['bases/shop.clusterserviceversion.yaml', true],
    ['mybases/shop.clusterserviceversion.yaml', false],
    ['.dockerconfigjson', true],
    ['.dockercfg', true],
    ['x.dockercfg', false],
    ['helm-rendered.yaml', true],
    ['not-helm-rendered.yaml', false],
    ['flux-system', true],
    ['flux-system/gotk-components.yaml', true],
    ['flux-system/gotk-sync.yaml', true],
    ['flux-system/other.yaml', false],
    ['my-flux-system', false],
  ])('knows that a program writes %s: %s', (path, expected) => {
    const files = { 'app/kustomization.yaml': `resources: [a.yaml, ${path}]\n`, 'app/a.yaml': SERVICE };
    expect(refusals(files)).toEqual(expected ? [] : [`there is no file or folder \`app/${path}\``]);
  });

  it('takes no file above the folder at which it begins', () => {
    const files = { 'kustomization.yaml': 'resources: [../a.yaml, b.yaml]\n', '../a.yaml': SERVICE };
    const other = SERVICE.replace('name: web', 'name: other');
    expect(refusals({ ...files, 'b.yaml': other }, '')).toEqual(['`../a.yaml` lies outside of its folder']);
  });

  it.each([
    [
      'there is no file or folder `app/x.yaml`',
      { 'app/kustomization.yaml': 'resources: [x.yaml]\n', 'app/y.yaml': SERVICE },
    ],
    [
      '`a.yaml` lies outside of its folder',
      { 'app/kustomization.yaml': 'resources: [../a.yaml]\n', 'a.yaml': SERVICE },
    ],
    ['kustomize knows no field `resource`', { 'app/kustomization.yaml': 'resource: [a.yaml]\n' }],
    ['the kustomization is empty', { 'app/kustomization.yaml': 'kind: Kustomization\nresources:\n' }],
    ['`b` has no kustomization', { 'app/kustomization.yaml': 'resources: [../b]\n', 'b/a.yaml': SERVICE }],
    [
      'this leads back to where it came from: a base cannot lie above its overlay',
      { 'app/kustomization.yaml': 'resources: [../b]\n', 'b/kustomization.yaml': 'resources: [../app]\n' },
    ],
    ['`commonLabels.app` must be a text', { 'app/kustomization.yaml': 'commonLabels: {app: yes}\n' }],
    [
      'kustomize refuses a key that is written twice: `app`',
      {
        'app/kustomization.yaml': 'resources: [a.yaml]\n',
        'app/a.yaml': SERVICE.replace('{app: web}', '{app: web, app: x}'),
      },
    ],
    [
      '`b` is a Kustomization, which belongs in `resources`',
      { 'app/kustomization.yaml': 'components: [../b]\n', 'b/kustomization.yaml': 'namePrefix: b-\n' },
    ],
  ])('refuses: %s', (message, files) => {
    expect(refusals(files)).toContain(message);
  });

  it('does not take the schema of one root for that of another over the same base', () => {
    const patch =
      'patches: [{patch: "{apiVersion: example.com/v1, kind: Rollout, metadata: {name: web}, spec: {list: [{name: b}]}}"}]\n';
    const list = {
      type: 'array',
      items: {},
      'x-kubernetes-patch-strategy': 'merge',
      'x-kubernetes-patch-merge-key': 'name',
    };
    const kind = [{ group: 'example.com', version: 'v1', kind: 'Rollout' }];
    const rollout = { 'x-kubernetes-group-version-kind': kind, properties: { spec: { properties: { list } } } };
    const sources = sourcesOf({
      'base/kustomization.yaml': `resources: [r.yaml]\n${patch}`,
      'base/r.yaml': 'apiVersion: example.com/v1\nkind: Rollout\nmetadata: {name: web}\nspec: {list: [{name: a}]}\n',
      'with/kustomization.yaml': 'resources: [../base]\nopenapi: {path: schema.json}\n',
      'with/schema.json': JSON.stringify({ definitions: { rollout } }),
      'without/kustomization.yaml': 'resources: [../base]\n',
    });
    const lists = ['with', 'without', 'with'].map((folder) =>
      evaluateKustomization(folder, sources)?.objects.map(({ tree }) => getList(tree, 'spec', 'list').length),
    );
    expect(lists).toEqual([[2], [1], [2]]);
  });

  it('judges no kustomization that is a template', () => {
    const { open, problems, objects } = build({
      'app/kustomization.yaml': 'resources: [a.yaml]\n{% if lab %}\nnamePrefix: lab-\n{% endif %}\n',
      'app/a.yaml': SERVICE,
    });
    expect([open.map(({ what }) => what), problems, objects]).toEqual([['a template'], [], []]);
  });

  it.each([
    'configMapGenerator: [{name: c, behavior: merge, literals: [a=b]}]',
    'secretGenerator: [{name: c, behavior: replace, literals: [a=b]}]',
    'patches: [{patch: "{apiVersion: v1, kind: Pod, metadata: {name: p}}"}]',
    'replacements: [{source: {kind: Pod}, targets: [{select: {kind: Service}}]}]',
    'replicas: [{name: p, count: 2}]',
    'vars: [{name: P, objref: {apiVersion: v1, kind: Pod, name: p}}]',
  ])('misses nothing that a remote base may bring: %s', (field) => {
    const files = (resources: string): Record<string, string> => ({
      'app/kustomization.yaml': `resources: [${resources}]\n${field}\n`,
      'app/a.yaml': SERVICE,
    });
    expect(refusals(files('a.yaml'))).toHaveLength(1);
    expect(refusals(files('a.yaml, "https://example.com/base"'))).toEqual([]);
  });

  it('names what it misses, and what took part', () => {
    const files = {
      'app/kustomization.yaml': 'resources: [../base, a.yaml]\npatches: [{path: p.yaml}]\n',
      'app/a.yaml': SERVICE,
      'other.yaml': SERVICE,
    };
    expect([...missingSources(['app'], sourcesOf(files))].sort()).toEqual(['app/p.yaml', 'base']);
    expect([...build(files).files].sort()).toEqual(['app/a.yaml', 'app/kustomization.yaml']);
  });
});

describe('a folder with nothing but a kustomization', () => {
  const lone = (files: Files): readonly [open: number, problems: number] => {
    const { open, problems } = build(files);
    return [open.length, problems.length];
  };

  it('gets what it lists before the build', () => {
    expect(lone({ 'app/kustomization.yaml': 'resources: [x.yaml]\n' })).toEqual([1, 0]);
  });

  it('lacks a file where it builds on another folder, or where something else lies beside it', () => {
    const base = { 'base/kustomization.yaml': 'resources: [a.yaml]\n', 'base/a.yaml': SERVICE };
    expect(lone({ 'app/kustomization.yaml': 'resources: [../base, x.yaml]\n', ...base })).toEqual([0, 1]);
    expect(lone({ 'app/kustomization.yaml': 'resources: [x.yaml]\n', 'app/y.yaml': SERVICE })).toEqual([0, 1]);
    expect(lone({ 'app/kustomization.yaml': 'resources: [sub/x.yaml]\n' })).toEqual([0, 1]);
  });
});

describe('what git leaves out', () => {
  const HOST = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {externalName: a.b, ports: [{port: 80}]}\n';
  const generated = 'configMapGenerator: [{name: domain, envs: [domain.env]}]\n';
  const copied = (field: string, options = '{}'): string =>
    `${generated}replacements: [{source: {kind: ConfigMap, name: domain, fieldPath: data.suffix}, targets: [{select: {kind: Service}, options: ${options}, fieldPaths: [${field}]}]}]\n`;
  const built = (kustomization: string, files: Files): ReturnType<typeof build> =>
    build({ 'app/kustomization.yaml': `resources: [r.yaml]\n${kustomization}`, 'app/r.yaml': HOST, ...files });

  const serviceAmong = (objects: ReturnType<typeof build>['objects']): unknown =>
    objects.map(({ tree }) => toData(tree)).find((data) => (data as { kind: string }).kind === 'Service');

  it.each([
    ['spec.externalName', '{}', { spec: { externalName: '<unread>' } }],
    ['spec.externalName', '{delimiter: ., index: 1}', { spec: { externalName: 'a.<unread>' } }],
    ['spec.ports.0.port', '{}', { spec: { ports: [{ port: '<unread>' }] } }],
  ])('is copied into %s with %s as a text that nobody knows', (field, options, expected) => {
    const { objects, problems } = built(copied(field, options), { 'app/domain.env': LEFT_OUT });
    expect(problems).toEqual([]);
    expect(serviceAmong(objects)).toMatchObject(expected);
  });

  it('is missed where git knows nothing of it, and then told once', () => {
    expect(built(copied('spec.externalName'), {}).problems.map(({ message, reach }) => [message, reach])).toEqual([
      ['there is no file `app/domain.env`', 'data'],
    ]);
  });

  it('may hold what a merged generator reads, and not what a replaced one read', () => {
    const over = (behavior: string): readonly string[] =>
      refusals({
        'app/kustomization.yaml': `resources: [../base]\nconfigMapGenerator: [{name: domain, behavior: ${behavior}, literals: [a=b]}]\nreplacements: [{source: {kind: ConfigMap, name: domain, fieldPath: data.suffix}, targets: [{select: {kind: Service}, fieldPaths: [spec.externalName]}]}]\n`,
        'base/kustomization.yaml': `resources: [r.yaml]\n${generated}`,
        'base/r.yaml': HOST,
        'base/domain.env': LEFT_OUT,
      });
    expect(over('merge')).toEqual([]);
    expect(over('replace')).toEqual(['the source has no `data.suffix`']);
  });

  it('leaves a var as it is written', () => {
    const text = HOST.replace('a.b', 'a.$(SUFFIX)');
    const vars =
      'vars: [{name: SUFFIX, objref: {apiVersion: v1, kind: ConfigMap, name: domain}, fieldref: {fieldPath: data.suffix}}]\nconfigurations: [c.yaml]\n';
    const { objects, problems } = built(generated + vars, {
      'app/r.yaml': text,
      'app/domain.env': LEFT_OUT,
      'app/c.yaml': 'varReference: [{path: spec/externalName, kind: Service}]\n',
    });
    expect(problems).toEqual([]);
    expect(serviceAmong(objects)).toMatchObject({ spec: { externalName: 'a.$(SUFFIX)' } });
  });

  it.each(['resources: [r.yaml, ../gen]', 'resources: [r.yaml]\ncomponents: [../gen]'])(
    'is an open part as the kustomization of %s',
    (kustomization) => {
      const files = { 'app/kustomization.yaml': `${kustomization}\n`, 'app/r.yaml': HOST };
      const outcome = (more: Files): readonly number[] => {
        const { open, problems } = build({ ...files, ...more });
        return [open.length, problems.length];
      };
      expect(outcome({ 'gen/kustomization.yaml': LEFT_OUT })).toEqual([1, 0]);
      expect(outcome({ 'gen/kustomization.yaml': LEFT_OUT, 'gen/a.yaml': HOST })).toEqual([1, 0]);
      expect(outcome({ 'gen/a.yaml': HOST })).toEqual([0, 1]);
      expect(outcome({})).toEqual([0, 1]);
    },
  );

  it('asks for the kustomization of a folder that seems to have none', () => {
    const files = { 'app/kustomization.yaml': 'resources: [../base]\n', 'base/a.yaml': HOST };
    expect([...missingSources(['app'], sourcesOf(files))]).toEqual(['base']);
  });
});

describe('a refused replacement', () => {
  it('leaves in its targets what nobody knows', () => {
    const { objects, problems } = build({
      'app/kustomization.yaml':
        'resources: [r.yaml]\nreplacements: [{source: {kind: ConfigMap, name: none}, targets: [{select: {kind: Service}, fieldPaths: [spec.type]}]}]\n',
      'app/r.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {type: ClusterIP}\n',
    });
    expect(problems).toHaveLength(1);
    expect(objects.map(({ tree }) => toData(tree))).toMatchObject([{ spec: { type: '<unread>' } }]);
  });
});

describe('scalars', () => {
  it.each([
    ['yes', 'yes'],
    ['true', true],
    ['0100', 64],
    ['1.10', 1.1],
    ['"1"', '1'],
  ])('reads %s as %j', (text, value) => {
    expect(
      one('namePrefix: p-\n', `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  k: ${text}\n`),
    ).toMatchObject([{ data: { k: value } }]);
  });

  it('lets an explicit key win over a merged one, wherever `<<` stands', () => {
    const text =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  a: own\n  <<: {a: merged, b: merged}\n';
    expect(one('namePrefix: p-\n', text)).toMatchObject([{ data: { a: 'own', b: 'merged' } }]);
  });

  it('writes annotations as texts', () => {
    expect(
      one('namePrefix: p-\n', 'apiVersion: v1\nkind: Service\nmetadata: {name: c, annotations: {a: 1.10, b: true}}\n'),
    ).toMatchObject([{ metadata: { annotations: { a: '1.10', b: 'true' } } }]);
  });
});
