import { describe, expect, it } from 'vitest';
import { build, dataOf, one, origin, refusals } from './build.js';

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n';
const DEPLOYMENT =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: a, image: "reg:5000/a:1"}]}}}\n';
const CRD_WORKLOAD = DEPLOYMENT.replace('apps/v1', 'argoproj.io/v1alpha1').replace('Deployment', 'Rollout');

describe('labels', () => {
  it.each([
    ['labels alone', 'labels: [{pairs: {a: b}}]', [{ metadata: { labels: { a: 'b' } } }, {}]],
    [
      'with templates',
      'labels: [{pairs: {a: b}, includeTemplates: true}]',
      [{}, { spec: { template: { metadata: { labels: { a: 'b' } } } } }],
    ],
    [
      'with selectors',
      'labels: [{pairs: {a: b}, includeSelectors: true}]',
      [
        { spec: { selector: { a: 'b' } } },
        { spec: { selector: { matchLabels: { a: 'b' } }, template: { metadata: { labels: { a: 'b' } } } } },
      ],
    ],
    [
      'common labels',
      'commonLabels: {a: b}',
      [{ spec: { selector: { a: 'b' } } }, { spec: { selector: { matchLabels: { a: 'b' } } } }],
    ],
    [
      'in a field of its own',
      'labels: [{pairs: {a: b}, fields: [{path: spec/extra, kind: Service, create: true}]}]',
      [{ spec: { extra: { a: 'b' } } }, {}],
    ],
    [
      'annotations',
      'commonAnnotations: {a: b}',
      [{ metadata: { annotations: { a: 'b' } } }, { spec: { template: { metadata: { annotations: { a: 'b' } } } } }],
    ],
  ])('%s', (_, kustomization, expected) => {
    expect(one(`${kustomization}\n`, `${SERVICE}---\n${DEPLOYMENT}`)).toMatchObject(expected);
  });

  it('says where a selector that nobody wrote comes from', () => {
    const { objects } = build({
      'app/kustomization.yaml': 'resources: [r.yaml]\ncommonLabels: {a: b}\n',
      'app/r.yaml': SERVICE,
    });
    expect(objects.map(({ tree }) => origin(tree, 'spec', 'selector', 'a'))).toEqual(['app/kustomization.yaml:b']);
  });

  it('leaves custom workloads and empty selectors alone', () => {
    const policy =
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p}\nspec: {podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {x: y}}}]}]}\n';
    const [rollout, found] = one('commonLabels: {a: b}\n', `${CRD_WORKLOAD}---\n${policy}`);
    expect(rollout).not.toHaveProperty('spec.selector');
    expect(rollout).not.toHaveProperty('spec.template.metadata');
    expect(found).toMatchObject({
      spec: { podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { a: 'b', x: 'y' } } }] }] },
    });
  });

  it('follows a configuration, of a base too', () => {
    const files = {
      'base/kustomization.yaml': 'resources: [r.yaml]\nconfigurations: [c.yaml]\n',
      'base/c.yaml':
        'commonLabels:\n- {path: spec/selector/matchLabels, create: true, kind: Rollout}\nnameReference:\n- {kind: Service, version: v1, fieldSpecs: [{path: spec/strategy/service, kind: Rollout}]}\n',
      'base/r.yaml': `${SERVICE}---\n${CRD_WORKLOAD.replace('spec: {', 'spec: {strategy: {service: web}, ')}`,
      'app/kustomization.yaml': 'resources: [../base]\ncommonLabels: {a: b}\nnamePrefix: p-\n',
    };
    expect(dataOf(files)).toContainEqual(
      expect.objectContaining({
        kind: 'Rollout',
        spec: expect.objectContaining({ selector: { matchLabels: { a: 'b' } }, strategy: { service: 'p-web' } }),
      }),
    );
  });
});

