/**
 * Makes the commit that a release is tagged at, from a clean checkout, and prints its id:
 * `git tag v1.2.3 "$(npm run --silent release)"`. It is a child of HEAD, on no branch.
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { releaseCommit } from './build/release-commit.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** A release must not hold what no commit has; building writes THIRD-PARTY-NOTICES. */
function mustBeClean(when: string): void {
  const changes = execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' });
  if (changes === '') return;
  console.error(`release: the work tree is not clean ${when}:\n${changes}`);
  process.exit(1);
}

mustBeClean('at the beginning');
execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts'], { cwd: root, stdio: ['ignore', 2, 2] });
mustBeClean('once it is built');
console.log(releaseCommit(root, path.join(root, 'dist')));
