import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, linkSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.js';
import { PARTS, type Parts } from '../../src/cli/program/parts.js';
import { tree } from '../host/tree.js';
import { fakeIo, type Surroundings } from './fake.js';

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: p, labels: {app: p}}\n' +
  'spec: {containers: [{name: c, image: i, ports: [{name: http, containerPort: 8080}], readinessProbe: {tcpSocket: {port: http}}}]}\n';
const service = (target: string, port = '80', name = 's'): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {selector: {app: p}, ports: [{port: ${port}, targetPort: ${target}}]}\n`;

/** A guess (`htpt`) in one file, something safe (a quoted port) in the other. */
const BROKEN = { 'pod.yaml': POD, 'guess.yaml': service('htpt'), 'safe.yaml': service('http', '"80"', 't') };

async function run(
  argv: readonly string[],
  surroundings: Surroundings,
  parts: Parts = PARTS,
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const io = fakeIo(surroundings);
  const code = await main(argv, io, parts);
  return { code, out: io.out(), err: io.err() };
}

const text = (cwd: string, name: string): string => readFileSync(path.join(cwd, name), 'utf8');

describe('--fix', () => {
  it('writes what is safe, reports what is left and says what guesses would repair', async () => {
    const cwd = tree(BROKEN);
    const { code, out, err } = await run(['--fix', '-f', 'line'], { cwd });
    expect(text(cwd, 'safe.yaml')).toBe(service('http', '80', 't'));
    expect(text(cwd, 'guess.yaml')).toBe(BROKEN['guess.yaml']);
    expect(out).toMatch(/^guess\.yaml:4:\d+: error: [^\n]*\n$/);
    expect(err).toMatch(
      /^svclint: fixed 1 problem in 1 file; 1 remains, of which `--unsafe-fixes` would repair up to 1\n1 error in 3 files/,
    );
    expect(code).toBe(1);
  });

  it('with guesses repairs both, and does nothing the second time', async () => {
    const cwd = tree(BROKEN);
    expect(await run(['--fix', '--unsafe-fixes'], { cwd })).toMatchObject({ code: 0, out: '' });
    expect(text(cwd, 'guess.yaml')).toBe(service('http'));
    const { mtimeNs } = statSync(path.join(cwd, 'guess.yaml'), { bigint: true });
    const again = await run(['--fix', '--unsafe-fixes'], { cwd });
    expect(again.err).toMatch(/^svclint: nothing was fixed; 0 remain\n/);
    expect(statSync(path.join(cwd, 'guess.yaml'), { bigint: true }).mtimeNs).toBe(mtimeNs);
  });

  // The system lets root write everything.
  it.skipIf(process.getuid?.() === 0)(
    'leaves a file alone that may not be written, says so, and reports what stays in it',
    async () => {
      const cwd = tree(BROKEN);
      chmodSync(path.join(cwd, 'guess.yaml'), 0o444);
      const { code, out, err } = await run(['--fix', '--unsafe-fixes', '-f', 'line'], { cwd });
      expect(text(cwd, 'safe.yaml')).toBe(service('http', '80', 't'));
      expect(out).toMatch(/^guess\.yaml:4:/);
      expect(err).toContain(
        'svclint: fixed 1 problem in 1 file; 1 remains\nsvclint: cannot write `guess.yaml`: it is read-only\n',
      );
      expect(code).toBe(2);
    },
  );

  it('writes nothing outside of the given paths', async () => {
    const cwd = tree({ ...BROKEN, 'in/pod.yaml': POD });
    symlinkSync('../guess.yaml', path.join(cwd, 'in/link.yaml'));
    const { code, err } = await run(['--fix', '--unsafe-fixes', 'in/pod.yaml', 'in/link.yaml'], { cwd });
    expect(err).toContain('cannot write `in/link.yaml`: it is a symbolic link to');
    expect(code).toBe(2);
    expect(text(cwd, 'guess.yaml')).toBe(BROKEN['guess.yaml']);
  });

  it('says which other names keep the old text', async () => {
    const cwd = tree(BROKEN);
    linkSync(path.join(cwd, 'safe.yaml'), path.join(cwd, 'other.txt'));
    const { err } = await run(['--fix'], { cwd });
    expect(err).toContain('svclint: `safe.yaml` had other names (hard links), which keep the old text\n');
    expect(err.match(/hard links/g)).toHaveLength(1);
    expect(text(cwd, 'other.txt')).toBe(BROKEN['safe.yaml']);
  });

  it('does not overwrite what somebody else wrote meanwhile', async () => {
    const cwd = tree(BROKEN);
    const parts: Parts = {
      ...PARTS,
      api: async () => {
        const api = await PARTS.api();
        return {
          ...api,
          repair: (files, options) => (
            writeFileSync(path.join(cwd, 'guess.yaml'), 'kind: Other\n'),
            api.repair(files, options)
          ),
        };
      },
    };
    const { code, err } = await run(['--fix', '--unsafe-fixes'], { cwd }, parts);
    expect(text(cwd, 'guess.yaml')).toBe('kind: Other\n');
    expect(err).toContain('cannot write `guess.yaml`: it has changed since it was read');
    expect(code).toBe(2);
  });

  it.each([
    [['--unsafe-fixes'], 'option `--unsafe-fixes` needs `--fix` or `--fix-dry-run`'],
    [['--fix', '-'], 'option `--fix` cannot write to standard input; `--fix-dry-run` prints the diff'],
    [['--fix-dry-run', '-f', 'json'], 'option `--fix-dry-run` prints a diff and takes no `--format`'],
  ])('%j is refused', async (argv, message) => {
    expect(await run(argv, { cwd: tree(BROKEN) })).toEqual({ code: 2, out: '', err: `svclint: ${message}\n` });
  });
});

describe('--fix-dry-run', () => {
  it('prints a diff that git applies, and writes nothing', async () => {
    const names = {
      'pod.yaml': POD,
      'a b"\u00e4.yaml': service('htpt').replaceAll('\n', '\r\n'),
      'no-end.yaml': service('htpt', '80', 't').trimEnd(),
    };
    const cwd = tree(names);
    const { code, out, err } = await run(['--fix-dry-run', '--unsafe-fixes'], { cwd });
    expect(Object.fromEntries(readdirSync(cwd).map((name) => [name, text(cwd, name)]))).toEqual(names);
    expect({ code, err }).toEqual({ code: 1, err: 'svclint: would fix 2 problems in 2 files; 0 would remain\n' });
    execFileSync('git', ['apply', '-'], { cwd, input: out });
    expect(Object.fromEntries(readdirSync(cwd).map((name) => [name, text(cwd, name)]))).toEqual(
      Object.fromEntries(Object.entries(names).map(([name, content]) => [name, content.replace('htpt', 'http')])),
    );
  });

  it('reads standard input too', async () => {
    const { out } = await run(['--fix-dry-run', '--unsafe-fixes', '-'], { stdin: `${POD}---\n${service('htpt')}` });
    expect(out.split('\n').filter((line) => /^[-+]/.test(line))).toEqual([
      '--- a/<stdin>',
      '+++ b/<stdin>',
      `-${service('htpt').split('\n')[3]}`,
      `+${service('http').split('\n')[3]}`,
    ]);
  });

  it('names no file with `..`, which `patch` refuses', async () => {
    const cwd = tree({ ...BROKEN, 'ci/': '' });
    const { out } = await run(['--fix-dry-run', '..'], { cwd: path.join(cwd, 'ci') });
    expect(out).toContain(`--- ${cwd}/safe.yaml\n+++ ${cwd}/safe.yaml\n`);
    execFileSync('git', ['apply', '--unsafe-paths', '-p1', '--directory=/', '-'], { cwd, input: out });
    expect(text(cwd, 'safe.yaml')).toBe(service('http', '80', 't'));
  });

  it('shows a terminal no control characters', async () => {
    const cwd = tree({ 'pod.yaml': POD, 'a.yaml': `${service('htpt')}# \u009B31m\n` });
    const { out } = await run(['--fix-dry-run', '--unsafe-fixes', '--no-color'], { cwd, isTTY: true, columns: 80 });
    expect(out).toContain('\\u009b31m');
    expect(out).not.toContain('\u009B');
  });
});

