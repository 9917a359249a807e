import { describe, expect, it } from 'vitest';
import { chartReleases, lint, type ChartRelease, type ChartRendering, type InputFile } from '../../../src/index.js';

const CHART = 'apiVersion: v2\nname: web\nversion: 1.0.0\n';
const TREE = {
  'charts/web/Chart.yaml': CHART,
  'charts/web/values.yaml': 'a: 1\n',
  'charts/web/eu.yaml': 'a: 2\n',
  'values/us.yaml': 'a: 3\n',
};

const application = (spec: string, kind = 'Application'): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata: {name: shop, namespace: argocd}\nspec: ${spec}\n`;
const release = (spec: string): string =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: shop, namespace: apps}\nspec: ${spec}\n`;

const inputs = (texts: Readonly<Record<string, string>>): readonly InputFile[] =>
  Object.entries(texts).map(([path, text]) => ({ path, text }));
const found = (text: string, more: Readonly<Record<string, string>> = {}): readonly ChartRelease[] =>
  chartReleases(inputs({ ...TREE, 'apps/shop.yaml': text, ...more }));
const argo = (helm: string): ChartRelease | undefined =>
  found(application(`{source: {path: charts/web, helm: ${helm}}, destination: {namespace: shop}}`))[0];
const flux = (
  spec: string,
  chart = '{chart: ./charts/web, sourceRef: {kind: GitRepository, name: all}}',
): ChartRelease | undefined => found(release(`{chart: {spec: ${chart}}${spec}}`))[0];

describe('an Application of Argo CD', () => {
  it('installs a chart under its own name, in its destination', () => {
    expect(argo('{}')).toEqual({
      folder: 'charts/web',
      deployer: 'Argo CD Application `shop`',
      release: 'shop',
      namespace: 'shop',
      valuesFiles: [],
      values: undefined,
      parameters: [],
      isIncomplete: false,
    });
  });

  it.each<readonly [string, Partial<ChartRelease>]>([
    ['{releaseName: web, namespace: own}', { release: 'web', namespace: 'own' }],
    [
      '{valueFiles: [eu.yaml, /values/us.yaml, $top/values/us.yaml, ../../values/us.yaml]}',
      {
        valuesFiles: ['charts/web/eu.yaml', 'values/us.yaml', 'values/us.yaml', 'values/us.yaml'],
        isIncomplete: false,
      },
    ],
    // Nothing outside of the tree is read, whatever is written.
    [
      '{valueFiles: [../../../../../etc/passwd, /etc/passwd, https://example.com/v.yaml, eu.yaml]}',
      { valuesFiles: ['charts/web/eu.yaml'], isIncomplete: true },
    ],
    ['{valueFiles: [absent.yaml], ignoreMissingValueFiles: true}', { valuesFiles: [], isIncomplete: false }],
    ['{valueFiles: ["*.yaml"]}', { valuesFiles: [], isIncomplete: true }],
    ['{values: "a: 4\\nb: {{ .x }}"}', { values: 'a: 4\nb: {{ .x }}' }],
    ['{values: "a: 4", valuesObject: {a: 5, b: [x]}}', { values: '{"a":5,"b":["x"]}' }],
    ['{fileParameters: [{name: a, path: eu.yaml}]}', { isIncomplete: true }],
    [
      '{parameters: [{name: a, value: "1,2"}, {name: b, value: "{1,2}"}, {name: c, value: "1\\\\,2", forceString: true}, {value: x}, text]}',
      {
        parameters: [
          { name: 'a', value: '1\\,2', isText: false },
          { name: 'b', value: '{1,2}', isText: false },
          { name: 'c', value: '1\\,2', isText: true },
        ],
      },
    ],
    ['text', { release: 'shop', values: undefined }],
  ])('with helm: %s', (helm, expected) => {
    expect(argo(helm)).toMatchObject(expected);
  });

  it.each([
    ['{source: {path: charts}}', []],
    ['{source: {path: "charts/{{x}}"}}', []],
    ['{source: {chart: web}}', []],
    ['{sources: [{ref: here}, {path: charts/web}]}', [undefined]],
    ['{sources: [{path: charts/web}], destination: {namespace: "{{x}}"}}', [undefined]],
  ])('with spec %s', (spec, namespaces) => {
    expect(found(application(spec)).map(({ namespace }) => namespace)).toEqual(namespaces);
  });

  it('counts as an ApplicationSet without templates', () => {
    const set = (spec: string, name = 'web'): readonly string[] =>
      found(application(`{template: {metadata: {name: ${name}}, spec: ${spec}}}`, 'ApplicationSet')).map(
        ({ release: named }) => named,
      );
    expect(set('{source: {path: charts/web}}')).toEqual(['web']);
    expect(set('{source: {path: charts/web, helm: {values: "a: {{x}}"}}}')).toEqual([]);
    expect(set('{source: {path: charts/web}}', '"web-{{x}}"')).toEqual([]);
  });

  it('finds the values beside the folder that has the path', () => {
    const files = {
      'one/charts/web/Chart.yaml': CHART,
      'one/values/eu.yaml': '',
      'one/apps/shop.yaml': application('{source: {path: charts/web, helm: {valueFiles: [/values/eu.yaml]}}}'),
    };
    expect(chartReleases(inputs(files)).map(({ folder, valuesFiles }) => [folder, valuesFiles])).toEqual([
      ['one/charts/web', ['one/values/eu.yaml']],
    ]);
  });
});

