import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { tree } from '../host/tree.js';

/** What git does may not depend on who runs the test, nor on a hook that runs it. */
export const GIT_ENV = {
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

export function git(cwd: string, ...args: readonly string[]): string {
  return execFileSync('git', args, { cwd, encoding: 'utf8', env: { ...process.env, ...GIT_ENV } });
}

/** Texts by path; null is no file, and what begins with `->` a symbolic link. */
export type Files = Readonly<Record<string, string | null>>;

/** Lays files over a folder. */
export function lay(cwd: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(cwd, name);
    rmSync(file, { recursive: true, force: true });
    if (text === null) continue;
    mkdirSync(path.dirname(file), { recursive: true });
    if (text.startsWith('->')) symlinkSync(text.slice(2), file);
    else writeFileSync(file, text);
  }
}

/** A repository with one commit; gone when the test is over. */
export function repository(files: Files): string {
  const cwd = tree({});
  lay(cwd, files);
  git(cwd, 'init', '-q', '-b', 'main');
  commit(cwd);
  return cwd;
}

/** Commits all that is there; no hook is asked. */
export function commit(cwd: string): void {
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'change', '--no-verify', '--allow-empty');
}

/** All that git knows of a repository, so that a test can tell that nothing was written. */
export function stateOf(cwd: string): string {
  const index = path.join(cwd, '.git/index');
  const hash = existsSync(index) ? git(cwd, 'hash-object', index) : '';
  return [
    hash,
    git(cwd, '--no-optional-locks', 'status', '--porcelain'),
    git(cwd, 'stash', 'list'),
    git(cwd, 'for-each-ref'),
  ].join('\n');
}
