/**
 * Holds `--since` against full runs over real history: `npm run build && npm run since -- REPOSITORY…`, each a clone or
 * a bare git directory. For each of the last commits that touch manifests, what is reported as new must be what a full
 * run after it has and one before it has not, by fingerprint; the cost is that of a plain run, times what is shown.
 */
import { basename, dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { judgeHistory, minus, type JudgedCommit } from './measure/since.js';
import { say, section, table } from './measure/print.js';

const { values, positionals } = parseArgs({ options: { commits: { type: 'string' } }, allowPositionals: true });
if (positionals.length === 0) throw new Error('usage: npm run since -- REPOSITORY… [--commits 50]');
const program = resolve(import.meta.dirname, '../dist/cli.js');
const commits = Number(values.commits ?? 50);

const rows = positionals.map((repository) => {
  const judged = [...judgeHistory(repository, commits, program)];
  const wrong = judged.filter((each) => !isRight(each));
  const details = wrong.map(({ id, reported, expected }) => {
    const [more, less] = [minus(reported, expected), minus(expected, reported)];
    return `${id}: ${more.length} too many (${more.join(' ')}), ${less.length} missing (${less.join(' ')})`;
  });
  say(section(`differ in ${repository}`, details));
  const ratios = judged.map(({ plain, since }) => since / plain).sort((a, b) => a - b);
  const sum = (pick: (each: JudgedCommit) => number): number => judged.reduce((all, each) => all + pick(each), 0);
  return [
    nameOf(repository),
    judged.length,
    judged.length - wrong.length,
    sum(({ reported }) => reported.length),
    sum(({ plain }) => plain / judged.length).toFixed(2),
    sum(({ since }) => since / judged.length).toFixed(2),
    (ratios[Math.floor(ratios.length / 2)] ?? 0).toFixed(2),
    (ratios.at(-1) ?? 0).toFixed(2),
  ];
});
const head = ['repository', 'commits', 'exact', 'new findings', 'plain, s', 'since, s', 'median ratio', 'worst ratio'];
say(table(head, rows));
if (rows.some(([, all, exact]) => all !== exact)) process.exitCode = 1;

/** Order does not matter. */
function isRight({ reported, expected }: JudgedCommit): boolean {
  return minus(reported, expected).length === 0 && minus(expected, reported).length === 0;
}

/** `owner+name` of a mirror, whose git directory is a folder in it. */
function nameOf(repository: string): string {
  const name = basename(resolve(repository));
  return name === 'repo' ? basename(dirname(resolve(repository))) : name;
}
