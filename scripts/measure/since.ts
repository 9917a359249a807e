import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { clusterTool } from '../tools/cluster-tools.js';

/** One commit: what `--since` reports as new, beside what a full run after it has and one before it has not. */
export interface JudgedCommit {
  readonly id: string;
  /** Fingerprints, each as often as it occurs. */
  readonly reported: readonly string[];
  readonly expected: readonly string[];
  /** Seconds of CPU, those of git and helm included, of a plain run after the commit and of one with `--since`. */
  readonly plain: number;
  readonly since: number;
}

/** What tells of a change of manifests. */
const MANIFESTS = ['*.yaml', '*.yml', '*.json', '*.tpl'];

/** Judges the last commits of a repository that touch manifests, in copies of its work tree. */
export function* judgeHistory(repository: string, commits: number, program: string): Iterable<JudgedCommit> {
  const folder = mkdtempSync(join(tmpdir(), 'svclint-since-'));
  try {
    const [now, then] = ['now', 'then'].map((name) => join(folder, name)) as [string, string];
    for (const copy of [now, then])
      git(folder, 'clone', '--quiet', '--shared', '--no-checkout', resolve(repository), copy);
    const range = ['rev-list', `--max-count=${String(commits)}`, '--no-merges', '--min-parents=1', 'HEAD'];
    for (const id of git(now, ...range, '--', ...MANIFESTS).split('\n')) {
      checkOut(now, id);
      checkOut(then, `${id}^`);
      const after = run(program, now, join(folder, 'after'), []);
      const before = run(program, then, join(folder, 'before'), []);
      const since = run(program, now, join(folder, 'since'), ['--since', `${id}^`]);
      const expected = minus(after.fingerprints, before.fingerprints);
      yield { id, reported: since.fingerprints, expected, plain: after.cpu, since: since.cpu };
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function git(cwd: string, ...args: readonly string[]): string {
  return execFileSync('git', args, { cwd, env: NO_LFS, encoding: 'utf8', maxBuffer: Infinity }).trimEnd();
}

/** A mirror may lack the objects of large files, which are then left out of the work tree, before and after. */
function checkOut(cwd: string, id: string): void {
  for (;;) {
    const args = ['checkout', '--quiet', '--force', '--detach', id];
    const { status, stderr } = spawnSync('git', args, { cwd, encoding: 'utf8', env: NO_LFS });
    if (status === 0) return;
    const absent = Array.from(
      stderr.matchAll(/unable to read sha1 file of (.+) \([0-9a-f]+\)$/gm),
      ([, file]) => file ?? '',
    );
    if (absent.length === 0) throw new Error(stderr);
    const known = spawnSync('git', ['sparse-checkout', 'list'], { cwd, encoding: 'utf8' }).stdout.split('\n');
    const patterns = ['/*', ...known.filter((line) => line.startsWith('!')), ...absent.map((file) => `!/${file}`)];
    git(cwd, 'sparse-checkout', 'set', '--no-cone', ...new Set(patterns));
  }
}

const NO_LFS = { ...process.env, GIT_LFS_SKIP_SMUDGE: '1' };

interface Run {
  readonly fingerprints: readonly string[];
  readonly cpu: number;
}

/** Bash tells the time of all processes that a command started. */
const TIMED = 'TIMEFORMAT="%U %S"; time "$@" 2>/dev/null';

function run(program: string, cwd: string, report: string, options: readonly string[]): Run {
  const helm = clusterTool('helm');
  const path = [...(helm === undefined ? [] : [dirname(helm)]), process.env['PATH'] ?? ''].join(delimiter);
  const args = [process.execPath, program, '--fail-on=never', '--quiet', '--output', `gitlab=${report}`, ...options];
  const { stderr } = spawned(args, cwd, { ...process.env, PATH: path, NO_COLOR: '1' });
  const [user = 0, system = 0] = stderr.trim().split(/\s+/).map(Number);
  const issues = JSON.parse(readFileSync(report, 'utf8')) as readonly { readonly fingerprint: string }[];
  rmSync(report);
  return { fingerprints: issues.map(({ fingerprint }) => fingerprint.replace(/:\d+$/, '')), cpu: user + system };
}

function spawned(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): { readonly stderr: string } {
  const { stderr } = spawnSync('bash', ['-c', TIMED, 'bash', ...args], {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return { stderr };
}

/** What is in `after` more often than in `before`, as often as that. */
export function minus(after: readonly string[], before: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const each of before) left.set(each, (left.get(each) ?? 0) + 1);
  return after.filter((each) => {
    const count = left.get(each) ?? 0;
    left.set(each, count - 1);
    return count <= 0;
  });
}
