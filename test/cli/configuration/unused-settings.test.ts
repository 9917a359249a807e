import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tree } from '../../host/tree.js';
import { svclint, type Done } from '../real.js';

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 80 }] }\n';
const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec: { defaultBackend: { service: { name: ledger, port: { number: 80 } } } }
`;
const WEB_APP = 'apiVersion: example.com/v1\nkind: WebApp\nmetadata: { name: web }\nspec: { template: {} }\n';

const FILES = { 'k8s/service.yaml': SERVICE, 'k8s/ingress.yaml': INGRESS, 'k8s/app.yaml': WEB_APP };

const lint = (settings: string, argv: readonly string[] = [], files: Readonly<Record<string, string>> = FILES) =>
  svclint([...argv, '--format', 'line', '--fail-on', 'warning'], {
    cwd: tree({ ...files, 'svclint.yaml': settings, 'vendor/a.yaml': SERVICE }),
  });

/** What is said of the settings. */
const about = ({ out }: Done): readonly string[] => out.split('\n').filter((row) => row.startsWith('svclint.yaml'));

describe('an entry of the settings that fits nothing is reported', () => {
  it.each([
    [
      'overrides:\n  - paths: [legacy/]\n    rules: { duplicate-service-port: off }\n',
      '2:13',
      'the override for `legacy/`',
    ],
    [
      'overrides:\n  - resources: [Service/api]\n    rules: { duplicate-service-port: off }\n',
      '2:17',
      'the override for `Service/api`',
    ],
    ['external: [ledger, postgres]\n', '1:20', 'the external Service `postgres`'],
    ['workloads: [{ kind: example.com/Other, path: spec.template }]\n', '1:21', 'the kind `example.com/Other`'],
    ['units: [{ path: apps/* }]\n', '1:17', 'the unit `apps/*`'],
    ['charts: [{ path: charts/web }]\n', '1:18', 'the chart `charts/web`'],
    ['ignore: [/vendor, /third-party]\n', '1:19', 'the pattern `/third-party`'],
  ])('%j', async (settings, place, words) => {
    const done = await lint(settings);
    const [first = '', ...more] = about(done);
    expect(first).toContain(`svclint.yaml:${place}`);
    expect(first).toContain(words);
    expect(first).toContain('unused-silencing');
    expect(more).toEqual([]);
    expect(done.code).toBe(1);
  });
});

describe('nothing is said', () => {
  it.each([
    ['an override of a file', 'overrides: [{ paths: [k8s/], rules: { duplicate-service-port: off } }]\n'],
    ['an override of an object', 'overrides: [{ resources: [Service/we*], rules: { duplicate-service-port: off } }]\n'],
    ['a Service that is asked for', 'external: [ledger]\n'],
    ['a kind that is there', 'workloads: [{ kind: example.com/WebApp, path: spec.template }]\n'],
    ['a folder with files', 'units: [{ path: k8* }]\n'],
    ['what is left out', 'ignore: [/vendor, "!/vendor/b.yaml"]\n'],
    ['a rule that is off', 'external: [postgres]\nrules: { unused-silencing: off }\n'],
  ])('of %s', async (_, settings) => {
    const said = about(await lint(settings));
    expect(said.filter((row) => !row.includes('`!/vendor/b.yaml`'))).toEqual([]);
  });

  it.each([['k8s'], ['--only-report', 'k8s/service.yaml']])(
    'by a run with %s, which is not about all',
    async (...argv) => {
      expect(about(await lint('external: [postgres]\nignore: [/third-party]\n', argv))).toEqual([]);
    },
  );

  it('of a pattern for what git ignores, which comes and goes', async () => {
    const cwd = tree({ ...FILES, '.gitignore': '/rendered/\n', 'svclint.yaml': 'ignore: [/rendered]\n' });
    mkdirSync(path.join(cwd, '.git'));
    expect(about(await svclint(['--format', 'line'], { cwd }))).toEqual([]);
  });

  it('of what a shared file says that this one extends', async () => {
    const files = { ...FILES, 'ops/base.yaml': 'external: [postgres]\n' };
    expect(about(await lint('extends: ./ops/base.yaml\nexternal: [ledger, mysql]\n', [], files))).toEqual([
      expect.stringContaining('`mysql`'),
    ]);
  });

  it('of objects where a chart was not rendered', async () => {
    const files = { ...FILES, 'chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n' };
    expect(about(await lint('external: [postgres]\n', ['--no-helm'], files))).toEqual([]);
  });
});

it('is an error where the settings say so', async () => {
  const { out } = await lint('external: [postgres]\nrules: { unused-silencing: error }\n');
  expect(out).toMatch(/svclint\.yaml:1:\d+: error/);
});
