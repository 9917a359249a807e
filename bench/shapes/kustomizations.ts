/** What kustomizations list, and what they do with it. */
import type { InputFile } from '../../src/index.js';
import { configMap, deployment, file, head, kustomization, many, service } from './manifests.js';

export function manyFilesInOneKustomization(count: number): readonly InputFile[] {
  const files = many(count, (at) => file(`web-${at}.yaml`, [service(`web-${at}`, `web-${at}`)]));
  return [listing(files), ...files];
}

/** The same with what kustomize does to each: labels, a namespace, a prefix. */
export function manyTransformed(count: number): readonly InputFile[] {
  const files = many(count, (at) =>
    file(`web-${at}.yaml`, [service(`web-${at}`, `web-${at}`), deployment(`web-${at}`, `web-${at}`)]),
  );
  return [listing(files, ['namespace: shop', 'namePrefix: prod-', ...LABELS]), ...files];
}

const LABELS = ['labels:', '  - includeSelectors: true', '    pairs:', '      team: shop'];

export function oneLabelOverManyObjects(count: number): readonly InputFile[] {
  const objects = many(count, (at) => [service(`web-${at}`, `web-${at}`), deployment(`web-${at}`, `web-${at}`)]).flat();
  const all = file('all.yaml', objects);
  return [listing([all], LABELS), all];
}

/** Layers of two bases each that both stand on the layer below: what is not remembered doubles with each. */
export function layersOfTwoBases(count: number): readonly InputFile[] {
  const layers = many(count, (at) =>
    ['left', 'right'].map((side) => ({
      path: `layer-${at}/${side}/kustomization.yaml`,
      text: kustomization(
        at === 0
          ? ['resources: [web.yaml]', `namePrefix: ${side}-`]
          : [
              `resources: [../../layer-${at - 1}/left, ../../layer-${at - 1}/right]`,
              `namePrefix: ${side === 'left' ? 'l' : 'r'}`,
            ],
      ),
    })),
  ).flat();
  const web = ['left', 'right'].map((side) => file(`layer-0/${side}/web.yaml`, [service(`web-${side}`, 'web')]));
  return [...layers, ...web];
}

/** Layers that list the layer below twice over, through two folders that add nothing. */
export function overlaysOfOneBase(count: number): readonly InputFile[] {
  return [
    file('base/web.yaml', [service('web', 'web'), deployment('web', 'web')]),
    { path: 'base/kustomization.yaml', text: kustomization(['resources: [web.yaml]']) },
    ...many(count, (at) => ({
      path: `overlays/env-${at}/kustomization.yaml`,
      text: kustomization([`namespace: env-${at}`, 'resources: [../../base]']),
    })),
  ];
}

/** One base on another, as deep as the count. */
export function deepBases(count: number): readonly InputFile[] {
  return [
    file('layer-0/web.yaml', [service('web', 'web'), deployment('web', 'web')]),
    { path: 'layer-0/kustomization.yaml', text: kustomization(['resources: [web.yaml]']) },
    ...many(count, (at) => ({
      path: `layer-${at + 1}/kustomization.yaml`,
      text: kustomization([`resources: [../layer-${at}]`, 'commonAnnotations:', `  layer-${at}: "yes"`]),
    })),
  ];
}

export function manyPatches(count: number): readonly InputFile[] {
  const files = many(count, (at) => file(`web-${at}.yaml`, [deployment(`web-${at}`, `web-${at}`)]));
  const patches = many(count, (at) => [
    '  - patch: |',
    '      apiVersion: apps/v1',
    '      kind: Deployment',
    `      metadata: {name: web-${at}}`,
    '      spec: {replicas: 3}',
  ]).flat();
  return [listing(files, ['patches:', ...patches]), ...files];
}

export function manyImages(count: number): readonly InputFile[] {
  const files = many(count, (at) => file(`web-${at}.yaml`, [deployment(`web-${at}`, `web-${at}`)]));
  const images = many(count, (at) => [`  - name: registry.example.com/app-${at}`, '    newTag: 2.0.0']).flat();
  return [listing(files, ['images:', ...images]), ...files];
}

