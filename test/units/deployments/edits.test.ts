import { describe, expect, it } from 'vitest';
import { compareBuilds } from '../../../scripts/measure/kustomize-outcome.js';
import { clusterTool } from '../../../scripts/tools/cluster-tools.js';
import { buildWithKubectl } from '../../../scripts/tools/kustomize.js';
import { sourceTree } from '../../../src/units/builds/build.js';
import { loadUnits, type LoadedTree } from '../../../src/units/units.js';
import { textOf } from '../../../src/text/source-file.js';
import { toData } from '../../../src/tree/tree.js';
import { tree } from '../../host/tree.js';
import { parse } from '../../support/trees.js';

type Texts = Readonly<Record<string, string>>;

const kubectl = clusterTool('kubectl');
const skipped = kubectl === undefined ? ' (skipped: the kubectl of the dev dependency runs on Linux x64 only)' : '';

const argo = (kustomize: string): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: web, namespace: argocd}\nspec: {source: {path: deploy/web, kustomize: ${kustomize}}, destination: {name: here}}\n`;
const flux = (spec: string): string =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: web, namespace: flux-system}\nspec: {path: ./deploy/web${spec}}\n`;

function load(texts: Texts): LoadedTree {
  const parsed = Object.entries(texts).map(([path, text]) => parse(text, path));
  return loadUnits(
    { files: parsed, streamed: [], charts: [], tree: sourceTree(parsed.map(({ file }) => file)) },
    { serverSide: false },
  );
}

const WEB = `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: http}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "example.com/web:1", ports: [{name: http, containerPort: 8080}]}]}
`;
const KUSTOMIZATION =
  'namePrefix: old-\nresources: [web.yaml]\nimages: [{name: example.com/web, newTag: "2"}]\nlabels: [{pairs: {a: b}}]\ncommonAnnotations: {x: old, keep: this}\n';
const FOLDER = {
  'deploy/web/kustomization.yaml': KUSTOMIZATION,
  'deploy/web/web.yaml': WEB,
  'deploy/extra/kustomization.yaml':
    'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\ncommonLabels: {extra: "yes"}\n',
};

const builtIn = (texts: Texts): LoadedTree['kustomizations'] =>
  load(texts).kustomizations.filter(({ folder }) => folder === 'deploy/web');

/** What is deployed, and what kubectl builds of the kustomization that Argo CD or Flux would have written. */
const CASES: readonly (readonly [string, string, string])[] = [
  ['a prefix over a prefix', argo('{namePrefix: new-}'), KUSTOMIZATION.replace('old-', 'new-')],
  ['a suffix', argo('{nameSuffix: -eu}'), `${KUSTOMIZATION}nameSuffix: -eu\n`],
  ['a namespace', argo('{namespace: shop}'), `${KUSTOMIZATION}namespace: shop\n`],
  ['labels', argo('{commonLabels: {team: a}}'), `${KUSTOMIZATION}commonLabels: {team: a}\n`],
  [
    'labels without selectors',
    argo('{commonLabels: {team: a}, labelWithoutSelector: true}'),
    KUSTOMIZATION.replace('{pairs: {a: b}}', '{pairs: {a: b, team: a}}'),
  ],
  [
    'labels of templates',
    argo('{commonLabels: {team: a}, labelWithoutSelector: true, labelIncludeTemplates: true}'),
    KUSTOMIZATION.replace('{a: b}}', '{a: b}}, {pairs: {team: a}, includeTemplates: true}'),
  ],
  ['annotations', argo('{commonAnnotations: {x: new}}'), KUSTOMIZATION.replace('{x: old', '{x: new')],
  ['a tag', argo('{images: ["example.com/web:3"]}'), KUSTOMIZATION.replace('"2"', '"3"')],
  [
    'another image',
    argo('{images: ["example.com/web=example.com/new:4"]}'),
    KUSTOMIZATION.replace('newTag: "2"', 'newName: example.com/new, newTag: "4"'),
  ],
  [
    'a digest',
    argo('{images: ["example.com/web@sha256:0a"]}'),
    KUSTOMIZATION.replace('newTag: "2"', 'digest: "sha256:0a"'),
  ],
  ['replicas', argo('{replicas: [{name: web, count: 3}]}'), `${KUSTOMIZATION}replicas: [{name: web, count: 3}]\n`],
  [
    'a patch',
    argo('{patches: [{target: {kind: Service}, patch: "- {op: replace, path: /spec/ports/0/port, value: 81}"}]}'),
    `${KUSTOMIZATION}patches: [{target: {kind: Service}, patch: "- {op: replace, path: /spec/ports/0/port, value: 81}"}]\n`,
  ],
  ['a component', argo('{components: [../extra]}'), `${KUSTOMIZATION}components: [../extra]\n`],
  [
    'all that Flux has',
    flux(
      ', targetNamespace: shop, namePrefix: p-, nameSuffix: -s, components: [../extra], images: [{name: example.com/web, newName: other}]',
    ),
    `${KUSTOMIZATION.replace('old-', 'p-').replace('newTag:', 'newName: other, newTag:')}nameSuffix: -s\nnamespace: shop\ncomponents: [../extra]\n`,
  ],
  [
    'a digest over a tag by Flux',
    flux(', images: [{name: example.com/web, digest: "sha256:0a"}]'),
    KUSTOMIZATION.replace('newTag: "2"', 'digest: "sha256:0a"'),
  ],
  [
    'a patch by Flux',
    flux(', patches: [{patch: "{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: NodePort}}"}]'),
    `${KUSTOMIZATION}patches: [{patch: "{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: NodePort}}"}]\n`,
  ],
];

