/**
 * Mutation testing: `npm run mutation -- [FOLDER…] [--sample N] [--seed S] [--concurrency N]` changes the sources of
 * each folder or file (`src/tree/tree.ts`, `src/tree/tree.ts:4-9`) in small ways, by default those of all areas, and
 * counts how many changes the tests find. With `--sample` N mutants of each are drawn by the seed, and the score is told
 * with the interval that holds it 95 times of 100. `--changed [--since REV] [--minutes M]` draws from the lines that
 * differ from REV (origin/main) alone, and fails where an area is surely below its floor (scripts/mutation/floors.json).
 * `--tests test/tree` tries the tests of one folder alone, and `--near` those that stand beside what is mutated: a lower
 * bound in a fraction of the time. Survivors are listed below `.tmp/mutation/`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import type { Mutant, MutantResult, PartialStrykerOptions } from '@stryker-mutator/api/core';
import { say, table } from './measure/print.js';
import { AREAS, GENERATED } from './mutation/areas.js';
import { changedLines } from './mutation/changes.js';
import { draw, drawnAs, rangeOf } from './mutation/draw.js';
import { testsBeside } from './mutation/near.js';
import { belowFloor, percent, scoresOf, type Score } from './mutation/score.js';
import { fileOf, isDetected, isTried, lineOf } from './mutation/survivors.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    concurrency: { type: 'string', default: '1' },
    changed: { type: 'boolean', default: false },
    since: { type: 'string', default: 'origin/main' },
    minutes: { type: 'string', default: '5' },
    tests: { type: 'string', default: '' },
    near: { type: 'boolean', default: false },
  },
});
process.env['SVCLINT_MUTATION_TESTS'] = values.tests;
const REPORTS = path.join(root, '.tmp', 'mutation');

const IGNORED = ['/dist', '/bench', '/.tmp', '/coverage'];

const COMMON: PartialStrykerOptions = {
  testRunner: 'pure',
  plugins: ['runner', 'sample', 'sources', 'survivors'].map((plugin) =>
    path.join(root, 'scripts', 'mutation', `${plugin}.ts`),
  ),
  testRunnerNodeArgs: ['--import', 'tsx'],
  checkerNodeArgs: ['--import', 'tsx'],
  ignorers: ['sources'],
  coverageAnalysis: 'perTest',
  disableTypeChecks: false,
  reporters: ['survivors'],
  concurrency: Number(values.concurrency),
  tempDirName: path.join('.tmp', 'stryker'),
  // A loop without end is found by counting its turns: time is for what waits, on a machine that may be busy.
  timeoutMS: 300_000,
  dryRunTimeoutMinutes: 30,
  ignorePatterns: IGNORED,
  allowConsoleColors: false,
};

/** All sources of a folder; a file, or some lines of one (`src/tree/tree.ts:4-9`), as it is. */
function sourcesOf(folder: string): string {
  return isFile(folder) ? folder : `${folder}/**/*.ts`;
}

function isFile(folder: string): boolean {
  return /\.ts(?::\d+-\d+)?$/.test(folder);
}

/** Has only the tests beside a folder tried on its mutants. */
function tryNear(folder: string): void {
  const { tests, rules, ignored } = testsBeside(root, isFile(folder) ? path.dirname(folder) : folder);
  process.env['SVCLINT_MUTATION_TESTS'] = tests.join(',');
  process.env['SVCLINT_MUTATION_RULES'] = rules.join(',');
  COMMON.ignorePatterns = [...IGNORED, ...ignored];
}

/** Mutates and tries; a line for each mutant that survived goes to a file of this name. */
async function tried(name: string, options: PartialStrykerOptions): Promise<readonly MutantResult[]> {
  mkdirSync(REPORTS, { recursive: true });
  const results = await new Stryker({ ...COMMON, ...options }).runMutationTest();
  const mutants = results.filter(isTried);
  const survivors = mutants.filter((mutant) => !isDetected(mutant)).map(lineOf);
  writeFileSync(path.join(REPORTS, `${name}.txt`), survivors.map((line) => `${line}\n`).join(''));
  return mutants;
}

/** All mutants of a folder; what is known from the last time is not tried again. */
function wholeFolder(folder: string): Promise<readonly MutantResult[]> {
  const name = folder.replaceAll(/[/:]/g, '-');
  const incrementalFile = path.join('.tmp', 'mutation', `${name}.json`);
  const mutate = [sourcesOf(folder), ...GENERATED.map((file) => `!${file}`)];
  return tried(name, { mutate, incremental: true, incrementalFile });
}

/** A sample of each list of patterns, all in one run. */
async function sampled(
  name: string,
  lists: readonly (readonly string[])[],
  size: number,
): Promise<readonly MutantResult[]> {
  const drawn: Mutant[] = [];
  for (const patterns of lists) drawn.push(...(await draw(root, patterns, size, values.seed)));
  if (drawn.length === 0) return [];
  mkdirSync(REPORTS, { recursive: true });
  const file = path.join(REPORTS, `${name}.drawn.json`);
  writeFileSync(file, JSON.stringify(drawn.map(drawnAs)));
  process.env['SVCLINT_MUTATION_DRAWN'] = file;
  return tried(name, { mutate: drawn.map(rangeOf), checkers: ['sample'] });
}

function report(mutants: readonly MutantResult[]): readonly Score[] {
  const scores = scoresOf(mutants.map((mutant) => ({ file: fileOf(mutant), isDetected: isDetected(mutant) })));
  const rows = scores.map((score) => [score.area, score.tried, score.detected, percent(score)]);
  say(table(['folder', 'tried', 'detected', 'score'], rows));
  return scores;
}

/** The mutants of what changed: as many as fit into a few minutes. */
async function judgeChange(): Promise<void> {
  const lines = changedLines(root, values.since);
  if (lines.length === 0) return say(`mutation: no line of an area differs from ${values.since}`);
  process.env['SVCLINT_MUTATION_END'] = String(Date.now() + Number(values.minutes) * 60_000);
  const mutants = await sampled('changed', [lines], Number(values.sample ?? 60));
  const floors = JSON.parse(readFileSync(path.join(root, 'scripts/mutation/floors.json'), 'utf8')) as Record<
    string,
    number
  >;
  const below = belowFloor(report(mutants), floors);
  for (const score of below)
    say(
      `${score.area}: ${percent(score)} of what changed is detected, below the floor of ${String(floors[score.area])}`,
    );
  if (below.length > 0) process.exitCode = 1;
}

/** The mutants of folders, or of all areas. */
async function judgeFolders(folders: readonly string[]): Promise<void> {
  if (values.near) {
    const [folder] = folders;
    if (folder === undefined || folders.length > 1) throw new Error('--near takes one folder');
    tryNear(folder);
  }
  if (values.sample !== undefined) {
    const patterns = folders.map((folder) => [sourcesOf(folder)]);
    report(await sampled('sample', patterns, Number(values.sample)));
    return;
  }
  const all: MutantResult[] = [];
  for (const folder of folders) all.push(...(await wholeFolder(folder)));
  report(all);
}

await (values.changed ? judgeChange() : judgeFolders(positionals.length > 0 ? positionals : AREAS));
