/**
 * How long svclint takes, and whether that grows with the tree: `npm run bench`; rule by rule: `npm run bench -- --rules`.
 * Each stage is measured cold: a fresh process lints a tree of files once, and its CPU profile is read stage by stage,
 * so that no stage finds what an earlier run has kept.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { say, table, type Cell } from '../scripts/measure/print.js';
import { generateTree } from './generate-tree.js';
import { profileOf } from './profile.js';
import { ruleTimes } from './rule-times.js';
import { CLI, median, run } from './run.js';
import { withScratch, writeTree } from './scratch.js';
import { STAGES, stageTimes } from './stages.js';

/** The program as it is written, so that the profile names its files. */
const SOURCE = fileURLToPath(new URL('../src/cli/cli.ts', import.meta.url));
/** Microseconds between two looks at the stack. */
const INTERVAL = 250;

const { values } = parseArgs({
  options: {
    rules: { type: 'boolean', default: false },
    sizes: { type: 'string', default: '100,1000,10000' },
    runs: { type: 'string', default: '3' },
  },
});
const sizes = values.sizes.split(',').map(Number);
const runs = Number(values.runs);
if (values.rules) rules(sizes.at(-1) ?? 0);
else stages();

function stages(): void {
  const bySize = sizes.map(timesOf);
  const heads = sizes.flatMap((size) => [`${size}: ms`, 'us/object']);
  const ratioHeads = sizes.slice(1).map((size, at) => `${size}/${sizes[at] ?? 0}`);
  const rows = [...STAGES, 'all'].map((stage): readonly Cell[] => {
    const times = bySize.map((each) => each.get(stage) ?? 0);
    const each = times.map((ms, at) => (ms * 1000) / (sizes[at] ?? 1));
    const ratios = each.slice(1).map((value, at) => (each[at] ? (value / each[at]).toFixed(2) : ''));
    return [
      stage,
      ...times.flatMap((ms, at) => [Number(ms.toFixed(1)), Number((each[at] ?? 0).toFixed(1))]),
      ...ratios,
    ];
  });
  say(table(['stage', ...heads, ...ratioHeads], rows));
  say(
    '\nThe last columns are the ratio of us/object between sizes: near 1 is linear growth, below it what compiling costs.',
  );
  say(startUp());
}

/** Milliseconds of each stage, and of all together: medians of cold runs. */
function timesOf(size: number): ReadonlyMap<string, number> {
  const measured = withScratch((folder) => {
    writeTree(folder, generateTree(size));
    const args = ['--import', 'tsx', SOURCE, '--format', 'json', folder];
    return Array.from({ length: runs }, () => {
      const profile = profileOf(args, { microseconds: INTERVAL });
      if (profile === undefined) throw new Error(`there is no profile of ${size} objects`);
      const times = stageTimes(profile);
      return new Map([...times, ['all', [...times.values()].reduce((sum, ms) => sum + ms, 0)]]);
    });
  });
  return new Map([...STAGES, 'all'].map((stage) => [stage, median(measured.map((times) => times.get(stage) ?? 0))]));
}

/** CPU time of `svclint --version` beside that of an empty script. */
function startUp(): string {
  const rounds = Array.from({ length: 15 }, () => [
    run([process.execPath, '-e', '0']).cpu,
    run([process.execPath, CLI, '--version']).cpu,
  ]);
  const [empty, version] = [0, 1].map((at) => median(rounds.map((round) => round[at] ?? 0)).toFixed(0));
  return `start-up CPU: ${version} ms for svclint --version, ${empty} ms for an empty script (\`npm run build\` first)`;
}

/** Rule by rule, the slowest first. */
function rules(size: number): void {
  const rows = [...ruleTimes(generateTree(size))]
    .sort((a, b) => b.ms - a.ms)
    .map(({ id, stage, calls, findings, ms }): readonly Cell[] => [id, stage, calls, findings, Number(ms.toFixed(1))]);
  say(table(['rule', 'stage', 'calls', 'findings', 'ms'], rows));
  say(`\n${size} objects, cold. Who asks the graph first pays for the answer that others get as well.`);
}
