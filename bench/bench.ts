/** How long svclint takes, and whether that grows with the tree: `npm run bench`. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rules } from '../rules/index.js';
import { admit, graphsOf } from '../src/engine/load.js';
import { readSources } from '../src/engine/sources.js';
import { lint, type InputFile } from '../src/index.js';
import { loadUnits } from '../src/units/units.js';
import { say, table, type Cell } from '../scripts/measure/print.js';
import { generateTree } from './generate-tree.js';

const SIZES = [100, 1_000, 10_000];

/** The stages that are timed; each runs alone on the whole tree, on what the stages before it have made. */
const STAGES: readonly (readonly [name: string, prepare: (files: readonly InputFile[]) => () => unknown])[] = [
  ['parse', (files) => () => readSources(files, [])],
  ['load, units', loading],
  ['graph', graphing],
  ['whole lint', (files) => () => lint(files)],
];

const ratioHeads = SIZES.slice(1).map((size, at) => `${size}/${SIZES[at] ?? 0}`);
say(table(['stage', ...SIZES.flatMap((size) => [`${size}: ms`, 'us/object']), ...ratioHeads], stageRows()));
say('\nThe last columns are the ratio of us/object between sizes: near 1 is linear growth.\n');
say(startUp());

function stageRows(): readonly (readonly Cell[])[] {
  const trees = SIZES.map((size) => generateTree(size));
  for (const [, prepare] of STAGES) prepare(trees[1] ?? [])(); // the first run pays for compilation
  return STAGES.map(([name, prepare]) => {
    const times = trees.map((tree, at) => median(at === 2 ? 5 : 11, prepare(tree)));
    const perObject = times.map((ms, at) => (ms * 1000) / (SIZES[at] ?? 1));
    const ratios = perObject.slice(1).map((value, at) => (value / (perObject[at] ?? 1)).toFixed(2));
    return [name, ...times.flatMap((ms, at) => [ms.toFixed(1), (perObject[at] ?? 0).toFixed(1)]), ...ratios];
  });
}

function loading(files: readonly InputFile[]): () => unknown {
  const sources = readSources(files, []);
  return () => loadUnits(sources, { serverSide: false });
}

function graphing(files: readonly InputFile[]): () => unknown {
  const admitted = admit(files, {}, rules);
  return () => {
    let services = 0;
    for (const { graph } of graphsOf(admitted)) services += graph.unit.services.length;
    return services;
  };
}

/** CPU time of `svclint --version` beside that of an empty script. */
function startUp(): string {
  const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
  if (!existsSync(cli)) return 'start-up: not measured, there is no dist/cli.js (npm run build)';
  const empty = cpuOf(['-e', '']);
  const version = cpuOf([cli, '--version']);
  const [whole, base, over] = [version, empty, version - empty].map((ms) => ms.toFixed(1));
  return `start-up CPU: ${whole} ms for svclint --version, ${base} ms for an empty script: ${over} ms over it`;
}

function cpuOf(args: readonly string[]): number {
  const preload = fileURLToPath(new URL('cpu-at-exit.cjs', import.meta.url));
  return middle(
    Array.from({ length: 15 }, () => {
      const { stderr } = spawnSync(process.execPath, ['--require', preload, ...args], { encoding: 'utf8' });
      return Number(/^cpu (\d+)$/m.exec(stderr)?.[1]) / 1000;
    }),
  );
}

function median(times: number, run: () => unknown): number {
  return middle(
    Array.from({ length: times }, () => {
      const start = performance.now();
      run();
      return performance.now() - start;
    }),
  );
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