describe('images', () => {
  it.each([
    ['{name: "reg:5000/a", newTag: "2"}', 'reg:5000/a:2'],
    ['{name: "reg:5000/a", newName: b}', 'b:1'],
    ['{name: "reg:5000/a", newName: b, digest: "sha256:abc"}', 'b@sha256:abc'],
    ['{name: a, newTag: "2"}', 'reg:5000/a:1'],
  ])('%s', (image, expected) => {
    const spec = { template: { spec: { containers: [{ image: expected }] } } };
    expect(one(`images: [${image}]\n`, `${DEPLOYMENT}---\n${CRD_WORKLOAD}`)).toMatchObject([{ spec }, { spec }]);
  });
});

it('sets replicas of what had the name, and refuses where nothing has', () => {
  expect(one('replicas: [{name: web, count: 3}]\nnamePrefix: p-\n', DEPLOYMENT)).toMatchObject([
    { spec: { replicas: 3 } },
  ]);
  expect(
    refusals({
      'app/kustomization.yaml': 'resources: [r.yaml]\nreplicas: [{name: x, count: 3}]\n',
      'app/r.yaml': DEPLOYMENT,
    }),
  ).toEqual(['nothing that has replicas is called `x`']);
});

describe('components', () => {
  const files = {
    'base/kustomization.yaml': 'resources: [r.yaml]\n',
    'base/r.yaml': SERVICE,
    'extra/kustomization.yaml':
      'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\ncommonLabels: {from: component}\nresources: [d.yaml]\n',
    'extra/d.yaml': DEPLOYMENT,
    'app/kustomization.yaml': 'resources: [../base]\ncomponents: [../extra]\nnamePrefix: p-\n',
  };
  it('work on what their parent has, before its own transformers', () => {
    expect(dataOf(files)).toMatchObject([
      { kind: 'Service', metadata: { name: 'p-web' }, spec: { selector: { from: 'component' } } },
      { kind: 'Deployment', metadata: { name: 'p-web' }, spec: { selector: { matchLabels: { from: 'component' } } } },
    ]);
  });
});

describe('generators', () => {
  const user =
    'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, envFrom: [{configMapRef: {name: c}}]}]}\n';
  it('gives names with a hash, and those who name them follow', () => {
    const built = one('configMapGenerator: [{name: c, literals: [a=b, "x=<y>&é"]}]\n', user);
    expect(built).toMatchObject([
      { kind: 'ConfigMap', metadata: { name: 'c-ctfbf6md28' }, data: { a: 'b', x: '<y>&é' } },
      { spec: { containers: [{ envFrom: [{ configMapRef: { name: 'c-ctfbf6md28' } }] }] } },
    ]);
  });

  it.each([
    ['literals: ["a=\'q\'"]', { a: 'q' }],
    ['envs: [e.env]', { A: '1', B: '', C: 'x=y' }],
    ['files: [e.env]', { 'e.env': 'A=1\n# no\n\nB\n  C=x=y\n' }],
    ['files: [k=e.env]', { k: 'A=1\n# no\n\nB\n  C=x=y\n' }],
  ])('%s', (source, data) => {
    const kustomization = `configMapGenerator: [{name: c, ${source}, options: {disableNameSuffixHash: true}}]\n`;
    expect(one(kustomization, user, { 'app/e.env': 'A=1\n# no\n\nB\n  C=x=y\n' })).toMatchObject([
      { metadata: { name: 'c' }, data },
      {},
    ]);
  });

  it('encodes secrets', () => {
    expect(
      one(
        'secretGenerator: [{name: s, literals: [a=b]}]\ngeneratorOptions: {disableNameSuffixHash: true, labels: {x: z}}\n',
        user,
      ),
    ).toContainEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'Opaque',
      metadata: { name: 's', labels: { x: 'z' } },
      data: { a: 'Yg==' },
    });
  });

  it.each([
    ['merge', { a: 'new', b: 'old' }],
    ['replace', { a: 'new' }],
  ])('%s', (behavior, data) => {
    const files = {
      'base/kustomization.yaml':
        'namePrefix: b-\nconfigMapGenerator: [{name: c, literals: [a=old, b=old], options: {disableNameSuffixHash: true}}]\n',
      'app/kustomization.yaml': `resources: [../base]\nconfigMapGenerator: [{name: c, behavior: ${behavior}, literals: [a=new]}]\n`,
    };
    expect(dataOf(files)).toEqual([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b-c' }, data }]);
  });

  it('stands where its values are written', () => {
    const { objects } = build({
      'app/kustomization.yaml': 'configMapGenerator: [{name: c, literals: [URL=http://web], envs: [e.env]}]\n',
      'app/e.env': 'A=1\n',
    });
    expect(objects.map(({ tree }) => [origin(tree, 'data', 'URL'), origin(tree, 'data', 'A')])).toEqual([
      ['app/kustomization.yaml:http://web', 'app/e.env:1'],
    ]);
  });
});

