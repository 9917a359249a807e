import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { tree } from '../host/tree.js';

const PROGRAM = join(inject('builtPackage'), 'dist/cli.js');

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: p, labels: {app: p}}\n' +
  'spec: {containers: [{name: c, image: i, ports: [{name: http, containerPort: 80}]}]}\n';
const service = (name: string): string =>
  `---\napiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {selector: {app: p}, ports: [{port: 80, targetPort: htpt}]}\n`;

/** Enough errors for far more than a pipe takes at once (64 KiB). */
const MANY = { 'many.yaml': POD + Array.from({ length: 600 }, (_, at) => service(`s${at}`)).join('') };

const hasPython = spawnSync('python3', ['--version']).status === 0;

describe('the built program', () => {
  it('does not cut long output through a pipe', () => {
    const { status, stdout } = spawnSync('sh', ['-c', '"$0" -f json . | (sleep 0.2; cat)', PROGRAM], {
      cwd: tree(MANY),
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    expect(stdout.length).toBeGreaterThan(100_000);
    expect(() => JSON.parse(stdout) as unknown).not.toThrow();
  });

  it.skipIf(!hasPython)('does not cut it where the pipe does not wait, as one that npm has opened', () => {
    const unblock = `python3 -c 'import os; os.set_blocking(1, False)'`;
    const { stdout } = spawnSync('sh', ['-c', `(${unblock}; "$0" -f json .) | (sleep 0.5; cat)`, PROGRAM], {
      cwd: tree(MANY),
      encoding: 'utf8',
    });
    expect(stdout.length).toBeGreaterThan(100_000);
    expect(() => JSON.parse(stdout) as unknown).not.toThrow();
  });

  it('ends quietly when nobody reads any more', async () => {
    const child = spawn(PROGRAM, ['-f', 'json', '.'], { cwd: tree(MANY), stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.once('data', () => child.stdout.destroy());
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
      child.on('close', (...ended) => resolve(ended)),
    );
    expect(signal).toBeNull();
    expect(code).toBe(1);
    expect(said).not.toMatch(/EPIPE|internal error/);
  });

  it('stops reading standard input that has no end', () => {
    const { stderr, status } = spawnSync('sh', ['-c', 'yes "a: b" | "$0" -', PROGRAM], { encoding: 'utf8' });
    expect(stderr).toContain('cannot lint standard input: larger than 32 MiB');
    expect(status).toBe(2);
  });

  it('reads a pipe that is named as a path', () => {
    const cwd = tree({ input: POD + service('s') });
    const { stdout, status } = spawnSync('sh', ['-c', 'cat input | "$0" -f line /dev/stdin', PROGRAM], {
      cwd,
      encoding: 'utf8',
    });
    expect(stdout).toContain('/dev/stdin:');
    expect(status).toBe(1);
  });

  it('says the same, and nothing of its own, with V8 as it is', () => {
    const cwd = tree(MANY);
    const [usual, plain] = [{}, { SVCLINT_V8_FLAGS: '' }].map((flags) => {
      const env = { ...process.env, ...flags };
      const { stdout, stderr } = spawnSync(PROGRAM, ['-f', 'line', '.'], { cwd, encoding: 'utf8', env });
      return { stdout, stderr };
    });
    expect(usual?.stderr).toMatch(/^600 errors[^\n]*\n$/);
    expect(plain).toEqual(usual);
  });

  it('has a page to explain each rule with', () => {
    const { stdout } = spawnSync(PROGRAM, ['rules', '--format', 'json'], { encoding: 'utf8' });
    const [first] = (JSON.parse(stdout) as { readonly rules: readonly { readonly id: string }[] }).rules;
    expect(spawnSync(PROGRAM, ['explain', first?.id ?? ''], { encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
  });
});
