/**
 * What a change does to real repositories: `npm run ecosystem -- BEFORE AFTER FOLDER… [--most N]`. BEFORE and AFTER are
 * two builds (folders with `cli.js`); each folder inside a FOLDER is linted as one tree by both. Prints the findings
 * that came and went, by rule, as Markdown; at most N (20) of each. Exit 1 if a build fails.
 */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { differences, type Reported } from './measure/differences.js';
import { foldersIn } from './measure/files.js';
import { say } from './measure/print.js';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { most: { type: 'string' } } });
const [before, after, ...folders] = positionals;
if (before === undefined || after === undefined || folders.length === 0)
  throw new Error('usage: npm run ecosystem -- BEFORE AFTER FOLDER… [--most N]');

/** No report of one repository is larger. */
const LARGEST_REPORT = 1024 * 1024 * 1024;

function findings(build: string, folder: string, tree: string): readonly Reported[] {
  const run = spawnSync(process.execPath, [join(resolve(build), 'cli.js'), '.', '--format', 'json', '--allow-empty'], {
    cwd: join(folder, tree),
    encoding: 'utf8',
    maxBuffer: LARGEST_REPORT,
  });
  if (run.status !== 0 && run.status !== 1) throw new Error(`${build} failed on ${folder}/${tree}:\n${run.stderr}`);
  const { diagnostics } = JSON.parse(run.stdout) as { readonly diagnostics: readonly Omit<Reported, 'tree'>[] };
  return diagnostics.map((diagnostic) => ({ ...diagnostic, tree }));
}

const trees = folders.flatMap((folder) => foldersIn(folder).map((tree) => [folder, tree] as const));
const all = (build: string): readonly Reported[] => trees.flatMap(([folder, tree]) => findings(build, folder, tree));
say(differences(all(before), all(after), Number(values.most ?? 20)));
