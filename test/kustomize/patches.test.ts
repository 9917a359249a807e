import { describe, expect, it } from 'vitest';
import { build, one, origin, refusals } from './build.js';

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}}
spec:
  template:
    spec:
      containers:
      - name: a
        image: a:1
        ports: [{name: http, containerPort: 80}, {name: udp, containerPort: 80, protocol: UDP}]
        env: [{name: X, value: "1"}, {name: Y, value: "2"}]
        args: [one, two]
      - {name: b, image: b:1}
`;

const patch = (spec: string, more = ''): string =>
  `patches:\n- patch: |\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata: {name: web}\n    spec: {template: {spec: ${spec}}}\n${more}`;
const jsonPatch = (...operations: readonly string[]): string =>
  `patches:\n- target: {kind: Deployment}\n  patch: |\n${operations.map((operation) => `    - ${operation}\n`).join('')}`;

const podSpec = (kustomization: string, resources = DEPLOYMENT): unknown =>
  (one(kustomization, resources)[0] as { spec: { template: { spec: unknown } } }).spec.template.spec;

describe('a strategic merge', () => {
  it.each([
    [
      'merges containers by name, those of the patch first',
      '{containers: [{name: b, image: b:2}, {name: c}]}',
      { containers: [{ name: 'b', image: 'b:2' }, { name: 'c' }, { name: 'a' }] },
    ],
    ['deletes a container', '{containers: [{name: a, $patch: delete}]}', { containers: [{ name: 'b', image: 'b:1' }] }],
    ['replaces all containers', '{containers: [{name: c}, {$patch: replace}]}', { containers: [{ name: 'c' }] }],
    [
      'keeps a container that the patch says to replace',
      '{containers: [{name: b, image: b:2, $patch: replace}]}',
      { containers: [{ name: 'b', image: 'b:1' }, { name: 'a' }] },
    ],
    [
      'deletes with null',
      '{containers: [{name: a, args: null, env: null}]}',
      { containers: [expect.not.objectContaining({ args: [] }), { name: 'b' }] },
    ],
    [
      'replaces a list without keys',
      '{containers: [{name: a, args: [three]}]}',
      { containers: [{ name: 'a', args: ['three'] }, { name: 'b' }] },
    ],
    ['replaces a map', '{$patch: replace, hostNetwork: true}', { hostNetwork: true }],
    [
      'merges env by name',
      '{containers: [{name: a, env: [{name: Y, value: "3"}]}]}',
      {
        containers: [
          {
            env: [
              { name: 'Y', value: '3' },
              { name: 'X', value: '1' },
            ],
          },
          {},
        ],
      },
    ],
    [
      'finds a port by number and protocol',
      '{containers: [{name: a, ports: [{containerPort: 80, protocol: UDP, name: dns}]}]}',
      { containers: [{ ports: [{ name: 'http' }, { name: 'dns', protocol: 'UDP' }] }, {}] },
    ],
  ])('%s', (_, spec, expected) => {
    expect(podSpec(patch(spec))).toMatchObject(expected);
  });

  it('makes one of two items with one name', () => {
    const twice = DEPLOYMENT.replace('{name: Y,', '{name: X,');
    expect(podSpec(patch('{containers: [{name: b, image: b:2}]}'), twice)).toMatchObject({
      containers: [{ name: 'b' }, { env: [{ name: 'X', value: '2' }] }],
    });
  });

  it('replaces the lists of custom kinds', () => {
    const text = DEPLOYMENT.replace('apps/v1', 'example.com/v1');
    expect(podSpec(patch('{containers: [{name: c}]}').replace('apps/v1', 'example.com/v1'), text)).toEqual({
      containers: [{ name: 'c' }],
    });
  });

  it('deletes an object', () => {
    expect(
      one(
        'patches:\n- patch: "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, $patch: delete}"\n',
        DEPLOYMENT,
      ),
    ).toEqual([]);
  });

  it('keeps name and kind, unless the options say otherwise', () => {
    const renaming = (options: string): string =>
      `patches:\n- target: {kind: Deployment}\n  ${options}\n  patch: |\n    apiVersion: apps/v1\n    kind: DaemonSet\n    metadata: {name: other}\n`;
    expect(one(renaming('options: {}'), DEPLOYMENT)).toMatchObject([{ kind: 'Deployment', metadata: { name: 'web' } }]);
    expect(one(renaming('options: {allowNameChange: true, allowKindChange: true}'), DEPLOYMENT)).toMatchObject([
      { kind: 'DaemonSet', metadata: { name: 'other' } },
    ]);
  });

  it('finds its object by the name that it had below', () => {
    const files = {
      'base/kustomization.yaml': 'resources: [d.yaml]\nnamePrefix: b-\n',
      'base/d.yaml': DEPLOYMENT,
      'app/kustomization.yaml': `resources: [../base]\n${patch('{hostNetwork: true}')}`,
    };
    expect(build(files).problems).toEqual([]);
    expect(
      refusals({
        ...files,
        'app/kustomization.yaml': files['app/kustomization.yaml'].replace('{name: web}', '{name: web, namespace: n}'),
      }),
    ).toEqual(['no object is Deployment `web` in namespace `n`, which the patch is for']);
  });

  it('is silent on an object that a remote base may bring', () => {
    expect(
      refusals({ 'app/kustomization.yaml': `resources: [https://example.com/base]\n${patch('{hostNetwork: true}')}` }),
    ).toEqual([]);
  });

  it('keeps each part at the text that wrote it', () => {
    const { objects } = build({
      'app/kustomization.yaml': `resources: [d.yaml]\n${patch('{containers: [{name: b, image: b:2}]}')}`,
      'app/d.yaml': DEPLOYMENT,
    });
    const container = (field: string): readonly string[] =>
      objects.map(({ tree }) => origin(tree, 'spec', 'template', 'spec', 'containers', 0, field));
    expect(container('image')).toEqual(['app/kustomization.yaml:b:2']);
    expect(container('name')).toEqual(['app/d.yaml:b']);
    expect(objects.map(({ tree }) => origin(tree, 'apiVersion'))).toEqual(['app/d.yaml:apps/v1']);
  });
});

