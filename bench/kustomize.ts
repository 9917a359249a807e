/**
 * How long all kustomization roots of real repositories take, in one process of svclint and in one process of
 * `kubectl kustomize` for each: `npm run bench:kustomize -- DIR [--repo NAME]`. Both times are whole processes, start-up included.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { foldersIn } from '../scripts/measure/files.js';
import { buildNatively, kustomizationsBelow, sourcesBelow } from '../scripts/measure/kustomizations.js';
import { say, table, type Cell } from '../scripts/measure/print.js';
import { clusterTool } from '../scripts/tools/cluster-tools.js';
import { OFFLINE } from '../scripts/tools/kustomize.js';

/** The folders to build in one repository, and where the repository is. */
interface Work {
  readonly root: string;
  readonly folders: readonly string[];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { repo: { type: 'string' }, native: { type: 'boolean' } },
});
if (values.native === true) evaluateAll(JSON.parse(readFileSync(0, 'utf8')) as readonly Work[]);
else compare();

function compare(): void {
  const corpus = positionals[0];
  if (corpus === undefined) throw new Error('usage: npm run bench:kustomize -- DIR [--repo NAME]');
  const kubectl = clusterTool('kubectl');
  if (kubectl === undefined) throw new Error('there is no kubectl for this machine: its binary is for Linux on x64');
  const top = existsSync(join(corpus, 'open')) ? join(corpus, 'open') : corpus;
  const repos = foldersIn(top).filter((repo) => values.repo === undefined || repo.includes(values.repo));
  const work = repos.map((repo): Work => ({ root: join(top, repo), folders: rootsOf(join(top, repo)) }));
  const roots = work.reduce((sum, { folders }) => sum + folders.length, 0);
  const native = secondsOf(() => {
    const self = ['--import', 'tsx', fileURLToPath(import.meta.url), '--native'];
    spawnSync(process.execPath, self, { input: JSON.stringify(work), stdio: ['pipe', 'inherit', 'inherit'] });
  });
  const real = secondsOf(() => {
    for (const { root, folders } of work) {
      for (const folder of folders) {
        spawnSync(kubectl, ['kustomize', folder === '' ? '.' : folder], { cwd: root, env: OFFLINE, stdio: 'ignore' });
      }
    }
  });
  const row = (name: string, seconds: number): readonly Cell[] => [
    name,
    seconds.toFixed(2),
    ((seconds * 1000) / roots).toFixed(1),
  ];
  const rows = [row('kubectl kustomize, one process each', real), row('svclint, one process', native)];
  say(table([`${roots} roots`, 'seconds', 'ms/root'], rows));
  say(`\nsvclint takes ${(native / real).toFixed(3)} of the time: ${(real / native).toFixed(1)} times as fast`);
}

/** The kustomizations that no other lists. */
function rootsOf(root: string): readonly string[] {
  return kustomizationsBelow(root)
    .filter(({ isListed, isComponent }) => !isListed && !isComponent)
    .map(({ folder }) => folder);
}

function evaluateAll(work: readonly Work[]): void {
  let objects = 0;
  for (const { root, folders } of work) {
    const sources = sourcesBelow(root);
    for (const folder of folders) objects += buildNatively(folder, sources).objects.length;
  }
  say(`svclint evaluates ${objects} objects\n`);
}

function secondsOf(run: () => void): number {
  const start = performance.now();
  run();
  return (performance.now() - start) / 1000;
}
