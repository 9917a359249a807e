import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { COMMANDS } from '../../src/cli/arguments/commands.js';
import { tree } from '../host/tree.js';

const PROGRAM = join(inject('builtPackage'), 'dist/cli.js');
const GUARD = resolve('test/cli/guard.cjs');

function run(
  args: readonly string[],
  cwd: string,
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(process.execPath, ['--require', GUARD, ...args], { cwd, encoding: 'utf8' });
}

/** How a command is called that needs more than its name to have something to do. */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  lint: ['.', '--format', 'sarif'],
  trace: ['trace', 'default', 'http://web'],
  explain: ['explain', 'swapped-ports'],
  silence: ['silence', 'swapped-ports', '.', '--reason', 'a test'],
  completion: ['completion', 'bash'],
  diff: ['diff', '.', 'chart'],
};

const PROJECT = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
  'chart/templates/a.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n',
  'kustomization.yaml': 'resources: [https://example.com/base.yaml, git::https://example.com/repo, a.yaml]\n',
  'a.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n',
};

describe('the program opens no connection, and starts no program but helm and git', () => {
  it.each(COMMANDS.map(({ name }) => name))('in `%s`', (name) => {
    const { status, stderr } = run([PROGRAM, ...(CALLS[name] ?? [name])], tree(PROJECT));
    expect(stderr).not.toContain('FORBIDDEN');
    expect([0, 1, 2, 4]).toContain(status);
  });

  it.each([
    ["require('node:https').get('https://example.com')", 'https.get'],
    ["import('node:net').then(({ connect }) => connect(80))", 'net.connect'],
    ["import('node:child_process').then(({ spawnSync }) => spawnSync('curl'))", 'curl'],
    ["fetch('https://example.com')", 'fetch'],
  ])('which the guard would see: %s', (code, what) => {
    const { status, stderr } = run(['-e', code], '.');
    expect([status, stderr]).toEqual([99, `FORBIDDEN: ${what}\n`]);
  });
});