describe('a target', () => {
  const TWO = `${DEPLOYMENT}---\n${DEPLOYMENT.replaceAll('web', 'web-2').replace('apps/v1', 'apps/v1')}`;
  it.each([
    ['{kind: Deployment, name: web}', ['web']],
    ['{name: "web.*"}', ['web', 'web-2']],
    ['{name: eb}', []],
    ['{group: apps, version: v1}', ['web', 'web-2']],
    ['{group: app}', []],
    ['{labelSelector: "app in (web, x)"}', ['web']],
    ['{labelSelector: "app!=web"}', ['web-2']],
    ['{labelSelector: "!app"}', []],
    ['{labelSelector: "!other"}', ['web', 'web-2']],
    ['{labelSelector: "app"}', ['web', 'web-2']],
    ['{labelSelector: "other"}', []],
    ['{labelSelector: "app=web"}', ['web']],
    ['{labelSelector: "app==web-2"}', ['web-2']],
    ['{labelSelector: " app = web , app "}', ['web']],
    ['{labelSelector: "other!=web"}', ['web', 'web-2']],
    ['{labelSelector: "other=web"}', []],
    ['{labelSelector: "app notin (web)"}', ['web-2']],
    ['{labelSelector: "other notin (web)"}', ['web', 'web-2']],
    ['{labelSelector: "other in (web)"}', []],
    ['{labelSelector: "app in (web,web-2),app!=web"}', ['web-2']],
    ['{labelSelector: "app=web,other"}', []],
    ['{annotationSelector: "hit"}', []],
    ['{annotationSelector: "!hit"}', ['web', 'web-2']],
    ['{version: v2}', []],
    ['{kind: Deploy}', []],
    ['{kind: "Dep.*|Service"}', ['web', 'web-2']],
    ['{namespace: default}', ['web', 'web-2']],
    ['{namespace: other}', []],
  ])('%s', (target, names) => {
    const built = one(
      `patches:\n- target: ${target}\n  patch: |\n    - {op: add, path: /metadata/annotations, value: {hit: "yes"}}\n`,
      TWO,
    ) as readonly { metadata: { name: string; annotations?: unknown } }[];
    expect(
      built.filter(({ metadata }) => metadata.annotations !== undefined).map(({ metadata }) => metadata.name),
    ).toEqual(names);
  });
});