describe.skipIf(kubectl === undefined)(`what kubectl builds of the edited kustomization${skipped}`, () => {
  it.each(CASES)('%s', async (_, deployer, written) => {
    const real = await buildWithKubectl(
      kubectl ?? '',
      tree({ ...FOLDER, 'deploy/web/kustomization.yaml': written }),
      'deploy/web',
    );
    const [built, ...more] = builtIn({ ...FOLDER, 'apps/web.yaml': deployer });
    if (built === undefined) throw new Error('nothing is built');
    expect(more).toEqual([]);
    expect(compareBuilds(real, built)).toEqual({ verdict: 'equal', objects: 2, sameOrder: true });
    // The edit must have changed something, or the case tells nothing.
    expect(compareBuilds(real, builtIn(FOLDER)[0] ?? built).verdict).not.toBe('equal');
  });

  it('is also what Flux builds of a folder that has none', async () => {
    const files = {
      'deploy/web/web.yaml': WEB,
      'deploy/web/deep/map.yml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
      'deploy/web/own/kustomization.yaml': 'namePrefix: own-\nresources: [map.yaml]\n',
      'deploy/web/own/map.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\n',
      'deploy/web/notes.json': '{}',
    };
    const written = 'resources: [deep/map.yml, own, web.yaml]\nnamespace: shop\n';
    const real = await buildWithKubectl(
      kubectl ?? '',
      tree({ ...files, 'deploy/web/kustomization.yaml': written }),
      'deploy/web',
    );
    const loaded = load({ ...files, 'apps/web.yaml': flux(', targetNamespace: shop') });
    const [built] = loaded.kustomizations;
    if (built === undefined) throw new Error('nothing is built');
    expect(compareBuilds(real, built)).toMatchObject({ verdict: 'equal', objects: 4 });
    expect(loaded.units.map(({ kind, folder, why }) => [kind, folder, why])).toEqual([
      ['kustomization', 'deploy/web', 'Flux Kustomization `web` deploys it'],
      ['folder', 'apps', 'its files are applied together'],
    ]);
  });
});

