import { describe, expect, it } from 'vitest';
import { lint, missingFiles, predictEndpoints, type InputFile } from '../../src/index.js';
import { positionAt } from '../../src/text/source-file.js';
import { service, workload } from '../support/graphs.js';

const CONTAINERS =
  '[{name: main, image: "example.com/web:1", ports: [{name: http, containerPort: 8080}], readinessProbe: {tcpSocket: {port: http}}}]';
const BASE = {
  'base/kustomization.yaml': 'resources: [web.yaml]\n',
  'base/web.yaml': `${service('web', '{selector: {app: web}, ports: [{port: 80, targetPort: http}]}')}---\n${workload('web', { containers: CONTAINERS })}`,
};
const RENAME =
  'patches:\n- target: {kind: Deployment}\n  patch: |-\n    - {op: replace, path: /spec/template/spec/containers/0/ports/0/name, value: web}\n    - {op: replace, path: /spec/template/spec/containers/0/readinessProbe/tcpSocket/port, value: web}\n';
const overlay = (name: string, more = ''): Readonly<Record<string, string>> => ({
  [`overlays/${name}/kustomization.yaml`]: `resources: [../../base]\nnamespace: ${name}\n${more}`,
});

const inputs = (files: Readonly<Record<string, string>>): readonly InputFile[] =>
  Object.entries(files).map(([path, text]) => ({ path, text }));
const found = (files: Readonly<Record<string, string>>): readonly unknown[] =>
  lint(inputs(files)).diagnostics.map(({ rule, primary, notes, fix }) => [
    rule,
    `${primary.span.file.path}:${positionAt(primary.span.file, primary.span.start).line}`,
    notes.filter((note) => note.startsWith('in `')),
    fix?.applicability,
  ]);

describe('one base, several overlays', () => {
  it('builds well', () => expect(found({ ...BASE, ...overlay('dev'), ...overlay('prod') })).toEqual([]));

  it('a mistake in one of them stands, names it, and offers no edit of what the others share', () => {
    expect(found({ ...BASE, ...overlay('dev'), ...overlay('prod', RENAME), ...overlay('test') })).toEqual([
      [
        'unknown-target-port-name',
        'base/web.yaml:4',
        ['in `overlays/prod` only, of 3 kustomizations that build it'],
        'display-only',
      ],
    ]);
  });

  it('what only the broken one reads may be edited', () => {
    const retarget =
      'patches:\n- target: {kind: Service}\n  patch: |-\n    - op: replace\n      path: /spec/ports/0/targetPort\n      value: htpp\n';
    expect(found({ ...BASE, ...overlay('dev'), ...overlay('prod', retarget) })).toEqual([
      [
        'unknown-target-port-name',
        'overlays/prod/kustomization.yaml:8',
        ['in `overlays/prod` only, of 2 kustomizations that build it'],
        'unsafe',
      ],
    ]);
  });

  it('a mistake in all of them is said once, and names none', () => {
    expect(found({ ...BASE, ...overlay('dev', RENAME), ...overlay('prod', RENAME) })).toEqual([
      ['unknown-target-port-name', 'base/web.yaml:4', [], 'unsafe'],
    ]);
  });

  it('many are counted', () => {
    const broken = Object.assign({}, ...['a', 'b', 'c', 'd', 'e'].map((name) => overlay(name, RENAME))) as Record<
      string,
      string
    >;
    expect(found({ ...BASE, ...broken, ...overlay('f') })).toMatchObject([
      [
        expect.anything(),
        expect.anything(),
        ['in `overlays/a`, `overlays/b`, `overlays/c`, and 2 more only, of 6 kustomizations that build it'],
        'display-only',
      ],
    ]);
  });

  it('what the server refuses is said once as well', () => {
    const wrong = {
      'base/kustomization.yaml': 'resources: [web.yaml]\n',
      'base/web.yaml': service('web', '{type: ExternalName, externalName: example.com, ports: [{port: 80000}]}'),
    };
    expect(found({ ...wrong, ...overlay('dev'), ...overlay('prod') })).toMatchObject([
      ['invalid-port-number', 'base/web.yaml:4', [], undefined],
    ]);
  });

  it('the endpoints of each are told apart', () => {
    const ends = predictEndpoints(inputs({ ...BASE, ...overlay('dev'), ...overlay('prod', 'nameSuffix: -eu\n') }));
    expect(ends.map(({ unit, namespace, name, file }) => [unit, namespace, name, file])).toEqual([
      ['overlays/dev', 'dev', 'web', 'base/web.yaml'],
      ['overlays/prod', 'prod', 'web-eu', 'base/web.yaml'],
    ]);
  });

  it('resources are counted once', () => {
    expect(lint(inputs({ ...BASE, ...overlay('dev'), ...overlay('prod') })).summary).toMatchObject({
      files: 4,
      resources: 2,
    });
  });
});

