import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from './run.js';

/** A CPU profile as `node --cpu-prof` writes it: a tree of calls, and which of its nodes was running at each sample. */
export interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[];
}

export interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[];
}

/** Runs a program of Node.js in a fresh process and reads its profile; undefined where it did not end in time. */
export function profileOf(args: readonly string[], { seconds = 0, microseconds = 1000 } = {}): Profile | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'svclint-profile-'));
  try {
    const options = ['--cpu-prof', '--cpu-prof-interval', String(microseconds), '--cpu-prof-dir', folder];
    run([process.execPath, ...options, ...args], { seconds });
    const texts = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), 'utf8'));
    // A loader of modules has a thread of its own, with a profile of its own, which is the smaller one.
    const [largest] = texts.sort((a, b) => b.length - a.length);
    return largest === undefined ? undefined : (JSON.parse(largest) as Profile);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