describe('an edited kustomization', () => {
  const objectsOf = (texts: Texts): readonly unknown[] =>
    load(texts)
      .units.filter(({ folder }) => folder === 'deploy/web')
      .flatMap(({ objects }) => objects.map(({ resource }) => toData(resource.tree)));
  const labelPlace = (deployer: string): string => {
    const service = load({ ...FOLDER, 'apps/web.yaml': deployer }).objects.find(
      ({ resource }) => resource.kind === 'Service',
    )?.resource;
    const place = service?.at('spec', 'selector', 'team');
    return place === undefined ? 'absent' : `${place.span.file.path}: ${textOf(place.span)}, by ${String(place.setBy)}`;
  };

  it('keeps the places of the Application', () => {
    expect(labelPlace(argo('{commonLabels: {team: a}}'))).toBe('apps/web.yaml: a, by commonLabels');
  });

  it('is left as it is where the edit names what is not there, and is then not known to the end', () => {
    const { units, kustomizations } = load({
      ...FOLDER,
      'apps/web.yaml': argo('{namePrefix: new-, components: [../absent]}'),
    });
    const unit = units.find(({ folder }) => folder === 'deploy/web');
    expect(unit?.objects.map(({ resource }) => [resource.name, resource.partial])).toEqual([
      ['old-web', true],
      ['old-web', true],
    ]);
    expect([unit?.open.map(({ what }) => what), kustomizations.flatMap(({ problems }) => problems)]).toEqual([
      ['what Argo CD Application `web` adds to it'],
      [],
    ]);
  });

  it('that misses the object of a patch is told, and the rest of the build is known', () => {
    const { units, kustomizations } = load({
      ...FOLDER,
      'apps/web.yaml': argo('{patches: [{patch: "{apiVersion: v1, kind: Service, metadata: {name: nobody}}"}]}'),
    });
    expect(kustomizations.flatMap(({ problems }) => problems.map(({ reach }) => reach))).toEqual([['Service']]);
    const unit = units.find(({ folder }) => folder === 'deploy/web');
    expect([unit?.kind, unit?.objects.map(({ resource: { kind, partial } }) => [kind, partial])]).toEqual([
      'kustomization',
      [
        ['Service', true],
        ['Deployment', false],
      ],
    ]);
  });

  it('that kustomize refuses is told, and its files are judged as they lie', () => {
    const { units, kustomizations } = load({
      ...FOLDER,
      'apps/web.yaml': argo('{patches: [{patch: "{apiVersion: v1, kind: Secret, metadata: {name: nobody}}"}]}'),
    });
    expect(kustomizations.flatMap(({ problems }) => problems.map(({ place }) => place.span.file.path))).toEqual([
      'apps/web.yaml',
    ]);
    expect(units.find(({ folder }) => folder === 'deploy/web')?.kind).not.toBe('kustomization');
  });

  it('is not known to the end where Flux has patches in an old form', () => {
    const { units } = load({
      ...FOLDER,
      'apps/web.yaml': flux(', patchesStrategicMerge: [{apiVersion: v1, kind: Service, metadata: {name: web}}]'),
    });
    expect(units.find(({ folder }) => folder === 'deploy/web')?.open).toHaveLength(1);
  });

  it('leaves a namespace that is still to come', () => {
    expect(objectsOf({ ...FOLDER, 'apps/web.yaml': flux(', targetNamespace: "${NS}"') })).toMatchObject([
      { metadata: { name: 'old-web' } },
      {},
    ]);
  });

  it('may read files outside of its folder where Flux builds it', () => {
    const outside = { 'deploy/web/kustomization.yaml': 'resources: [../web.yaml]\n', 'deploy/web.yaml': WEB };
    const problems = (deployer: string): number =>
      load({ ...outside, 'apps/web.yaml': deployer }).kustomizations.flatMap((each) => each.problems).length;
    expect([problems(flux('')), problems(argo('{}'))]).toEqual([0, 1]);
  });

  it('of Flux may hold other files than manifests below, which are then judged as they lie', () => {
    const { units, kustomizations } = load({
      'deploy/web/web.yaml': WEB,
      'deploy/web/values.yaml': 'a: 1\n',
      'apps/web.yaml': flux(', targetNamespace: shop'),
    });
    expect(kustomizations).toEqual([]);
    expect(
      units.find(({ folder }) => folder === 'deploy/web')?.objects.map(({ resource }) => resource.namespace),
    ).toEqual(['shop', 'shop']);
  });

  it('marks every object with the metadata of Flux, and no Pod', () => {
    expect(
      objectsOf({
        ...FOLDER,
        'apps/web.yaml': flux(', commonMetadata: {labels: {team: a, a: c}, annotations: {z: w}}'),
      }),
    ).toMatchObject([
      {
        metadata: { labels: { a: 'c', team: 'a' }, annotations: { x: 'old', z: 'w' } },
        spec: { selector: { app: 'web' } },
      },
      { spec: { template: { metadata: { labels: { app: 'web' } } } } },
    ]);
  });

  it('is one for each edit', () => {
    const both = `${argo('{namePrefix: one-}')}---\n${argo('{namePrefix: two-}')}---\n${argo('{version: v5.7.1, namePrefix: two-}')}`;
    expect(
      load({ ...FOLDER, 'apps/web.yaml': both })
        .units.filter(({ folder }) => folder === 'deploy/web')
        .map(({ objects }) => objects[0]?.resource.name),
    ).toEqual(['one-web', 'two-web']);
  });
});
