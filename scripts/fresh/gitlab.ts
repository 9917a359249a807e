import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { FreshMachine } from './machine.js';

/** One job of the page, and the line at which it begins. */
export interface Job {
  readonly line: number;
  readonly script: readonly string[];
  /** The files that GitLab collects. */
  readonly artifacts: readonly string[];
}

interface JobText {
  readonly script: readonly string[];
  readonly artifacts?: { readonly reports: Readonly<Record<string, string>> };
}

/** The jobs that a page shows, without what they have the image install. */
export function jobsOf(page: string): readonly Job[] {
  const text = readFileSync(page, 'utf8');
  return Array.from(text.matchAll(/^```yaml\n([^]*?)^```$/gm), ({ 1: block = '', index }) => {
    const { svclint } = parse(block) as { readonly svclint: JobText };
    const artifacts = Object.values(svclint.artifacts?.reports ?? {});
    return { line: text.slice(0, index).split('\n').length, script: svclint.script, artifacts };
  });
}

/**
 * Runs the script of a job in a checkout whose last commit brought all its files, as a merge request does; what is
 * wrong with the outcome.
 */
export async function runJob(machine: FreshMachine, job: Job, checkout: string): Promise<string | undefined> {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      cwd: checkout,
      encoding: 'utf8',
    }).trim();
  git('init', '--quiet');
  git('commit', '--quiet', '--allow-empty', '--message=begin');
  const base = git('rev-parse', 'HEAD');
  git('add', '--all');
  git('commit', '--quiet', '--message=bring');
  const env = { GITLAB_CI: 'true', CI: 'true', CI_PROJECT_DIR: checkout, CI_MERGE_REQUEST_DIFF_BASE_SHA: base };
  const script = job.script.join('\n');
  const code = script.includes('--fail-on never') ? 0 : 1;
  const problem = await machine.run(script, checkout, { code, says: /error\[/ }, env);
  const missing = job.artifacts.find((file) => !existsSync(path.join(checkout, file)));
  return problem ?? (missing === undefined ? undefined : `${missing} was not written`);
}
