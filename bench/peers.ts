/**
 * svclint beside kube-score and kubeconform on the same trees:
 * `npm run bench:peers [-- --sizes 20,100 --runs 5 --swagger FILE TREE…]`.
 * It prints the tables of docs/performance.md, which says what is fair and what is not.
 */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { availableParallelism, cpus, homedir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { writeSchemas } from '../scripts/compare/schemas.js';
import { versionOf } from '../scripts/compare/tools.js';
import { say } from '../scripts/measure/print.js';
import type { InputFile } from '../src/index.js';
import { generateTree } from './generate-tree.js';
import { markdownTable } from './markdown-table.js';
import { CLI, median, run, type Run } from './run.js';
import { withScratch, writeTree } from './scratch.js';

const SIZES = [20, 100, 1_000, 10_000, 100_000];
/** A tree with more objects takes minutes, so it is measured fewer times, and without a round that is not counted. */
const LARGE = { objects: 50_000, runs: 3 };

/** As `writeSchemas` calls its files. */
const SCHEMA_NAME = '{{ .ResourceKind }}{{ .KindSuffix }}.json';
const CONFORM = ['-strict', '-output', 'json', '-ignore-missing-schemas', '-schema-location'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: 'string', default: SIZES.join(',') },
    runs: { type: 'string', default: '5' },
    /** The `swagger.json` of a Kubernetes, for the schemas of kubeconform. */
    swagger: { type: 'string' },
  },
});

interface Tree {
  readonly name: string;
  readonly folder: string;
  /** Its manifests, seen from the folder: kube-score takes no folder. */
  readonly files: readonly string[];
  readonly runs: number;
  readonly warmUps: number;
}

interface Tool {
  readonly name: string;
  readonly command: (tree: Tree) => readonly string[];
}

/** The runs of one tool on one tree; the same place in two of them is the same round. */
type Runs = ReadonlyMap<Tool, readonly Run[]>;

const NODE: Tool = { name: '`node -e 0`', command: () => [process.execPath, '-e', '0'] };
const SVCLINT: Tool = { name: 'svclint', command: () => [process.execPath, CLI, '--format', 'json', '.'] };

withScratch((scratch) => {
  const peers = installedPeers(schemasIn(path.join(scratch, 'schemas')));
  say(`${machine()}\n`);
  const tools = [NODE, SVCLINT, ...peers];
  const all = measuredTrees(scratch).map((tree) => [tree.name, measured(tree, tools)] as const);
  say(figures(all));
  for (const peer of peers) say(`\n${ratios(peer, SVCLINT, all)}`);
  say(`\n${ratios(SVCLINT, NODE, all)}`);
});

/** Each tool as people run it, with a format for programs: svclint with all its rules, the others with their defaults. */
function installedPeers(schemas: string | undefined): readonly Tool[] {
  const all: readonly (readonly [name: string, version: string, command: (tree: Tree) => readonly string[]])[] = [
    ['kube-score', 'version', ({ files }) => ['score', '--output-format', 'json', ...files]],
    ['kube-linter', 'version', () => ['lint', '--format', 'json', '.']],
    ...(schemas === undefined
      ? []
      : [['kubeconform', '-v', () => [...CONFORM, `${schemas}/${SCHEMA_NAME}`, '.']] as const]),
  ];
  return all.flatMap(([name, version, command]) => {
    const program = programCalled(name);
    if (program === undefined) return [];
    const title = `${name} ${versionOf(program, version)}`;
    return { name: title, command: (tree) => [program, ...command(tree)] };
  });
}

/** kubeconform takes its schemas from the network; without a swagger.json to make them from it is left out. */
function schemasIn(folder: string): string | undefined {
  if (values.swagger === undefined) return undefined;
  mkdirSync(folder, { recursive: true });
  writeSchemas(values.swagger, folder);
  return folder;
}

/** A program on the PATH, or where `go install` puts it. */
function programCalled(name: string): string | undefined {
  const { PATH = '', GOBIN = '', GOPATH = path.join(homedir(), 'go') } = process.env;
  const folders = [
    ...PATH.split(path.delimiter),
    GOBIN,
    ...GOPATH.split(path.delimiter).map((go) => path.join(go, 'bin')),
  ];
  return folders
    .filter((folder) => folder !== '')
    .map((folder) => path.join(folder, name))
    .find((program) => existsSync(program));
}

