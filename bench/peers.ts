/**
 * svclint beside kube-linter and kube-score on the same trees in the same run: `npm run bench:peers -- --bin FOLDER [TREE…]`.
 * The tools take turns within each round, and the order turns from round to round, so that a busy machine slows all of them.
 * CPU time is user and system time of the whole process; of several runs the least counts, which others disturbed least.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { say, table, type Cell } from '../scripts/measure/print.js';
import { generateTree } from './generate-tree.js';

const SIZES = [100, 1_000, 10_000];
/** The checks of kube-linter that do what svclint does, so that nobody pays for checks that the other has not. */
const CONTRACT =
  'dangling-service,mismatching-selector,invalid-target-ports,readiness-port,liveness-port,startup-port,no-readiness-probe';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

interface Tree {
  readonly name: string;
  readonly folder: string;
  /** Its manifests: kube-score takes no folder. */
  readonly files: readonly string[];
  /** How many objects it has, where that is known. */
  readonly objects?: number;
}

interface Tool {
  readonly name: string;
  readonly command: (tree: Tree) => readonly string[];
}

/** Milliseconds of one run, and whether the tool gave up (no answer on standard output). */
interface Run {
  readonly wall: number;
  readonly cpu: number;
  readonly gaveUp: boolean;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    bin: { type: 'string', default: '' },
    rounds: { type: 'string', default: '5' },
    sizes: { type: 'string', default: SIZES.join(',') },
  },
});
const scratch = mkdtempSync(path.join(tmpdir(), 'svclint-bench-'));
try {
  const tools = toolsIn(values.bin);
  const sizes = values.sizes
    .split(',')
    .map(Number)
    .filter((size) => size > 0);
  const trees = [
    ...sizes.map(written),
    ...positionals.map((folder) => ({ name: path.basename(folder), folder, files: manifestsIn(folder) })),
  ];
  const rounds = Number(values.rounds);
  const node = least(Array.from({ length: 2 * rounds }, () => once([process.execPath, '-e', '']).cpu));
  const measured = trees.map((tree) => ({ tree, runs: runsOn(tree, tools, rounds) }));
  const heads = [
    'tree',
    'tool',
    'wall ms',
    'CPU ms',
    'us/object',
    'CPU: tool / svclint',
    'without the start of Node.js',
    '',
  ];
  say(
    table(
      heads,
      measured.flatMap(({ tree, runs }) => rowsOf(tree, tools, runs, node)),
    ),
  );
  say(
    `\nThe least of ${rounds} runs. Above 1.00 svclint is the faster one. An empty script takes Node.js ${node.toFixed(0)} ms of CPU time; the last`,
  );
  say('column is the same ratio with that taken off svclint. us/object near the same in all sizes is linear growth.\n');
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Each tool as a user would run it, with a machine's format: svclint all its rules, the others their default checks. */
function toolsIn(bin: string): readonly Tool[] {
  const all: readonly Tool[] = [
    { name: 'svclint', command: ({ folder }) => [process.execPath, CLI, '--format', 'json', folder] },
    {
      name: 'kube-linter',
      command: ({ folder }) => [path.join(bin, 'kube-linter'), 'lint', '--format', 'json', folder],
    },
    {
      name: 'kube-linter, contract',
      command: ({ folder }) => [
        path.join(bin, 'kube-linter'),
        'lint',
        '--format',
        'json',
        '--do-not-auto-add-defaults',
        '--include',
        CONTRACT,
        folder,
      ],
    },
    {
      name: 'kube-score',
      command: ({ files }) => [path.join(bin, 'kube-score'), 'score', '--output-format', 'json', ...files],
    },
  ];
  return all.filter(({ name }) => name === 'svclint' || existsSync(path.join(bin, name.replace(/,.*/, ''))));
}

function written(size: number): Tree {
  const folder = path.join(scratch, String(size));
  for (const file of generateTree(size)) {
    const target = path.join(folder, file.path);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, file.text);
  }
  return { name: `${size} objects`, folder, files: manifestsIn(folder), objects: size };
}

function manifestsIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .map((file) => path.join(folder, file))
    .sort();
}

function runsOn(tree: Tree, tools: readonly Tool[], rounds: number): ReadonlyMap<string, readonly Run[]> {
  const runs = new Map<string, Run[]>(tools.map(({ name }) => [name, []]));
  for (const tool of tools) once(tool.command(tree)); // the first run pays for the disk
  for (let round = 0; round < rounds; round++) {
    const order = tools.map((_, at) => tools[(at + round) % tools.length]).filter((tool) => tool !== undefined);
    for (const tool of order) runs.get(tool.name)?.push(once(tool.command(tree)));
  }
  return runs;
}

/** `node` is what Node.js itself takes, in milliseconds of CPU time. */
function rowsOf(
  tree: Tree,
  tools: readonly Tool[],
  runs: ReadonlyMap<string, readonly Run[]>,
  node: number,
): readonly (readonly Cell[])[] {
  const own = least((runs.get('svclint') ?? []).map((run) => run.cpu));
  return tools.map(({ name }) => {
    const theirs = runs.get(name) ?? [];
    const [wall, cpu] = [least(theirs.map((run) => run.wall)), least(theirs.map((run) => run.cpu))];
    const ratios = name === 'svclint' ? ['', ''] : [(cpu / own).toFixed(2), (cpu / (own - node)).toFixed(2)];
    const each = tree.objects === undefined ? '' : ((cpu * 1000) / tree.objects).toFixed(0);
    return [
      tree.name,
      name,
      wall.toFixed(0),
      cpu.toFixed(0),
      each,
      ...ratios,
      theirs.some((run) => run.gaveUp) ? 'gave up' : '',
    ];
  });
}

/** Wall and CPU time of one process. `resourceUsage` of the parent counts no child, so the shell's `times` does. */
function once([program = '', ...args]: readonly string[]): Run {
  const start = performance.now();
  const { stdout, stderr } = spawnSync('/bin/sh', ['-c', '"$0" "$@" | wc -c; times >&2', program, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const wall = performance.now() - start;
  const children = stderr.trimEnd().split('\n').at(-1) ?? '';
  const cpu = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000,
    0,
  );
  return { wall, cpu, gaveUp: Number(stdout) < 3 };
}

function least(values: readonly number[]): number {
  return Math.min(...values);
}
