/**
 * Writes trees otherwise, with the same meaning, and compares the findings: `npm run metamorphic [-- FOLDER…]
 * [--variation NAME] [--show N]`. The trees are the fixtures, or each folder directly inside a FOLDER as one tree. Exit
 * 1 where a finding came or went.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fixtureSeeds } from './fuzz/seeds.js';
import { foldersIn, readTree } from './measure/files.js';
import { say, section, table } from './measure/print.js';
import { differing } from './metamorphic/same-findings.js';
import { VARIATIONS } from './metamorphic/variants.js';
import { lint, type InputFile, type LintOptions } from '../src/index.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { variation: { type: 'string' }, show: { type: 'string', default: '5' } },
});

interface Tree {
  readonly name: string;
  readonly files: readonly InputFile[];
  readonly options: LintOptions;
}

const variations = Object.entries(VARIATIONS).filter(([name]) => name.includes(values.variation ?? ''));
const tallies = variations.map(([name, vary]) => ({ name, vary, written: 0, findings: 0, differing: [] as string[] }));

for (const { name, files, options } of treesOf(positionals)) {
  const { diagnostics } = lint(files, options);
  for (const tally of tallies) {
    const variant = tally.vary(files);
    if (variant === undefined) continue;
    tally.written++;
    tally.findings += diagnostics.length;
    const lines = differing(diagnostics, lint(variant.files, options).diagnostics, variant);
    if (lines.length > 0) tally.differing.push([name, ...lines.slice(0, Number(values.show))].join('\n  '));
  }
}

say(
  table(
    ['written with', 'trees', 'findings', 'trees that differ'],
    tallies.map((tally) => [tally.name, tally.written, tally.findings, tally.differing.length]),
  ),
);
for (const tally of tallies) say(section(tally.name, tally.differing.slice(0, Number(values.show) * 4)));
process.exitCode = tallies.some((tally) => tally.differing.length > 0) ? 1 : 0;

function* treesOf(folders: readonly string[]): Generator<Tree> {
  if (folders.length === 0) yield* fixtureSeeds().filter(({ options }) => Object.keys(options).length === 0);
  for (const folder of folders)
    for (const name of foldersIn(folder)) yield { name, files: readTree(join(folder, name)), options: {} };
}