function measuredTrees(scratch: string): readonly Tree[] {
  const runs = Number(values.runs);
  const generated = values.sizes.split(',').map((size) => generatedTree(Number(size), runs, scratch));
  const given = positionals.map((folder): Tree => {
    return { name: path.basename(folder), folder, files: manifestsIn(folder), runs, warmUps: 1 };
  });
  return [...generated, ...given];
}

function generatedTree(size: number, runs: number, scratch: string): Tree {
  const folder = path.join(scratch, String(size));
  const files = generateTree(size);
  writeTree(folder, files);
  const tree = { name: `${size.toLocaleString('en')} objects`, folder, files: files.map((file) => file.path).sort() };
  if (size <= LARGE.objects) return { ...tree, runs, warmUps: 1 };
  const joined = path.join(scratch, `${size}-joined`);
  writeTree(joined, joinedByTeam(files));
  const names = manifestsIn(joined).map((name) => path.join(joined, name));
  return { ...tree, files: names, runs: Math.min(runs, LARGE.runs), warmUps: 0 };
}

/** One file for the applications of a team: kube-score opens all its files at once, more than a process may have open. */
function joinedByTeam(files: readonly InputFile[]): readonly InputFile[] {
  const texts = new Map<string, string[]>();
  for (const file of files) {
    const team = path.dirname(path.dirname(file.path));
    const known = texts.get(team);
    if (known === undefined) texts.set(team, [file.text]);
    else known.push(file.text);
  }
  return [...texts].map(([team, documents]) => ({ path: `${team}.yaml`, text: documents.join('---\n') }));
}

function manifestsIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .sort();
}

/** The tools take turns, round by round, so that a machine that grows slower slows all of them. */
function measured(tree: Tree, tools: readonly Tool[]): Runs {
  const runs = new Map<Tool, Run[]>(tools.map((tool) => [tool, []]));
  for (let round = -tree.warmUps; round < tree.runs; round++) {
    for (const [tool, own] of runs) {
      const took = run(tool.command(tree), { cwd: tree.folder });
      if (took.code < 0 || took.code > 2) throw new Error(`${tool.name} ends with ${took.code} on ${tree.name}`);
      if (round >= 0) own.push(took); // the round before the first pays for the disk
    }
  }
  return runs;
}

type Measured = readonly (readonly [tree: string, runs: Runs])[];

/** What each tool takes: medians. */
function figures(all: Measured): string {
  const rows = all.flatMap(([tree, runs]) =>
    [...runs].map(([{ name }, own]) => {
      if (own.some(gaveUp)) return [tree, name, 'gave up', '', ''];
      const middle = (of: (run: Run) => number): number => median(own.map(of));
      const [wall, cpu, peak] = [middle((each) => each.wall), middle((each) => each.cpu), middle((each) => each.peak)];
      return [tree, name, ms(wall), ms(cpu), `${(peak / 2 ** 20).toFixed(0)} MiB`];
    }),
  );
  return markdownTable(['tree', 'tool', 'wall time', 'CPU time', 'peak memory'], rows);
}

/** A tool that ends without a word has not judged the tree. */
function gaveUp({ code, written }: Run): boolean {
  return code !== 0 && written < 3;
}

/** How many times the one takes what the other takes: medians of the ratios of each round. */
function ratios(one: Tool, other: Tool, all: Measured): string {
  const rows = all.map(([tree, runs]) => {
    const ratio = (of: (run: Run) => number): string => shown(median(ratiosOf(runs.get(one), runs.get(other), of)));
    return [tree, ratio((each) => each.wall), ratio((each) => each.cpu), ratio((each) => each.peak)];
  });
  return markdownTable([`${one.name} / ${other.name}`, 'wall time', 'CPU time', 'peak memory'], rows);
}

function ratiosOf(ones: readonly Run[] = [], others: readonly Run[] = [], of: (run: Run) => number): readonly number[] {
  return ones.flatMap((one, at) => {
    const other = others[at];
    return other === undefined || gaveUp(one) || gaveUp(other) ? [] : of(one) / of(other);
  });
}

function shown(ratio: number): string {
  return Number.isNaN(ratio) ? 'gave up' : ratio.toFixed(2);
}

function ms(time: number): string {
  return `${Math.round(time).toLocaleString('en')} ms`;
}

function machine(): string {
  return `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}, Node.js ${process.version}, medians of ${values.runs} rounds, at most ${LARGE.runs} of the largest tree.`;
}
