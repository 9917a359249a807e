import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What one whole process took: wall and CPU time (user and system) in milliseconds, peak memory in bytes. */
export interface Run {
  readonly wall: number;
  readonly cpu: number;
  readonly peak: number;
  /** Bytes of standard output. */
  readonly written: number;
  /** The exit code; minus the signal where one ended it. */
  readonly code: number;
}

const SELF = fileURLToPath(new URL('run.py', import.meta.url));

/** The program as it is published; `npm run build` makes it. */
export const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

/** Runs a program to its end, its output counted and thrown away; with `seconds`, until it has used so much CPU time. */
export function run(command: readonly string[], { cwd = '.', seconds = 0 } = {}): Run {
  const { error, stdout, stderr } = spawnSync('python3', [SELF], {
    input: JSON.stringify({ command, cwd, seconds }),
    encoding: 'utf8',
  });
  if (error !== undefined) throw error;
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Run;
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
