/**
 * Builds and tests with several releases of Node, one after the other: `npm run matrix [-- VERSION… --tests PATH]`, by
 * default 20, 22, 24 and the newest, and the whole suite. The npm package `node` brings each. Prints a table; exit 1 if
 * a build or a test fails.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { say, table, type Cell } from './measure/print.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { tests: { type: 'string', multiple: true, default: [] } },
});
const versions = positionals.length > 0 ? positionals : ['20', '22', '24', 'latest'];

/** The program of a release, as npm keeps it. */
function nodeOf(version: string): string {
  const args = ['--yes', '--package', `node@${version}`, '--', 'node', '--print', 'process.execPath'];
  const { status, stdout, stderr } = spawnSync('npx', args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`node@${version} cannot be had:\n${stderr}`);
  return stdout.trim();
}

/** Runs a file of a package of this project; what it prints is shown where it fails. */
function ran(node: string, args: readonly string[]): { readonly isFine: boolean; readonly output: string } {
  const env = { ...process.env, CI: 'true', NO_COLOR: '1', PATH: `${path.dirname(node)}:${process.env['PATH'] ?? ''}` };
  const options = { cwd: root, env, encoding: 'utf8', maxBuffer: 1024 * 1024 * 1024 } as const;
  const { status, stdout, stderr } = spawnSync(node, args, options);
  const output = `${stdout}\n${stderr}`;
  if (status !== 0) process.stderr.write(output);
  return { isFine: status === 0, output };
}

function row(version: string): readonly Cell[] {
  const node = nodeOf(version);
  const exact = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
  const build = ran(node, ['--import', 'tsx', 'scripts/build.ts']);
  const start = Date.now();
  const tests = ran(node, ['node_modules/vitest/vitest.mjs', 'run', ...values.tests]);
  const seconds = Math.round((Date.now() - start) / 1000);
  const [, passed = '?', failed = '?', skipped = '?'] =
    /^(\d+) passed, (\d+) failed, (\d+) skipped$/m.exec(tests.output) ?? [];
  if (!build.isFine || !tests.isFine) process.exitCode = 1;
  return [exact, build.isFine ? 'built' : 'not built', passed, failed, skipped, seconds];
}

say(table(['Node', 'build', 'passed', 'failed', 'skipped', 'seconds'], versions.map(row)));
