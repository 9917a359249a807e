/**
 * Applies the fixes of real repositories to copies in memory, each fix alone and then all together:
 * `npm run fixes -- DIR [--repo NAME] [--show]`. Exit 1 where a fix breaks its file or does not remove its finding.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { foldersIn, readTree } from './measure/files.js';
import { place } from './measure/finding.js';
import { eachFix, wholeTree, type FixOutcome } from './measure/fixes.js';
import { say, section, table } from './measure/print.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { repo: { type: 'string' }, show: { type: 'boolean' } },
});
const corpus = positionals[0];
if (corpus === undefined) throw new Error('usage: npm run fixes -- DIR [--repo NAME] [--show]');

const root = join(corpus, 'open');
const repos = foldersIn(root).filter((repo) => values.repo === undefined || repo.includes(values.repo));
const runs = repos.map((repo) => {
  const files = readTree(join(root, repo));
  const fixes = eachFix(files);
  return {
    repo,
    fixes,
    tree: fixes.length === 0 ? { fixed: 0, withdrawn: [], open: 0, isStable: true } : wholeTree(files),
  };
});
const all = runs.flatMap(({ repo, fixes }) => fixes.map((fix) => ({ repo, ...fix })));

const rules = [...new Set(all.map(({ diagnostic }) => diagnostic.rule))].sort();
const row = (name: string, some: readonly FixOutcome[]): readonly (string | number)[] => [
  name,
  some.length,
  some.filter(({ applicability }) => applicability === 'safe').length,
  some.filter(({ parses }) => parses).length,
  some.filter(({ isGone }) => isGone).length,
  some.filter(({ fresh }) => fresh.length > 0).length,
];
say(
  table(
    ['rule', 'applied', 'safe', 'parse', 'finding gone', 'new findings'],
    [
      ...rules.map((rule) =>
        row(
          rule,
          all.filter(({ diagnostic }) => diagnostic.rule === rule),
        ),
      ),
      row('all', all),
    ],
  ),
);
const trees = runs.filter(({ fixes }) => fixes.length > 0).map(({ tree }) => tree);
const sum = (of: (tree: (typeof trees)[number]) => number): number =>
  trees.reduce((total, tree) => total + of(tree), 0);
const together = [
  `${sum(({ fixed }) => fixed)} fixed`,
  `${sum(({ withdrawn }) => withdrawn.length)} taken back`,
  `${sum(({ open }) => open)} still open`,
].join(', ');
const stable = sum(({ isStable }) => (isStable ? 1 : 0));
say(
  `\ntogether, in ${trees.length} of ${repos.length} repositories: ${together}; a second run changes nothing in ${stable}`,
);

const line = ({ repo, diagnostic }: (typeof all)[number]): string =>
  `${repo}/${place(diagnostic.primary.span)} [${diagnostic.rule}] ${diagnostic.message}`;
const bad = all.filter(({ parses, isGone }) => !parses || !isGone);
say(section('fixes that break a file, or leave their finding', bad.map(line)));
say(
  section(
    'findings that a fix uncovers or causes',
    all
      .filter(({ fresh }) => fresh.length > 0)
      .map((item) => [line(item), ...item.fresh.map((text) => `    ${text}`)].join('\n')),
  ),
);
if (values.show === true)
  say(
    section(
      'fixes',
      all.map((item) => `${line(item)}\n    ${item.applicability}: ${item.diagnostic.fix?.title ?? ''}`),
    ),
  );
process.exitCode = bad.length > 0 || trees.some(({ isStable }) => !isStable) ? 1 : 0;
