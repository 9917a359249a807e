import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { parse } from 'yaml';
import { tree } from '../host/tree.js';
import { commit, git, lay, type Files } from '../support/repository.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Input {
  readonly description: string;
  readonly default: string;
}
interface Step {
  readonly id: string;
  readonly shell: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}

/** action.yml, as far as a runner reads it. */
export interface Action {
  readonly inputs: Readonly<Record<string, Input>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly [Step] };
}

export const action = parse(readFileSync(path.join(root, 'action.yml'), 'utf8')) as Action;

export const version = (
  JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { readonly version: string }
).version;

/** How the action lies on the runner: with the program built beside it, or without, where npm must bring it or fails to. */
export type Checkout = 'built' | 'npm brings it' | 'npm fails' | 'no npm';

export interface Job {
  /** The workspace, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** What the workspace had in the commit before; left out, it is no repository. */
  readonly before?: Files;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly checkout?: Checkout;
}

export interface Ran {
  readonly code: number | null;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly workspace: string;
  /** The arguments of each call of npm. */
  readonly npm: readonly string[];
  readonly again: (inputs?: Readonly<Record<string, string>>) => Promise<Ran>;
}

/** Runs the step of action.yml as a runner of GitHub does: its environment, its files for outputs and summary, its shell. */
export function runAction({ files, before, inputs = {}, checkout = 'built' }: Job): Promise<Ran> {
  const folder = tree({
    'temp/': '',
    'bin/': '',
    'workspace/': '',
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`workspace/${name}`, text])),
  });
  const home = path.join(folder, 'actions/svclint');
  cpSync(path.join(root, 'action'), path.join(home, 'action'), { recursive: true });
  cpSync(path.join(root, 'package.json'), path.join(home, 'package.json'));
  if (checkout === 'built') program(home);
  program(path.join(folder, 'published'));
  symlinkSync(process.execPath, path.join(folder, 'bin/node'));
  if (before !== undefined) history(folder, before, files);
  if (checkout !== 'no npm') script(path.join(folder, 'bin/npm'), npmOf(folder, checkout));
  return step(folder, inputs);
}

/** Two commits in the workspace, as `fetch-depth: 2` brings them, and git on the PATH. */
function history(folder: string, before: Files, after: Files): void {
  const workspace = path.join(folder, 'workspace');
  const absent = Object.fromEntries(Object.keys(after).map((name) => [name, null]));
  lay(workspace, { ...absent, ...before });
  git(workspace, 'init', '-q', '-b', 'main');
  commit(workspace);
  lay(workspace, after);
  commit(workspace);
  const { PATH = '' } = process.env;
  const real = PATH.split(path.delimiter)
    .map((each) => path.join(each, 'git'))
    .find((each) => existsSync(each));
  if (real === undefined) throw new Error('there is no git on the PATH');
  symlinkSync(real, path.join(folder, 'bin/git'));
}

function program(home: string): void {
  mkdirSync(home, { recursive: true });
  for (const part of ['dist', 'package.json'])
    cpSync(path.join(inject('builtPackage'), part), path.join(home, part), { recursive: true });
}

function script(file: string, text: string): void {
  writeFileSync(file, text);
  chmodSync(file, 0o755);
}

/** An npm that notes what it is asked for, and brings the package from beside it. */
function npmOf(folder: string, checkout: Checkout): string {
  const bring =
    checkout === 'npm fails'
      ? 'exit 1'
      : `/bin/mkdir -p node_modules && /bin/cp -r "${folder}/published" node_modules/svclint`;
  return `#!/bin/sh\necho "$@" >> "${folder}/npm.log"\n${bring}\n`;
}

async function step(folder: string, inputs: Readonly<Record<string, string>>): Promise<Ran> {
  const [{ env, run }] = action.runs.steps;
  for (const name of ['output', 'summary']) writeFileSync(path.join(folder, name), '');
  const { code, log } = await shell(run, path.join(folder, 'workspace'), {
    ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, filled(value, inputs)])),
    PATH: path.join(folder, 'bin'),
    HOME: folder,
    RUNNER_TEMP: path.join(folder, 'temp'),
    GITHUB_ACTIONS: 'true',
    CI: 'true',
    GITHUB_ACTION_PATH: path.join(folder, 'actions/svclint'),
    GITHUB_WORKSPACE: path.join(folder, 'workspace'),
    GITHUB_OUTPUT: path.join(folder, 'output'),
    GITHUB_STEP_SUMMARY: path.join(folder, 'summary'),
  });
  const calls = path.join(folder, 'npm.log');
  return {
    code,
    log,
    workspace: path.join(folder, 'workspace'),
    outputs: Object.fromEntries(
      linesOf(path.join(folder, 'output')).map((line) => line.split(/=(.*)/s).slice(0, 2)),
    ) as Record<string, string>,
    summary: readFileSync(path.join(folder, 'summary'), 'utf8'),
    npm: existsSync(calls) ? linesOf(calls) : [],
    again: (others = inputs) => step(folder, others),
  };
}

/** The value of an expression `${{ inputs.name }}`, which is all that the step has. */
function filled(value: string, inputs: Readonly<Record<string, string>>): string {
  return value.replace(/\$\{\{ inputs\.([a-z-]+) \}\}/g, (_, name: string) => {
    const input = action.inputs[name];
    if (input === undefined) throw new Error(`no input ${name}`);
    return inputs[name] ?? input.default;
  });
}

function linesOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

/** As a runner starts `shell: bash`; both streams go into one log. */
function shell(
  command: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly log: string }> {
  const child = spawn('/bin/bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', command], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, log }));
  });
}