describe('replacements', () => {
  const replacement = (source: string, target: string): string =>
    `replacements:\n- source: {kind: Service, name: web, ${source}}\n  targets:\n  - {select: {kind: Deployment}, ${target}}\n`;
  it.each([
    [
      'copies a name',
      replacement('fieldPath: metadata.name', 'fieldPaths: ["spec.template.spec.containers.[name=a].image"]'),
      'web',
    ],
    [
      'puts a part in',
      replacement(
        'fieldPath: metadata.name',
        'fieldPaths: [spec.template.spec.containers.0.image], options: {delimiter: ":", index: 2}',
      ),
      'reg:5000/a:web',
    ],
    [
      'keeps a text a text',
      replacement('fieldPath: spec.ports.0.port', 'fieldPaths: ["spec.template.spec.containers.*.image"]'),
      '80',
    ],
  ])('%s', (_, kustomization, image) => {
    expect(one(kustomization, `${SERVICE}---\n${DEPLOYMENT}`)).toMatchObject([
      {},
      { spec: { template: { spec: { containers: [{ image }] } } } },
    ]);
  });

  it('makes a field, if asked to', () => {
    const target = (options: string): string =>
      replacement('fieldPath: metadata.name', `fieldPaths: ["metadata.annotations.[example.com/a.b]"]${options}`);
    expect(one(target(', options: {create: true}'), `${SERVICE}---\n${DEPLOYMENT}`)).toMatchObject([
      {},
      { metadata: { annotations: { 'example.com/a.b': 'web' } } },
    ]);
    expect(
      refusals({
        'app/kustomization.yaml': `resources: [r.yaml]\n${target('')}`,
        'app/r.yaml': `${SERVICE}---\n${DEPLOYMENT}`,
      }),
    ).toEqual(['Deployment has no field `metadata.annotations.[example.com/a.b]`']);
  });
});

describe('vars', () => {
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, args: ["--url=http://$(WEB):$(PORT)", "$(PORT)", "$$(WEB)", "$(OTHER)"]}]}\n';
  const vars =
    'vars:\n- {name: WEB, objref: {apiVersion: v1, kind: Service, name: web}}\n- {name: PORT, objref: {apiVersion: v1, kind: Service, name: web}, fieldref: {fieldPath: "spec.ports[0].port"}}\n';
  it('are replaced behind all renamings', () => {
    expect(one(`${vars}namePrefix: p-\n`, `${SERVICE}---\n${pod}`)).toMatchObject([
      {},
      { spec: { containers: [{ args: ['--url=http://p-web:80', 80, '$(WEB)', '$(OTHER)'] }] } },
    ]);
  });

  it('need their object', () => {
    expect(refusals({ 'app/kustomization.yaml': `resources: [r.yaml]\n${vars}`, 'app/r.yaml': pod })).toEqual([
      'no object is what the var `WEB` reads',
      'no object is what the var `PORT` reads',
    ]);
  });
});
