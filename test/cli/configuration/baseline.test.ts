import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../../src/cli/main.js';
import { tree } from '../../host/tree.js';
import { fakeIo } from '../fake.js';

const BROKEN = `apiVersion: v1
kind: ConfigMap
metadata:
  name: a
color: red
`;

async function svclint(
  cwd: string,
  ...argv: readonly string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const io = fakeIo({ cwd });
  const code = await main([...argv, '--format', 'line'], io);
  return { code, out: io.out(), err: io.err() };
}

function read(
  cwd: string,
  file = 'svclint-baseline.json',
): { readonly findings: readonly { readonly file: string; readonly count?: number }[] } {
  return JSON.parse(readFileSync(path.join(cwd, file), 'utf8')) as ReturnType<typeof read>;
}

function edit(cwd: string, file: string, change: (text: string) => string): void {
  writeFileSync(path.join(cwd, file), change(readFileSync(path.join(cwd, file), 'utf8')));
}

describe('a baseline', () => {
  it('keeps what is known silent, and lets what is new speak', async () => {
    const cwd = tree({ 'a.yaml': BROKEN });
    expect((await svclint(cwd)).code).toBe(1);
    const written = await svclint(cwd, '--update-baseline');
    expect(written).toMatchObject({ code: 0, out: '' });
    expect(written.err).toContain('svclint: wrote 1 known finding to `svclint-baseline.json`');
    const known = await svclint(cwd, '--baseline', 'svclint-baseline.json');
    expect(known).toMatchObject({ code: 0, out: '' });
    expect(known.err).toContain('no findings in 1 file (1 resource), 1 suppressed');
    edit(cwd, 'a.yaml', (text) => `# moved\n\n${text}size: 1\n`);
    const fresh = await svclint(cwd, '--baseline=svclint-baseline.json');
    expect(fresh.code).toBe(1);
    expect(fresh.out).toMatch(/^a\.yaml:8:1: error: .*`size`.*\n$/);
  });

  it('can be named in the settings, from which its place is counted', async () => {
    const cwd = tree({ 'svclint.yaml': 'baseline: ci/known.json\n', 'k8s/a.yaml': BROKEN, '.git/HEAD': '' });
    await svclint(path.join(cwd, 'k8s'), '--update-baseline');
    expect(read(cwd, 'ci/known.json').findings.map(({ file }) => file)).toEqual(['../k8s/a.yaml']);
    expect(await svclint(cwd)).toMatchObject({ code: 0, out: '' });
    expect(await svclint(path.join(cwd, 'k8s'))).toMatchObject({ code: 0, out: '' });
  });

  it('is named by settings within their own tree alone, neither read nor written elsewhere', async () => {
    const outside = tree({ credentials: 'user: secret-of-somebody\n' });
    const name = `../${path.basename(outside)}/credentials`;
    const cwd = tree({ 'svclint.yaml': `ignore: []\nbaseline: ${name}\n`, 'a.yaml': BROKEN });
    for (const argv of [[], ['--update-baseline']]) {
      const { code, out, err } = await svclint(cwd, ...argv);
      expect([code, out, err]).toEqual([
        2,
        '',
        `svclint: svclint.yaml:2: \`${name}\` lies outside of the tree that the settings belong to\n`,
      ]);
    }
    expect(readFileSync(path.join(outside, 'credentials'), 'utf8')).toBe('user: secret-of-somebody\n');
    symlinkSync(path.join(outside, 'credentials'), path.join(cwd, 'known.json'));
    writeFileSync(path.join(cwd, 'svclint.yaml'), 'baseline: known.json\n');
    expect(await svclint(cwd)).toMatchObject({
      code: 2,
      out: '',
      err: expect.not.stringContaining('somebody') as string,
    });
  });

  it.each(['pipe', 'zero'])('is no %s, which may never end', async (name) => {
    const cwd = tree({ 'svclint.yaml': `baseline: ${name}\n`, 'a.yaml': BROKEN });
    if (name === 'pipe') execFileSync('mkfifo', [path.join(cwd, name)]);
    else symlinkSync('/dev/zero', path.join(cwd, name));
    const { code, err } = await svclint(cwd, '--baseline', name);
    expect(code).toBe(2);
    expect(err).toContain(`cannot read \`${name}\`: it is no regular file`);
  });

  it('counts: a second finding of the same kind is new', async () => {
    const pair = (ports: string): string =>
      `apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { selector: null, ports: [${ports}] }\n`;
    const cwd = tree({ 'a.yaml': pair('{ name: a, port: 70000 }') });
    await svclint(cwd, '--update-baseline');
    edit(cwd, 'a.yaml', () => pair('{ name: a, port: 70000 }, { name: b, port: 70000, protocol: UDP }'));
    expect((await svclint(cwd, '--baseline=svclint-baseline.json')).out.split('\n')).toHaveLength(2);
    await svclint(cwd, '--update-baseline');
    expect(read(cwd).findings.some(({ count }) => count === 2)).toBe(true);
    expect((await svclint(cwd, '--baseline=svclint-baseline.json')).out).toBe('');
  });

  it('says what no longer occurs, and an update removes it', async () => {
    const cwd = tree({ 'a.yaml': BROKEN, 'b.yaml': BROKEN.replace('name: a', 'name: b') });
    await svclint(cwd, '--update-baseline');
    edit(cwd, 'a.yaml', (text) => text.replace('color: red\n', ''));
    const { code, err } = await svclint(cwd, '--baseline=svclint-baseline.json');
    expect(code).toBe(0);
    expect(err).toContain(
      '1 entry of `svclint-baseline.json` no longer occurs; `--update-baseline` removes what is repaired\n  a.yaml  unknown-field  ConfigMap/a\n',
    );
    await svclint(cwd, '--update-baseline');
    expect(read(cwd).findings.map(({ file }) => file)).toEqual(['b.yaml']);
  });

  it('says nothing of files that are not linted, and keeps them in an update', async () => {
    const cwd = tree({ 'k8s/a.yaml': BROKEN, 'old/b.yaml': BROKEN.replace('name: a', 'name: b') });
    await svclint(cwd, '--update-baseline');
    expect((await svclint(cwd, 'k8s', '--baseline=svclint-baseline.json')).err).not.toContain('no longer');
    await svclint(cwd, 'k8s', '--update-baseline', '--baseline=svclint-baseline.json');
    expect(read(cwd).findings.map(({ file }) => file)).toEqual(['k8s/a.yaml', 'old/b.yaml']);
  });

  it('knows a finding in a file with a new name', async () => {
    const cwd = tree({ 'a.yaml': BROKEN });
    await svclint(cwd, '--update-baseline');
    writeFileSync(path.join(cwd, 'c.yaml'), BROKEN);
    edit(cwd, 'a.yaml', () => '# moved to c.yaml\n');
    expect(await svclint(cwd, '--baseline=svclint-baseline.json')).toMatchObject({ code: 0, out: '' });
  });

  it('has one entry a line, in an order of its own', async () => {
    const cwd = tree({ 'b.yaml': BROKEN.replace('name: a', 'name: b'), 'a.yaml': BROKEN });
    await svclint(cwd, '--update-baseline');
    const text = readFileSync(path.join(cwd, 'svclint-baseline.json'), 'utf8');
    expect(text.split('\n').map((line) => line.slice(0, 22))).toEqual([
      '{',
      '  "version": 1,',
      '  "findings": [',
      '    {"file":"a.yaml","',
      '    {"file":"b.yaml","',
      '  ]',
      '}',
      '',
    ]);
  });

  it.each([
    ['', 'has 1 mistake'],
    ['{ "version": 2 }', 'has 1 mistake'],
    ['{ "version": 1, "findings": [{ "file": "a" }, {}] }', 'has 2 mistakes'],
    ['{', 'has 1 mistake'],
  ])('that cannot be read ends the run: %j', async (text, message) => {
    const { code, out, err } = await svclint(tree({ 'a.yaml': BROKEN, 'known.json': text }), '--baseline=known.json');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`svclint: the baseline \`known.json\` ${message}`);
  });

  it('that is not there is said, and so is what cannot stand together', async () => {
    const cwd = tree({ 'a.yaml': BROKEN });
    expect((await svclint(cwd, '--baseline=none.json')).err).toBe(
      'svclint: cannot read `none.json`: no such file or folder; `--update-baseline` writes a baseline\n',
    );
    expect((await svclint(cwd, '--update-baseline', '--only-report', 'a.yaml')).code).toBe(2);
  });
});
