/**
 * What the flags of `src/host/process/v8-tiers.ts` give: `npm run bench:tiers [-- --sizes 20,1000 --runs 5 --flags='--a=1 --b=2']`.
 * The built program runs with V8 as it is and with the flags (those that are given, or those of the program), in turn.
 * Another Node is measured by calling it: `PATH=FOLDER:$PATH npm run bench:tiers`.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { say } from '../scripts/measure/print.js';
import { generateTree } from './generate-tree.js';
import { markdownTable } from './markdown-table.js';
import { CLI, median, run, type Run } from './run.js';
import { withScratch, writeTree } from './scratch.js';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '20,1000,10000' },
    runs: { type: 'string', default: '5' },
    flags: { type: 'string' },
  },
});

withScratch((scratch) => {
  const rows = values.sizes.split(',').map((size) => {
    const folder = path.join(scratch, size);
    writeTree(folder, generateTree(Number(size)));
    return [`${size} objects`, ...figures(pairs(folder))];
  });
  say(`Node ${process.version}, ${values.flags ?? 'the flags of svclint'}; flags / none, medians of ${values.runs}\n`);
  say(markdownTable(['tree', 'CPU ms', 'with flags', 'ratio', 'wall ms', 'with flags', 'ratio'], rows));
});

interface Pair {
  readonly plain: Run;
  readonly flagged: Run;
}

function pairs(folder: string): readonly Pair[] {
  const lint = [process.execPath, CLI, '--format', 'json', '.'];
  const flagged = values.flags === undefined ? lint : ['env', `SVCLINT_V8_FLAGS=${values.flags}`, ...lint];
  const plain = ['env', 'SVCLINT_V8_FLAGS=', ...lint];
  run(plain, { cwd: folder }); // pays for the disk
  return Array.from({ length: Number(values.runs) }, () => ({
    plain: run(plain, { cwd: folder }),
    flagged: run(flagged, { cwd: folder }),
  }));
}

function figures(all: readonly Pair[]): readonly string[] {
  return (['cpu', 'wall'] as const).flatMap((what) => [
    median(all.map(({ plain }) => plain[what])).toFixed(0),
    median(all.map(({ flagged }) => flagged[what])).toFixed(0),
    median(all.map(({ plain, flagged }) => flagged[what] / plain[what])).toFixed(2),
  ]);
}
