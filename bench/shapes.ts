/**
 * Whether the time grows with the tree, or faster, for trees that grow in one dimension:
 * `npm run bench:shapes [-- PART OF A NAME…]`; with `--rules` copies of the cases of each rule.
 * Each shape is linted at a count and at four times that, in a process of its own: about four times the time is linear.
 * Exit code 1 where a factor is above 5. The time of an empty tree is taken off, and below a floor nothing is judged, so
 * that a busy machine raises no alarm. `--profile` names the functions in which the time of those goes.
 */
import { parseArgs } from 'node:util';
import path from 'node:path';
import { say, table, type Cell } from '../scripts/measure/print.js';
import { hotFunctions } from './hot-functions.js';
import { CLI, run } from './run.js';
import { withScratch, writeTree } from './scratch.js';
import { shapesOfRules } from './shapes/cases.js';
import { SHAPES, type Shape } from './shapes/shapes.js';

/** What the larger tree may take of the smaller one's time. */
const ALLOWED = 5;
/** Milliseconds: a smaller time counts as this. */
const FLOOR = 150;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Seconds of CPU time for each process. */
    limit: { type: 'string', default: '60' },
    /** What the counts are multiplied with. */
    scale: { type: 'string', default: '1' },
    cli: { type: 'string', default: CLI },
    profile: { type: 'boolean', default: false },
    /** Copies of the cases of each rule, and no other shapes. */
    rules: { type: 'boolean', default: false },
  },
});
const limit = Number(values.limit);
const chosen = (values.rules ? shapesOfRules() : SHAPES).filter(
  ({ name }) => positionals.length === 0 || positionals.some((part) => name.includes(part)),
);

const rows = withScratch((scratch) => {
  const empty = path.join(scratch, 'empty');
  writeTree(empty, [{ path: 'all.yaml', text: '' }]);
  const idle = cpuOf(empty);
  return chosen.map((shape, at) => measured(shape, path.join(scratch, String(at)), idle));
});
const slow = rows.filter(({ factor }) => factor > ALLOWED);
say(table(['shape', 'n', 'ms at n', 'ms at 4n', 'factor', '', 'where'], rows.map(cellsOf)));
say(`\n${slow.length} of ${rows.length} shapes take more than ${ALLOWED} times the time for four times as many`);
process.exitCode = slow.length === 0 ? 0 : 1;

interface Row {
  readonly shape: Shape;
  readonly count: number;
  readonly small: number;
  readonly large: number;
  readonly factor: number;
  readonly where: string;
}

function measured(shape: Shape, folder: string, idle: number): Row {
  const { name, make, options = [] } = shape;
  const count = Math.ceil(shape.count * Number(values.scale));
  const over = (size: number): number => {
    const tree = path.join(folder, String(size));
    writeTree(tree, make(size));
    return cpuOf(tree, options) - idle;
  };
  const small = over(count);
  const large = over(4 * count);
  const factor = Math.max(large, FLOOR) / Math.max(small, FLOOR);
  const isSlow = factor > ALLOWED;
  const profiled = path.join(folder, String(Number.isFinite(large) ? 4 * count : count));
  const where = isSlow && values.profile ? hotFunctions([values.cli, ...options, profiled], limit) : '';
  process.stderr.write(`${name}: ${count}: ${ms(small)}, ${ms(large)}${isSlow ? ' <<<' : ''} ${where}\n`);
  return { shape, count, small, large, factor, where };
}

/** Milliseconds of CPU time for linting one tree; infinite where it takes longer than the limit. */
function cpuOf(tree: string, options: readonly string[] = []): number {
  const { cpu, code } = run([process.execPath, values.cli, '--no-color', ...options, tree], { seconds: limit });
  if (code > 2) throw new Error(`${tree}: svclint fails with exit code ${code}`);
  return code < 0 ? Infinity : cpu;
}

function cellsOf({ shape, count, small, large, factor, where }: Row): readonly Cell[] {
  const mark = factor > ALLOWED ? `> ${ALLOWED}` : '';
  return [shape.name, count, ms(small), ms(large), factor.toFixed(1), mark, where];
}

function ms(time: number): string {
  return Number.isFinite(time) ? time.toFixed(0) : `over ${limit} s`;
}