describe('a HelmRelease of Flux', () => {
  it.each<readonly [string, Partial<ChartRelease>]>([
    [
      '',
      { deployer: 'Flux HelmRelease `shop`', release: 'shop', namespace: 'apps', valuesFiles: [], isIncomplete: false },
    ],
    [', targetNamespace: eu', { release: 'eu-shop', namespace: 'eu' }],
    [', targetNamespace: eu, releaseName: web', { release: 'web', namespace: 'eu' }],
    [', values: {a: 6}', { values: '{"a":6}' }],
    [', valuesFrom: [{kind: Secret, name: x}]', { isIncomplete: true }],
    [', postRenderers: [{kustomize: {}}]', { isIncomplete: true }],
  ])('with spec: {…%s}', (spec, expected) => {
    expect(flux(spec)).toMatchObject(expected);
  });

  it.each<readonly [string, Partial<ChartRelease> | undefined]>([
    ['{chart: web, sourceRef: {kind: HelmRepository, name: x}}', undefined],
    ['{chart: ../web, sourceRef: {kind: GitRepository, name: x}}', undefined],
    [
      '{chart: charts/web, sourceRef: {kind: GitRepository, name: x}, valuesFiles: [charts/web/values.yaml, values/us.yaml]}',
      { valuesFiles: ['charts/web/values.yaml', 'values/us.yaml'], isIncomplete: false },
    ],
    // These take the place of the chart's own values, which helm cannot be told.
    [
      '{chart: charts/web, sourceRef: {kind: GitRepository, name: x}, valuesFiles: [values/us.yaml]}',
      { isIncomplete: true },
    ],
    ['text', undefined],
  ])('with chart %s', (chart, expected) => {
    if (expected === undefined) expect(flux('', chart)).toBeUndefined();
    else expect(flux('', chart)).toMatchObject(expected);
  });

  it('has the namespace into which Flux or kustomize puts it', () => {
    const kustomization = { 'apps/kustomization.yaml': 'namespace: prod\nresources: [shop.yaml]\n' };
    expect(
      found(
        release('{chart: {spec: {chart: charts/web, sourceRef: {kind: GitRepository, name: x}}}}'),
        kustomization,
      ).map(({ namespace }) => namespace),
    ).toEqual(['prod']);
  });
});

it('nothing is concluded from what is missing where values are missing', () => {
  const service =
    '---\n# Source: web/templates/a.yaml\napiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {selector: {app: a}, ports: [{port: 80}]}\n---\n# Source: web/templates/a.yaml\napiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {tier: b}}\nspec: {containers: [{name: a, image: a}]}\n';
  const chart: ChartRendering = {
    folder: 'charts/web',
    name: 'web',
    namespace: 'shop',
    output: service,
    templates: [{ path: 'charts/web/templates/a.yaml', text: '' }],
  };
  const rules = (isIncomplete: boolean): readonly string[] =>
    lint(inputs(TREE), { charts: [{ ...chart, isIncomplete }] }).diagnostics.map(({ rule }) => rule);
  expect([rules(false), rules(true)]).toEqual([['unmatched-service-selector'], []]);
});

