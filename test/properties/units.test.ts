import { describe, expect, it } from 'vitest';
import { describeUnits, lint, type InputFile, type LintResult } from '../../src/index.js';
import { sourceTree } from '../../src/units/builds/build.js';
import { loadUnits } from '../../src/units/units.js';
import { identityOf } from '../../src/units/unit/unit.js';
import { folderOf } from '../../src/text/paths.js';
import { fc } from '../support/random.js';
import { parse } from '../support/trees.js';

const FOLDERS = [
  '',
  'k8s',
  'k8s/dev',
  'k8s/prod',
  'k8s/prod/deep',
  'k8s/monitoring',
  'apps/web',
  'apps/api',
  'apps/api/v1',
  'apps/api/v2',
  'envs/x',
  'envs/y',
  'one',
  'two/eu-west-1',
  'two/us-east-1',
];
const NAMES = ['web', 'webb', 'api', 'db'];

const name = fc.constantFrom(...NAMES);
const namespace = fc.constantFrom('', '', '', 'shop', 'other');
const header = (apiVersion: string, kind: string, own: string, where: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${own}${where === '' ? '' : `, namespace: ${where}`}}\n`;

/** Objects with few names, so that they often meet, miss each other by a letter, or are defined twice. */
const object: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(
      'Service',
      'Deployment',
      'StatefulSet',
      'Ingress',
      'HorizontalPodAutoscaler',
      'NetworkPolicy',
      'ConfigMap',
    ),
    name,
    name,
    namespace,
  )
  .map(([kind, own, other, where]) => {
    const template = `{metadata: {labels: {app: ${own}}}, spec: {containers: [{name: main, image: "example.com/main:1", env: [{name: HOST, value: "http://${other}:80"}], ports: [{name: http, containerPort: 8080}]}]}}`;
    if (kind === 'Service')
      return (
        header('v1', kind, own, where) +
        `spec: {selector: {app: ${other}}, ports: [{port: 80, targetPort: ${other === 'db' ? 'htpp' : 'http'}}]}\n`
      );
    if (kind === 'Deployment')
      return (
        header('apps/v1', kind, own, where) + `spec: {selector: {matchLabels: {app: ${own}}}, template: ${template}}\n`
      );
    if (kind === 'StatefulSet')
      return (
        header('apps/v1', kind, own, where) +
        `spec: {serviceName: ${other}, selector: {matchLabels: {app: ${own}}}, template: ${template}}\n`
      );
    if (kind === 'Ingress')
      return (
        header('networking.k8s.io/v1', kind, own, where) +
        `spec: {defaultBackend: {service: {name: ${other}, port: {number: 80}}}}\n`
      );
    if (kind === 'HorizontalPodAutoscaler')
      return (
        header('autoscaling/v2', kind, own, where) +
        `spec: {maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ${other}}}\n`
      );
    if (kind === 'NetworkPolicy')
      return (
        header('networking.k8s.io/v1', kind, own, where) +
        `spec: {podSelector: {matchLabels: {app: ${other}}}, policyTypes: [Ingress], ingress: [{ports: [{port: 80}]}]}\n`
      );
    return header('v1', kind, own, where);
  });

const tree: fc.Arbitrary<readonly InputFile[]> = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom(...FOLDERS),
      fc.constantFrom('a.yaml', 'b.yaml'),
      fc.array(object, { minLength: 1, maxLength: 3 }),
    ),
    { minLength: 1, maxLength: 8, selector: ([folder, file]) => `${folder}/${file}` },
  )
  .map((files) =>
    files.map(([folder, file, objects]) => ({
      path: folder === '' ? file : `${folder}/${file}`,
      text: objects.join('---\n'),
    })),
  );

const isBelow = (folder: string, above: string): boolean =>
  above === '' || folder === above || folder.startsWith(`${above}/`);
const gist = ({ diagnostics }: LintResult): readonly string[] =>
  diagnostics
    .map(({ rule, primary, message }) => `${rule} ${primary.span.file.path}:${primary.span.start} ${message}`)
    .sort();

function unitsOf(files: readonly InputFile[]): ReturnType<typeof loadUnits> {
  const parsed = [...files].map(({ path, text }) => parse(text, path));
  return loadUnits(
    { files: parsed, streamed: [], charts: [], tree: sourceTree(parsed.map(({ file }) => file)) },
    { serverSide: false },
  );
}

describe('the units', () => {
  it('do not depend on the order of the files, and neither does what is found', () => {
    fc.assert(
      fc.property(
        tree.chain((files) =>
          fc.tuple(fc.constant(files), fc.shuffledSubarray([...files], { minLength: files.length })),
        ),
        ([files, shuffled]) => {
          expect(describeUnits(shuffled)).toEqual(describeUnits(files));
          expect(lint(shuffled)).toEqual(lint(files));
        },
      ),
    );
  });

  it('leave nothing out', () => {
    fc.assert(
      fc.property(tree, (files) => {
        const { units } = unitsOf(files);
        const held = new Set(units.flatMap(({ objects }) => objects.map(({ resource }) => resource)));
        expect(held.size).toBe(files.reduce((total, { text }) => total + text.split('---\n').length, 0));
        expect(units.every(({ objects }) => objects.length > 0)).toBe(true);
      }),
    );
  });

  it('hold two versions of an object only where one lies in or above the folder of the other', () => {
    fc.assert(
      fc.property(tree, (files) => {
        for (const { objects } of unitsOf(files).units) {
          const folders = new Map<string, string[]>();
          for (const { resource } of objects)
            folders.set(identityOf(resource) ?? '', [
              ...(folders.get(identityOf(resource) ?? '') ?? []),
              folderOf(resource.file.path),
            ]);
          for (const versions of folders.values())
            for (const one of versions)
              for (const other of versions) expect(isBelow(one, other) || isBelow(other, one)).toBe(true);
        }
      }),
    );
  });

  it('hold what lies in their folder, below it, or above it', () => {
    fc.assert(
      fc.property(tree, (files) => {
        for (const { folder, objects } of unitsOf(files).units) {
          for (const { resource } of objects)
            expect([folder, resource.file.path].join(' ')).toSatisfy(
              () => isBelow(folderOf(resource.file.path), folder) || isBelow(folder, folderOf(resource.file.path)),
            );
        }
      }),
    );
  });

  const zebra = [
    header('v1', 'Service', 'zebra', '') + 'spec: {selector: {app: zebra}, ports: [{port: 80, targetPort: 8080}]}\n',
    header('apps/v1', 'Deployment', 'zebra', '') +
      'spec: {selector: {matchLabels: {app: zebra}}, template: {metadata: {labels: {app: zebra}}, spec: {containers: [{name: main, image: "example.com/zebra:1", ports: [{containerPort: 8080}], readinessProbe: {tcpSocket: {port: 8080}}}]}}}\n',
  ].join('---\n');

  it('of another application, which is applied for itself, change nothing', () => {
    fc.assert(
      fc.property(tree, fc.constantFrom('zoo', 'k8s/dev/zoo', 'apps/api/zoo'), (files, folder) => {
        expect(
          gist(lint([...files, { path: `${folder}/zebra.yaml`, text: zebra }], { units: [{ path: folder }] })),
        ).toEqual(gist(lint(files)));
      }),
    );
  });

  // It may take one away: files that only environments below were there for are then there for it as well.
  it('of another application, in a folder beside, bring no finding', () => {
    fc.assert(
      fc.property(tree, fc.constantFrom('zoo', 'k8s/zoo', 'apps/zoo', 'apps/api/zoo'), (files, folder) => {
        const before = new Set(gist(lint(files)));
        expect(
          gist(lint([...files, { path: `${folder}/zebra.yaml`, text: zebra }])).filter((found) => !before.has(found)),
        ).toEqual([]);
      }),
    );
  });
});
