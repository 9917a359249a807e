import { readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../../src/cli/main.js';
import { relocated } from '../../../src/host/files/paths.js';
import { tree } from '../../host/tree.js';
import { fakeIo, run } from '../fake.js';

const RULE = 'unmatched-service-selector';

describe('the settings file', () => {
  it.each([
    ['in the current folder', '.', '.', 'svclint.yaml'],
    ['with a dot', '.', '.', '.svclint.yaml'],
    ['above the current folder', 'k8s/shop', '.', 'svclint.yaml'],
    ['below it, at the folder that is linted', '.', 'k8s', 'k8s/svclint.yaml'],
    ['above a file that is linted', '.', 'k8s/shop/a.yaml', 'k8s/svclint.yaml'],
  ])('is found %s', async (_, cwd, given, file) => {
    const root = tree({ 'k8s/shop/a.yaml': '', '.git/HEAD': '', [file]: 'namespace: shop\n' });
    const { calls } = await run([given], { cwd: path.join(root, cwd) });
    expect(calls.options?.namespace).toBe('shop');
  });

  it('is not looked for above the git work tree, nor below the folder that holds all paths', async () => {
    const root = tree({
      'svclint.yaml': 'namespace: a\n',
      'repo/.git/HEAD': '',
      'repo/k8s/svclint.yaml': 'namespace: b\n',
      'repo/k8s/a.yaml': '',
      'repo/b.yaml': '',
    });
    const { calls } = await run(['k8s', 'b.yaml'], { cwd: path.join(root, 'repo') });
    expect(calls.options?.namespace).toBeUndefined();
  });

  it('is no manifest', async () => {
    const { calls } = await run([], { cwd: tree({ 'svclint.yaml': 'namespace: a\n', 'a.yaml': '' }) });
    expect(calls.files?.map((file) => file.path)).toEqual(['a.yaml']);
  });

  it('gives way to options, and lends its lists to them', async () => {
    const text = `namespace: a\nkubernetesVersion: 1.30\nvalidate: warn\nserverSide: true\nexternal: [db]\nrules: { ${RULE}: off }\nfailOn: never\n`;
    const cwd = tree({ 'svclint.yaml': text, 'a.yaml': 'error' });
    const plain = await run([], { cwd });
    expect(plain.code).toBe(0);
    expect(plain.calls.options).toMatchObject({
      namespace: 'a',
      kubernetesVersion: '1.30',
      fieldValidation: 'warn',
      serverSide: true,
      external: ['db'],
      rules: { [RULE]: 'off' },
    });
    const given = await run(
      [
        '-n',
        'b',
        '--kubernetes-version=1.31',
        '--validate=strict',
        '--external=cache',
        `--rule=${RULE}=info`,
        '--fail-on=error',
      ],
      { cwd },
    );
    expect(given.code).toBe(1);
    expect(given.calls.options).toMatchObject({
      namespace: 'b',
      kubernetesVersion: '1.31',
      fieldValidation: 'strict',
      external: ['db', 'cache'],
      rules: { [RULE]: 'info' },
    });
  });

  it('puts `--rule` behind its overrides, and says where patterns begin', async () => {
    const root = tree({
      'svclint.yaml': `overrides: [{ paths: [k8s], rules: { ${RULE}: off } }]\n`,
      'k8s/a.yaml': '',
      '.git/HEAD': '',
    });
    const { calls } = await run([`--rule=${RULE}=info`], { cwd: path.join(root, 'k8s') });
    expect(calls.options?.overrides).toEqual([
      { paths: ['k8s'], rules: { [RULE]: 'off' } },
      { rules: { [RULE]: 'info' } },
    ]);
    expect(calls.options?.folders).toEqual({ files: path.join(root, 'k8s'), patterns: root });
  });

  it('ignores files by patterns from its own folder, also those that are named', async () => {
    const root = tree({
      'svclint.yaml': 'ignore: [/k8s/old, "*.gen.yaml"]\n',
      'k8s/old/a.yaml': '',
      'k8s/b.yaml': '',
      'k8s/c.gen.yaml': '',
      '.git/HEAD': '',
    });
    const cwd = path.join(root, 'k8s');
    expect((await run([], { cwd })).calls.files?.map((file) => file.path)).toEqual(['b.yaml']);
    const named = await run(['b.yaml', 'c.gen.yaml'], { cwd });
    expect(named.calls.files?.map((file) => file.path)).toEqual(['b.yaml']);
    expect(named.err).toContain('skipped `c.gen.yaml`: named by `ignore` in the settings');
  });

  it('that is wrong ends the run with a frame', async () => {
    const { code, out, err } = await run([], { cwd: tree({ 'svclint.yaml': 'failon: never\n', 'a.yaml': '' }) });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('svclint.yaml error');
    expect(err).toContain('svclint: the settings file `svclint.yaml` has 1 mistake');
  });

  it.each([
    [['--config', 'none.yaml'], 'cannot read `none.yaml`: no such file or folder'],
    [[], 'there are two settings files: `svclint.yaml` and `.svclint.yaml`'],
  ])('%j: %s', async (argv, message) => {
    const { code, err } = await run(argv, { cwd: tree({ 'svclint.yaml': '', '.svclint.yaml': '', 'a.yaml': '' }) });
    expect({ code, err }).toEqual({ code: 2, err: `svclint: ${message}\n` });
  });

  it('is no link that leaves its tree, unless somebody names it', async () => {
    const outside = tree({ 'svclint.yaml': 'namespace: secret-of-somebody\nnonsense: 1\n' });
    const root = tree({ 'a.yaml': '', '.git/HEAD': '' });
    symlinkSync(path.join(outside, 'svclint.yaml'), path.join(root, 'svclint.yaml'));
    const io = fakeIo({ cwd: root });
    expect(await main(['.'], io)).toBe(2);
    expect(io.err()).toBe('svclint: the settings file `svclint.yaml` is a link that leaves its tree\n');
    const named = fakeIo({ cwd: root });
    await main(['.', '--config', 'svclint.yaml'], named);
    expect(named.err()).toContain('nonsense');
  });

  it('names values of charts within its own tree alone', async () => {
    const outside = tree({ 'values.yaml': 'secret: of-somebody\n' });
    const name = `../${path.basename(outside)}/values.yaml`;
    const root = tree({
      'svclint.yaml': `charts:\n  - path: web\n    values: [${name}]\n`,
      'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 0.1.0\n',
      'web/templates/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
    });
    const io = fakeIo({ cwd: root });
    expect(await main(['.'], io)).toBe(2);
    expect(io.err()).toBe(
      `svclint: svclint.yaml:3: \`${name}\` lies outside of the tree that the settings belong to\n`,
    );
  });

  it('can be named', async () => {
    const { calls } = await run(['--config', 'ci/lint.yaml', 'k8s'], {
      cwd: tree({ 'ci/lint.yaml': 'namespace: a\n', 'k8s/a.yaml': '', 'k8s/svclint.yaml': 'namespace: b\n' }),
    });
    expect(calls.options?.namespace).toBe('a');
  });
});

describe('--print-config', () => {
  it('prints what docs/settings.md shows', async () => {
    const page = readFileSync('docs/settings.md', 'utf8');
    const settings = /```yaml settings\n(.*?)```/s.exec(page)?.[1] ?? '';
    const shown = /```console\n\$ svclint (--print-config [^\n]*)\n(.*?)```/s.exec(page);
    const io = fakeIo({ cwd: tree({ 'svclint.yaml': settings, 'legacy/web.yaml': '' }) });
    expect(await main((shown?.[1] ?? '').split(' '), io)).toBe(0);
    expect(io.out()).toBe(shown?.[2]);
    expect(io.err()).toBe('');
  });
});

it.each([
  ['envs/*', '/repo', '/repo', 'envs/*'],
  ['envs/*', '/repo/k8s', '/repo', 'k8s/envs/*'],
  ['k8s/envs/*', '/repo', '/repo/k8s', 'envs/*'],
  ['k8s', '/repo', '/repo/k8s', '.'],
  ['other/x', '/repo', '/repo/k8s', '../other/x'],
  ['./envs/', '/repo', '/repo', 'envs/'],
])('relocated(%s, %s, %s) is %s', (pattern, from, to, expected) => {
  expect(relocated(pattern, from, to)).toBe(expected);
});