export function manyGenerators(count: number): readonly InputFile[] {
  const files = many(count, (at) => file(`web-${at}.yaml`, [deployment(`web-${at}`, `web-${at}`)]));
  const generators = many(count, (at) => [`  - name: settings-${at}`, `    literals: [COLOR=red]`]).flat();
  return [listing(files, ['configMapGenerator:', ...generators]), ...files];
}

/** Names that a prefix changes, and texts that mean them. */
export function manyNameReferences(count: number): readonly InputFile[] {
  const objects = many(count, (at) => [
    configMap(`settings-${at}`, '  color: red\n'),
    deployment(`web-${at}`, `web-${at}`, {
      env: `          envFrom:\n            - configMapRef:\n                name: settings-${at}\n`,
    }),
  ]).flat();
  const all = file('all.yaml', objects);
  return [listing([all], ['namePrefix: prod-']), all];
}

/** Operations of one JSON patch, all on one map. */
export function manyOperations(count: number): readonly InputFile[] {
  const web = file('web.yaml', [deployment('web', 'web')]);
  const operations = many(count, (at) => [
    '      - op: add',
    `        path: /metadata/annotations/key-${at}`,
    '        value: red',
  ]).flat();
  const first = ['      - op: add', '        path: /metadata/annotations', '        value: {}'];
  const target = ['  - target: {kind: Deployment}', '    patch: |'];
  return [listing([web], ['patches:', ...target, ...first, ...operations]), web];
}

/** A strategic patch of a list that is merged by two keys, port and protocol. */
export function listsOfTwoMergeKeys(count: number): readonly InputFile[] {
  const ports = (name: string): string =>
    many(count, (at) => `    - name: ${name}-${at}\n      port: ${at + 1}\n      protocol: TCP\n`).join('');
  const web = file('web.yaml', [service('web', 'web', { ports: ports('p') }), deployment('web', 'web')]);
  const patch = file('ports.yaml', [service('web', 'web', { ports: ports('q') })]);
  return [listing([web], ['patches:', '  - path: ports.yaml']), web, patch];
}

/** The same where every second port leaves its protocol out. */
export function listsThatLackAMergeKey(count: number): readonly InputFile[] {
  const ports = (name: string): string =>
    many(
      count,
      (at) => `    - name: ${name}-${at}\n      port: ${at + 1}\n${at % 2 === 0 ? '      protocol: TCP\n' : ''}`,
    ).join('');
  const web = file('web.yaml', [service('web', 'web', { ports: ports('p') }), deployment('web', 'web')]);
  const patch = file('ports.yaml', [service('web', 'web', { ports: ports('q') })]);
  return [listing([web], ['patches:', '  - path: ports.yaml']), web, patch];
}

/** ApplicationSets with a pattern for folders each, and as many folders. */
export function applicationSets(count: number): readonly InputFile[] {
  const sets = many(
    count,
    (at) => `${head('argoproj.io/v1alpha1', 'ApplicationSet', `team-${at}`)}spec:
  generators:
    - git:
        repoURL: https://example.com/shop.git
        directories:
          - path: teams/team-${at}/*
  template:
    metadata:
      name: "{{path.basename}}"
    spec:
      source:
        repoURL: https://example.com/shop.git
        path: "{{path}}"
      destination:
        namespace: team-${at}
`,
  );
  return [
    file('sets.yaml', sets),
    ...many(count, (at) => file(`teams/team-${at}/web/web.yaml`, [service('web', 'web'), deployment('web', 'web')])),
  ];
}

export function manyReplacements(count: number): readonly InputFile[] {
  const files = many(count, (at) => file(`web-${at}.yaml`, [deployment(`web-${at}`, `web-${at}`)]));
  const replacements = many(count, (at) => [
    '  - source:',
    '      kind: Deployment',
    `      name: web-${at}`,
    '      fieldPath: metadata.name',
    '    targets:',
    '      - select:',
    '          kind: Deployment',
    `          name: web-${at}`,
    '        fieldPaths: [spec.template.spec.containers.0.name]',
  ]).flat();
  return [listing(files, ['replacements:', ...replacements]), ...files];
}

function listing(files: readonly InputFile[], lines: readonly string[] = []): InputFile {
  const resources = files.map(({ path }) => `  - ${path}`);
  return { path: 'kustomization.yaml', text: kustomization(['resources:', ...resources, ...lines]) };
}
