import { expect, it } from 'vitest';
import { toData } from '../../src/tree/tree.js';
import { build, refusals, type Files } from './build.js';

const object = (kind: string, name: string, more = ''): string =>
  `apiVersion: v1\nkind: ${kind}\nmetadata: {name: ${name}}\n${more}`;
const MAP = object('ConfigMap', 'web', 'data: {b: x, a: {c: [1, 2]}}\n');
const PAIR = `${MAP}---\n${object('ConfigMap', 'other')}`;

/** What kubectl refuses in a kustomization beside `r.yaml`, which has two ConfigMaps, and the words for it. */
const CASES: readonly (readonly [says: string, kustomization: string, more?: Files])[] = [
  ['the kind of a kustomization is Kustomization or Component', 'kind: Kustomisation\n'],
  [
    'the apiVersion of a Kustomization is kustomize.config.k8s.io/v1beta1',
    'apiVersion: kustomize.config.k8s.io/v1\nkind: Kustomization\n',
  ],
  ['a component is a folder, and this is a file', 'components: [c.yaml]\n', { 'app/c.yaml': object('ConfigMap', 'c') }],
  [
    '`base` has two kustomizations, `base/kustomization.yaml` and `base/kustomization.yml`',
    'resources: [../base]\n',
    {
      'base/kustomization.yaml': 'resources: [b.yaml]\n',
      'base/kustomization.yml': 'resources: [b.yaml]\n',
      'base/b.yaml': object('ConfigMap', 'b'),
    },
  ],
  ['a generated ConfigMap must have a name', 'configMapGenerator: [{literals: [a=b]}]\n'],
  [
    'ConfigMap `web` is already there',
    'generatorOptions: {disableNameSuffixHash: true}\nconfigMapGenerator: [{name: web, literals: [a=b]}]\n',
  ],
  ['a literal must look like `key=value`', 'configMapGenerator: [{name: c, literals: [word]}]\n'],
  ['a file must look like `path` or `name=path`', 'configMapGenerator: [{name: c, files: [a=b=c]}]\n'],
  [
    'a patch is merged, replaces or deletes: kustomize knows no `$patch: remove`',
    'patches: [{patch: "{apiVersion: v1, kind: ConfigMap, metadata: {name: web}, $patch: remove}"}]\n',
  ],
  [
    'a patch with a `target` must be a single one',
    `patches:\n- target: {kind: ConfigMap}\n  patch: |\n${`${object('ConfigMap', 'a')}---\n${object('ConfigMap', 'b')}`.replace(/^/gm, '    ').trimEnd()}\n`,
  ],
  [
    'a JSON patch needs a `target` with a name',
    `patchesJson6902: [{target: {version: v1, kind: ConfigMap}, patch: '[{"op": "remove", "path": "/data"}]'}]\n`,
  ],
  [
    'this is no JSON patch, which is a list of operations',
    'patchesJson6902: [{target: {version: v1, kind: ConfigMap, name: web}, patch: "{op: remove, path: /data}"}]\n',
  ],
  ['a replacement has a source and at least one target', 'replacements: [{source: {kind: ConfigMap, name: web}}]\n'],
  [
    'a target says what it selects',
    'replacements: [{source: {kind: ConfigMap, name: web}, targets: [{fieldPaths: [data.b]}]}]\n',
  ],
  [
    'the source has no part with this index',
    'replacements: [{source: {kind: ConfigMap, name: web, fieldPath: data.b, options: {delimiter: ".", index: 3}}, targets: [{select: {name: other}, fieldPaths: [metadata.name]}]}]\n',
  ],
  [
    'this is no regular expression',
    `patches: [{target: {name: "(web"}, patch: '[{"op": "remove", "path": "/data"}]'}]\n`,
  ],
  [
    'this is no label selector',
    `patches: [{target: {labelSelector: "a b c"}, patch: '[{"op": "remove", "path": "/data"}]'}]\n`,
  ],
  [
    'there is another var `A`',
    'vars: [{name: A, objref: {apiVersion: v1, kind: ConfigMap, name: web}}, {name: A, objref: {apiVersion: v1, kind: ConfigMap, name: other}}]\n',
  ],
  [
    'the object has no `kind` in the end',
    `patches: [{target: {name: web}, options: {allowKindChange: true}, patch: '[{"op": "replace", "path": "/kind", "value": ""}]'}]\n`,
  ],
];

const ALL = CASES.map(([says, kustomization, more]): readonly [string, string, Files] => [
  says,
  kustomization,
  more ?? {},
]);

it.each(ALL)('%s', (says, kustomization, more) => {
  const resources = kustomization.includes('resources:') ? '' : 'resources: [r.yaml]\n';
  const files = { 'app/kustomization.yaml': `${resources}${kustomization}`, 'app/r.yaml': PAIR, ...more };
  expect(refusals(files)).toEqual([says]);
});

/** Operations of a JSON patch on the ConfigMap `web`. */
it.each([
  ['{op: test, path: /data, value: {a: {c: [1, 2]}, b: x}}', []],
  ['{op: test, path: /data/a, value: {c: [1, 2]}}', []],
  ['{op: test, path: /data/a, value: {c: [2, 1]}}', ['the test of `/data/a` fails']],
  ['{op: test, path: /data/a, value: {c: [1, 2], d: 3}}', ['the test of `/data/a` fails']],
])('a JSON patch with %s: %j', (operation, expected) => {
  const kustomization = `resources: [r.yaml]\npatches:\n- target: {kind: ConfigMap, name: web}\n  patch: |\n    - ${operation}\n`;
  expect(refusals({ 'app/kustomization.yaml': kustomization, 'app/r.yaml': MAP })).toEqual(expected);
});

it('goes on with the files of patches that are a list of paths, as they once were', () => {
  const built = build({
    'app/kustomization.yaml': 'resources: [r.yaml]\npatches:\n- p.yaml\n',
    'app/r.yaml': MAP,
    'app/p.yaml': object('ConfigMap', 'web', 'data: {b: z}\n'),
  });
  expect(built.problems.map(({ message }) => message)).toEqual(['`patches[]` must be a map']);
  expect(built.objects.map(({ tree }) => toData(tree))).toMatchObject([{ data: { b: 'z' } }]);
});
