/**
 * What a release changes in the package that npm publishes: `npm run packed -- BEFORE [AFTER]`. Both are revisions, and
 * AFTER is the work tree where it is not told. Each is checked out into a folder of its own, built with the packages that
 * are installed here, and packed. Prints as Markdown which files came, went and changed their size.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packedDifference, type PackedFile } from './measure/packed.js';
import { say } from './measure/print.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const [before, after] = process.argv.slice(2);
if (before === undefined) throw new Error('usage: npm run packed -- BEFORE [AFTER]');

const run = (cwd: string, program: string, args: readonly string[]): string =>
  execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

/** The files of the package that a folder would publish, as it is built now. */
function packedIn(folder: string): readonly PackedFile[] {
  run(folder, process.execPath, ['--import', 'tsx', 'scripts/build.ts']);
  const output = run(folder, 'npm', ['pack', '--dry-run', '--json', '--ignore-scripts']);
  return (JSON.parse(output) as readonly { readonly files: readonly PackedFile[] }[])[0]?.files ?? [];
}

function packedAt(revision: string): readonly PackedFile[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'svclint-packed-'));
  try {
    run(root, 'git', ['worktree', 'add', '--quiet', '--detach', path.join(folder, 'tree'), revision]);
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'tree', 'node_modules'));
    return packedIn(path.join(folder, 'tree'));
  } finally {
    run(root, 'git', ['worktree', 'remove', '--force', path.join(folder, 'tree')]);
    rmSync(folder, { recursive: true, force: true });
  }
}

const [old, now] = [packedAt(before), after === undefined ? packedIn(root) : packedAt(after)];
say(packedDifference({ name: before, files: old }, { name: after ?? 'the work tree', files: now }));