describe('files that only kustomizations name', () => {
  it('are asked for until all are there', () => {
    const given = inputs({
      'overlays/prod/kustomization.yaml':
        'resources: [../../base]\nconfigMapGenerator: [{name: c, files: [app.properties]}]\npatches: [{path: p.yaml}]\n',
    });
    const first = missingFiles(given);
    expect(first).toEqual(
      expect.arrayContaining(['base/kustomization.yaml', 'overlays/prod/app.properties', 'overlays/prod/p.yaml']),
    );
    const more = [...given, { path: 'base/kustomization.yaml', text: 'resources: [web.yaml]\n', supporting: true }];
    expect(missingFiles(more)).toContain('base/web.yaml');
    expect(missingFiles(inputs({ ...BASE, ...overlay('dev') }))).toEqual([]);
    expect(missingFiles(inputs({ 'a.yaml': 'a: 1\n' }))).toEqual([]);
  });

  it('are not asked for where they lead out of the tree, and are no manifests', () => {
    const generator = 'configMapGenerator: [{name: c, files: [../../../../../etc/passwd, ../id_rsa]}]\n';
    const missing = missingFiles(inputs({ 'k/overlay/kustomization.yaml': generator }));
    expect(missing.filter((path) => !/kustomization/i.test(path))).toEqual(['k/id_rsa']);
  });

  it('take part, and are not linted for themselves', () => {
    const broken = {
      ...BASE,
      'base/web.yaml': `${BASE['base/web.yaml']}---\n# twice\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: x, a: z}\n`,
    };
    const files = inputs({ ...broken, ...overlay('prod') });
    const supported = files.map((file) => (file.path.startsWith('base/') ? { ...file, supporting: true } : file));
    expect(
      lint(files)
        .diagnostics.map(({ rule }) => rule)
        .sort(),
    ).toEqual(['duplicate-key', 'refused-kustomization']);
    expect(lint(supported).diagnostics.map(({ rule }) => rule)).toEqual(['refused-kustomization']);
    expect(lint(supported).summary.files).toBe(1);
  });

  it('silence what points there, and are not asked whether they had to', () => {
    const overlays = { ...overlay('prod', RENAME) };
    const support = (base: string): readonly InputFile[] =>
      inputs({ ...BASE, 'base/web.yaml': base, ...overlays }).map((file) =>
        file.path.startsWith('base/') ? { ...file, supporting: true } : file,
      );
    const [allowed, spare] = ['unknown-target-port-name', 'duplicate-key'].map(
      (rule) => `# svclint: allow ${rule} -- the mesh names it\n${BASE['base/web.yaml']}`,
    );
    expect(lint(support(BASE['base/web.yaml'])).diagnostics.map(({ rule }) => rule)).toEqual([
      'unknown-target-port-name',
    ]);
    expect(lint(support(allowed ?? ''))).toMatchObject({ diagnostics: [], summary: { suppressed: 1 } });
    expect(lint(support(spare ?? '')).diagnostics.map(({ rule }) => rule)).toEqual(['unknown-target-port-name']);
  });
});