describe('a JSON patch', () => {
  it.each([
    [
      'adds at the end',
      '{op: add, path: /spec/template/spec/containers/0/args/-, value: three}',
      ['one', 'two', 'three'],
    ],
    ['adds before', '{op: add, path: /spec/template/spec/containers/0/args/0, value: zero}', ['zero', 'one', 'two']],
    ['removes', '{op: remove, path: /spec/template/spec/containers/0/args/0}', ['two']],
    ['replaces', '{op: replace, path: /spec/template/spec/containers/0/args/1, value: 2}', ['one', 2]],
    [
      'copies',
      '{op: copy, from: /spec/template/spec/containers/0/args/0, path: /spec/template/spec/containers/0/args/-}',
      ['one', 'two', 'one'],
    ],
    [
      'moves',
      '{op: move, from: /spec/template/spec/containers/0/args/0, path: /spec/template/spec/containers/0/args/1}',
      ['two', 'one'],
    ],
    ['counts from the end', '{op: remove, path: /spec/template/spec/containers/0/args/-1}', ['one']],
    [
      'reads no further back than the first slash of a path',
      '{op: remove, path: here/spec/template/spec/containers/0/args/0}',
      ['two'],
    ],
    ['tests', '{op: test, path: /spec/template/spec/containers/0/args, value: [one, two]}', ['one', 'two']],
  ])('%s', (_, operation, args) => {
    expect(podSpec(jsonPatch(operation))).toMatchObject({ containers: [{ args }, {}] });
  });

  it.each([
    ['10', 'k'],
    ['-11', 'b'],
  ])('finds the item %s of a long list', (index, item) => {
    const letters = [...'abcdefghijkl'];
    const text = DEPLOYMENT.replace('[one, two]', `[${letters.join(', ')}]`);
    const operation = `{op: remove, path: /spec/template/spec/containers/0/args/${index}}`;
    const args = letters.filter((letter) => letter !== item);
    expect(podSpec(jsonPatch(operation), text)).toMatchObject({ containers: [{ args }, {}] });
  });

  it.each([
    ['patches', 'patches', ''],
    ['patchesJson6902 behind a new namespace', 'patchesJson6902', 'namespace: shop\n'],
  ])('goes through annotations that only kustomize has put there: %s', (_, field, more) => {
    const kustomization = (operation: string): string =>
      `${more}${field}:\n- target: {group: apps, version: v1, kind: Deployment, name: web}\n  patch: |\n    - ${operation}\n`;
    expect(one(kustomization('{op: add, path: /metadata/annotations/a, value: x}'), DEPLOYMENT)).toMatchObject([
      { metadata: { annotations: { a: 'x' } } },
    ]);
    expect(one(kustomization('{op: replace, path: /spec/replicas, value: 2}'), DEPLOYMENT)).toMatchObject([
      { metadata: expect.not.objectContaining({ annotations: {} }) as unknown },
    ]);
  });

  it('finds no annotations where kustomize had nothing to note', () => {
    const kustomization =
      'resources: [d.yaml]\npatchesJson6902:\n- target: {group: apps, version: v1, kind: Deployment, name: web}\n  patch: |\n    - {op: add, path: /metadata/annotations/a, value: x}\n';
    expect(refusals({ 'app/kustomization.yaml': kustomization, 'app/d.yaml': DEPLOYMENT })).toEqual([
      'the object has no `/metadata/annotations` to go through',
    ]);
  });

  it('unescapes slashes and tildes, and replaces what is absent', () => {
    const kustomization = jsonPatch(
      '{op: add, path: /metadata/annotations, value: {}}',
      '{op: replace, path: /metadata/annotations/a~1b~0c, value: x}',
    );
    expect(one(kustomization, DEPLOYMENT)).toMatchObject([{ metadata: { annotations: { 'a/b~c': 'x' } } }]);
  });

  it.each([
    ['the object has nothing at `/spec/none`', '{op: remove, path: /spec/none}'],
    ['the object has no map or list above `/kind/of/x`', '{op: add, path: /kind/of/x, value: 1}'],
    ['the object has no `/spec/none` to go through', '{op: add, path: /spec/none/x, value: 1}'],
    ['the list has no position `7`', '{op: add, path: /spec/template/spec/containers/0/args/7, value: x}'],
    ['the list has no position `last`', '{op: add, path: /spec/template/spec/containers/0/args/last, value: x}'],
    ['the list has no position `-7`', '{op: add, path: /spec/template/spec/containers/0/args/-7, value: x}'],
    ['the test of `/spec/replicas` fails', '{op: test, path: /spec/replicas, value: 1}'],
    ['the path of a JSON patch begins with a slash', '{op: remove, path: spec}'],
    ['a JSON patch knows no operation `set`', '{op: set, path: /spec/replicas, value: 1}'],
  ])('refuses: %s', (message, operation) => {
    expect(
      refusals({ 'app/kustomization.yaml': `resources: [d.yaml]\n${jsonPatch(operation)}`, 'app/d.yaml': DEPLOYMENT }),
    ).toEqual([message]);
  });

  it('needs a target', () => {
    const kustomization = 'resources: [d.yaml]\npatches:\n- patch: |\n    - {op: remove, path: /spec}\n';
    expect(refusals({ 'app/kustomization.yaml': kustomization, 'app/d.yaml': DEPLOYMENT })).toEqual([
      'a JSON patch needs a `target`',
    ]);
  });
});
