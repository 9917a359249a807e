import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tree } from '../../host/tree.js';
import { run } from '../fake.js';
import { svclint } from '../real.js';

const OWN = `extends: ./ops/base.yaml\nnamespace: own\nexternal: [own-db]\nrules: { unmatched-service-selector: info }\n`;
const BASE = `namespace: base\nkubernetesVersion: "1.30"\nexternal: [base-db]\nrules: { unmatched-service-selector: off, duplicate-port: error }\n`;

describe('settings that extend others', () => {
  it('are laid over them: lists are joined, of maps and values the own ones win', async () => {
    const cwd = tree({ 'svclint.yaml': OWN, 'ops/base.yaml': BASE, 'a.yaml': '' });
    const { calls } = await run([], { cwd });
    expect(calls.options).toMatchObject({
      namespace: 'own',
      kubernetesVersion: '1.30',
      external: ['base-db', 'own-db'],
      rules: { 'unmatched-service-selector': 'info', 'duplicate-port': 'error' },
    });
    expect(calls.files?.map((file) => file.path)).toEqual(['a.yaml']);
  });

  it.each([
    ['a package', '"@example/rules"', 'node_modules/@example/rules/svclint.yaml'],
    ['a file of a package', 'rules/strict.yaml', 'node_modules/rules/strict.yaml'],
    ['a package that is installed further up', 'rules', '../node_modules/rules/svclint.yml'],
  ])('may extend %s', async (_, name, file) => {
    const root = tree({
      [path.join('repo', file)]: 'namespace: base\n',
      'repo/svclint.yaml': `extends: ${name}\n`,
      'repo/a.yaml': '',
    });
    const { calls } = await run([], { cwd: path.join(root, 'repo') });
    expect(calls.options?.namespace).toBe('base');
  });

  it('say where each setting stands', async () => {
    const cwd = tree({ 'svclint.yaml': OWN, 'ops/base.yaml': BASE, 'a.yaml': '' });
    const { out } = await run(['--print-config', 'a.yaml'], { cwd });
    expect(out).toContain('namespace: own  # svclint.yaml:2\n');
    expect(out).toContain('kubernetesVersion: "1.30"  # ops/base.yaml:2\n');
    expect(out).toContain('unmatched-service-selector: info  # svclint.yaml:4\n');
    expect(out).toContain('duplicate-port: error  # ops/base.yaml:4\n');
  });

  it.each([
    ['./none.yaml', 'svclint.yaml:1 extends `./none.yaml`, which is no file and no installed package'],
    ['./svclint.yaml', 'svclint.yaml:1 extends `./svclint.yaml`, which extends it'],
  ])('must be there and end somewhere: %s', async (name, message) => {
    const { code, err } = await run([], { cwd: tree({ 'svclint.yaml': `extends: ${name}\n`, 'a.yaml': '' }) });
    expect({ code, err }).toEqual({ code: 2, err: `svclint: ${message}\n` });
  });
});

describe('severities of categories', () => {
  it('hold for the rules that are not named', async () => {
    const settings = 'categories: { selection: info, ports: off }\nrules: { duplicate-port: warning }\n';
    const { calls } = await run([], { cwd: tree({ 'svclint.yaml': settings, 'a.yaml': '' }) });
    expect(calls.options?.rules).toEqual({ 'unmatched-service-selector': 'info', 'duplicate-port': 'warning' });
  });

  it('are those of the rules', async () => {
    const { code, err } = await svclint([], {
      cwd: tree({ 'svclint.yaml': 'categories: { prots: off }\n', 'a.yaml': '' }),
    });
    expect(code).toBe(2);
    expect(err).toContain('there is a setting with a similar name: `ports`');
  });
});

describe('the settings file', () => {
  it.each(['svclint.yml', '.svclint.yml'])('may be called %s', async (name) => {
    const { calls } = await run([], { cwd: tree({ [name]: 'namespace: a\n', 'a.yaml': '' }) });
    expect(calls.options?.namespace).toBe('a');
  });

  it('shows the reason of an override', async () => {
    const settings = 'overrides:\n  - reason: goes in spring\n    paths: [old/]\n    rules: { duplicate-port: off }\n';
    const cwd = tree({ 'svclint.yaml': settings, 'old/a.yaml': '' });
    const { out } = await run(['--print-config', 'old/a.yaml'], { cwd });
    expect(out).toContain('  duplicate-port: off  # svclint.yaml:4 (goes in spring)\n');
  });
});

describe('the baseline', () => {
  const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {ports: [{port: 0}]}\n';

  it('is found by the runs after --update-baseline, from any folder', async () => {
    const cwd = tree({ 'k8s/a.yaml': SERVICE, '.git/HEAD': '' });
    const wrote = await svclint(['--update-baseline'], { cwd });
    expect(wrote.err).toContain('to `svclint-baseline.json`; later runs leave them out');
    expect((await svclint([], { cwd })).code).toBe(0);
    expect((await svclint([], { cwd: path.join(cwd, 'k8s') })).code).toBe(0);
    expect((await svclint(['k8s/a.yaml'], { cwd })).code).toBe(0);
    mkdirSync(path.join(cwd, 'other'));
    expect((await svclint(['../k8s'], { cwd: path.join(cwd, 'other') })).code).toBe(0);
  });
});
