import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow, readJson } from '../measure/files.js';

/** What `kubectl kustomize` said of a folder: the objects as YAML, or why it refused. */
export type RealBuild = { readonly yaml: string } | Refused;

export interface Refused {
  readonly refusal: string;
  /** Where it refuses a file outside of the folder: what it builds if it may read that. */
  readonly unrestricted?: RealBuild;
}

const OUTSIDE = /security; file '.*' is not in or below/;

/** Long enough for the largest tree; a build that hangs is a refusal like another. */
const PATIENCE = 60_000;

/**
 * No git on the path and a proxy that nobody answers: a remote base fails at once, on every machine alike, and nothing
 * is downloaded or asked for.
 */
export const OFFLINE = {
  PATH: '/nonexistent',
  HOME: '/nonexistent',
  HTTP_PROXY: 'http://127.0.0.1:9',
  HTTPS_PROXY: 'http://127.0.0.1:9',
};

/** Runs the real kustomize on `folder`, relative to `root`. */
export async function buildWithKubectl(kubectl: string, root: string, folder: string): Promise<RealBuild> {
  const real = await run(kubectl, root, folder, []);
  if (!('refusal' in real) || !OUTSIDE.test(real.refusal)) return real;
  return { ...real, unrestricted: await run(kubectl, root, folder, ['--load-restrictor', 'LoadRestrictionsNone']) };
}

async function run(kubectl: string, root: string, folder: string, flags: readonly string[]): Promise<RealBuild> {
  return new Promise((resolve) => {
    // Most builds are over before it pays to collect garbage, which takes half of their time.
    const env = { ...OFFLINE, GOGC: '400' };
    const options = { cwd: root, env, timeout: PATIENCE, maxBuffer: 1 << 28 };
    execFile(kubectl, ['kustomize', folder === '' ? '.' : folder, ...flags], options, (error, stdout, stderr) => {
      if (error === null) resolve({ yaml: stdout });
      else resolve({ refusal: error.killed === true ? 'did not end in time' : withoutWarnings(stderr) });
    });
  });
}

/**
 * The builds of all `folders` of one tree. What kubectl said is kept in the temporary folder of the machine under a
 * digest of the whole tree, so that a second run costs nothing and a changed file costs one new run.
 */
export async function buildAllWithKubectl(
  kubectl: string,
  root: string,
  folders: readonly string[],
): Promise<ReadonlyMap<string, RealBuild>> {
  const kept = join(tmpdir(), 'svclint-kustomize', `${digestOf(kubectl, root)}.json`);
  const builds = new Map<string, RealBuild>(
    existsSync(kept) ? Object.entries(readJson<Record<string, RealBuild>>(kept)) : [],
  );
  const missing = folders.filter((folder) => !isComplete(builds.get(folder)));
  if (missing.length === 0) return builds;
  const work = async (): Promise<void> => {
    for (let folder = missing.pop(); folder !== undefined; folder = missing.pop()) {
      builds.set(folder, await buildWithKubectl(kubectl, root, folder));
    }
  };
  await Promise.all([work(), work()]);
  mkdirSync(join(tmpdir(), 'svclint-kustomize'), { recursive: true });
  writeFileSync(`${kept}.${String(process.pid)}`, JSON.stringify(Object.fromEntries(builds)));
  renameSync(`${kept}.${String(process.pid)}`, kept);
  return builds;
}

/** False for a build that nobody has run, or run without the option that lets it end. */
function isComplete(real: RealBuild | undefined): boolean {
  return real !== undefined && (!('refusal' in real) || real.unrestricted !== undefined || !OUTSIDE.test(real.refusal));
}

/**
 * Changes with any file of the tree, and with the program (by its size: its text is large, and its versions differ).
 */
function digestOf(kubectl: string, root: string): string {
  const digest = createHash('sha256').update(String(statSync(kubectl).size));
  for (const path of filesBelow(root))
    digest
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  return digest.digest('hex');
}

function withoutWarnings(text: string): string {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# Warning'))
    .join('\n');
}