describe('a run that is killed', () => {
  it('leaves every file old or new', async () => {
    const padding = `# ${'x'.repeat(98)}\n`.repeat(1000);
    const names = Array.from({ length: 60 }, (_, at) => `s${String(at).padStart(3, '0')}.yaml`);
    // Each says `http` as well: what most texts say is not repaired.
    const old = (at: number): string => service('htpt', '80', `s${at}`).replace('{port', '{name: http, port') + padding;
    const cwd = tree({ 'pod.yaml': POD, ...Object.fromEntries(names.map((name, at) => [name, old(at)])) });
    const program = fileURLToPath(new URL('../../src/cli/cli.ts', import.meta.url));
    const child = spawn(
      process.execPath,
      ['--import', import.meta.resolve('tsx'), program, '--fix', '--unsafe-fixes'],
      { cwd, stdio: 'ignore' },
    );
    const ended = new Promise((resolve) => child.once('close', resolve));
    const watched = path.join(cwd, names[10] ?? '');
    const { ino } = statSync(watched);
    while (child.exitCode === null && statSync(watched).ino === ino)
      await new Promise((resolve) => setTimeout(resolve, 1));
    child.kill('SIGKILL');
    await ended;
    const states = names.map((name, at) => {
      const now = text(cwd, name);
      if (now === old(at)) return 'old';
      return now === old(at).replace('htpt', 'http') ? 'new' : 'torn';
    });
    expect(states).not.toContain('torn');
    expect(states.slice(0, 11)).not.toContain('old');
    expect(
      readdirSync(cwd).filter((name) => !name.endsWith('.yaml') && !/^\.svclint-\d+-[0-9a-f]+\.tmp$/.test(name)),
    ).toEqual([]);
  }, 120_000);
});
