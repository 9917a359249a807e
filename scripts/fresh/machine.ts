import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { clusterTool } from '../tools/cluster-tools.js';

/** What must come of a command. */
export interface Expected {
  readonly code: number;
  /** What it writes, on either stream. */
  readonly says?: RegExp;
}

/** A home and a cache of npm that are empty, and a registry that has svclint alone. */
export class FreshMachine {
  private folders = 0;

  constructor(
    private readonly home: string,
    private readonly registry: string,
  ) {}

  /** An empty folder. */
  folder(name: string): string {
    const made = path.join(this.home, `${name}-${String(this.folders++)}`);
    mkdirSync(made);
    return made;
  }

  /** Runs a command as a shell does; what is wrong with its outcome. */
  async run(
    command: string,
    cwd: string,
    { code, says }: Expected,
    env: Readonly<Record<string, string>> = {},
  ): Promise<string | undefined> {
    const outcome = await shell(command, cwd, { ...this.surroundings(), ...env });
    if (outcome.code !== code) return `exit code ${String(outcome.code)}, not ${String(code)}:\n${outcome.said}`;
    return says?.test(outcome.said) === false ? `${String(says)} is not in:\n${outcome.said}` : undefined;
  }

  private surroundings(): Readonly<Record<string, string>> {
    const helm = clusterTool('helm');
    return {
      PATH: [...(helm === undefined ? [] : [path.dirname(helm)]), process.env['PATH'] ?? ''].join(path.delimiter),
      HOME: this.home,
      NO_COLOR: '1',
      npm_config_registry: this.registry,
      npm_config_cache: path.join(this.home, 'npm-cache'),
      npm_config_userconfig: path.join(this.home, '.npmrc'),
      npm_config_update_notifier: 'false',
    };
  }
}

function shell(
  command: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawn('bash', ['-eo', 'pipefail', '-c', command], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said }));
  });
}

/** What `npm pack` makes of the package at `root`. */
export function packed(
  root: string,
  folder: string,
): { readonly tarball: string; readonly name: string; readonly version: string } {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const output = execFileSync('npm', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const [made] = JSON.parse(output) as readonly {
    readonly filename: string;
    readonly name: string;
    readonly version: string;
  }[];
  if (made === undefined) throw new Error('npm pack names no package');
  return { tarball: path.join(folder, made.filename), name: made.name, version: made.version };
}