describe('a HelmRelease with values from a ConfigMap', () => {
  const map = (values: string, namespace = 'apps'): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: shop, namespace: ${namespace}}\ndata: {values.yaml: '${values}'}\n`;
  const releases = (
    maps: Readonly<Record<string, string>>,
    from = '{kind: ConfigMap, name: shop}',
    values = '',
  ): readonly ChartRelease[] =>
    found(
      release(
        `{chart: {spec: {chart: ./charts/web, sourceRef: {kind: GitRepository, name: all}}}, valuesFrom: [${from}]${values}}`,
      ),
      maps,
    );

  it('takes them from the tree, under those that it writes itself', () => {
    expect(releases({ 'a.yaml': map('{a: {b: 1, c: 2}, d: [1]}') }, undefined, ', values: {a: {b: 5}}')).toMatchObject([
      { values: '{"a":{"b":5,"c":2},"d":[1]}', isIncomplete: false },
    ]);
  });

  it('is installed once for each environment that has one', () => {
    expect(releases({ 'a/a.yaml': map('{a: 1}'), 'b/a.yaml': map('{a: 2}') }).map(({ values }) => values)).toEqual([
      '{"a":1}',
      '{"a":2}',
    ]);
  });

  it.each<readonly [string, Readonly<Record<string, string>>, string | undefined]>([
    ['is not there', {}, undefined],
    ['lies in another namespace', { 'a.yaml': map('{a: 1}', 'other') }, undefined],
    ['has another key', { 'a.yaml': map('{a: 1}') }, '{kind: ConfigMap, name: shop, valuesKey: own}'],
    ['sets one value', { 'a.yaml': map('{a: 1}') }, '{kind: ConfigMap, name: shop, targetPath: a.b}'],
  ])('is not known where that %s', (_, maps, from) => {
    expect(releases(maps, from)).toMatchObject([{ isIncomplete: true }]);
  });

  it('does without one that is optional', () => {
    expect(releases({}, '{kind: ConfigMap, name: shop, optional: true}')).toMatchObject([{ isIncomplete: false }]);
  });
});

describe('skaffold', () => {
  const skaffold = (release: string, more = ''): readonly ChartRelease[] =>
    chartReleases(
      inputs({
        ...TREE,
        'skaffold.yaml': `apiVersion: skaffold/v4beta6\nkind: Config\ndeploy: {helm: {releases: [${release}]}}\n${more}`,
      }),
    );

  it('installs a chart under the name that it gives, with its values', () => {
    const release =
      '{name: dev, namespace: shop, chartPath: charts/web, valuesFiles: [values/us.yaml], setValues: {a.b: 1, c: {d: x}}}';
    expect(skaffold(release)).toEqual([
      {
        folder: 'charts/web',
        deployer: '`skaffold.yaml`',
        release: 'dev',
        namespace: 'shop',
        valuesFiles: ['values/us.yaml'],
        values: undefined,
        parameters: [
          { name: 'a.b', value: '1', isText: false },
          { name: 'c.d', value: 'x', isText: false },
        ],
        isIncomplete: false,
      },
    ]);
  });

  it.each<readonly [string, Partial<ChartRelease>]>([
    ['overrides: {a: [4]}', { values: '{"a":[4]}' }],
    [
      'artifactOverrides: {image: registry.example/web}',
      { parameters: [{ name: 'image', value: 'registry.example/web:skaffold', isText: true }] },
    ],
    [
      'artifactOverrides: {image: web}, imageStrategy: {helm: {}}',
      {
        parameters: [
          { name: 'image.repository', value: 'web', isText: true },
          { name: 'image.tag', value: 'skaffold', isText: true },
        ],
      },
    ],
    [
      'setValueTemplates: {image: "{{.IMAGE_REPO_web}}:{{.IMAGE_TAG_web}}"}',
      { parameters: [{ name: 'image', value: 'image:skaffold', isText: false }], isIncomplete: false },
    ],
    ['setValueTemplates: {host: "{{.HOST}}"}', { parameters: [], isIncomplete: true }],
    ['setFiles: {a: notes.txt}', { isIncomplete: true }],
    ['useHelmSecrets: true', { isIncomplete: true }],
    ['valuesFiles: [absent.yaml]', { valuesFiles: [], isIncomplete: true }],
    ['namespace: "{{.NAMESPACE}}"', { namespace: undefined }],
  ])('reads %s', (said, expected) => {
    expect(skaffold(`{name: dev, chartPath: charts/web, ${said}}`)[0]).toMatchObject(expected);
  });

  it.each(['{name: dev, remoteChart: web}', '{name: "{{.USER}}", chartPath: charts/web}', '{chartPath: charts/web}'])(
    'is not followed in %s',
    (release) => {
      expect(skaffold(release)).toEqual([]);
    },
  );

  it('has profiles with releases of their own', () => {
    const profile = 'profiles: [{name: prod, manifests: {helm: {releases: [{name: prod, chartPath: charts/web}]}}}]\n';
    expect(skaffold('{name: dev, chartPath: charts/web}', profile).map(({ release: name }) => name)).toEqual([
      'dev',
      'prod',
    ]);
  });

  it('gives way to what a cluster installs', () => {
    const all = inputs({
      ...TREE,
      'shop.yaml': application('{source: {path: charts/web}, destination: {namespace: shop}}'),
      'skaffold.yaml':
        'apiVersion: skaffold/v4beta6\nkind: Config\ndeploy: {helm: {releases: [{name: dev, chartPath: charts/web}]}}\n',
    });
    expect(chartReleases(all).map(({ release: name }) => name)).toEqual(['shop']);
  });
});
