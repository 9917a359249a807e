/**
 * Lints defects that maintainers fixed, before and after the fix: `npm run history -- DIR`. Exit 1 on any unlisted
 * disagreement.
 */
import { say, section, table } from './measure/print.js';
import { readHistory, type Judged } from './measure/history.js';
import { LATER_HISTORY } from './measure/later.js';

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: npm run history -- DIR (the folder with one entry for each commit)');

const entries = readHistory(folder);
const order = ['REAL', 'FALSE', 'DECL', 'UNSURE'];
const sorted = [...entries].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
const rows = sorted.map((entry) => [
  entry.repo,
  entry.commit.slice(0, 9),
  entry.verdict,
  outcomeOf(entry),
  entry.where,
  entry.before.join(', ') || '-',
  entry.after.join(', ') || '-',
]);
say(table(['repository', 'commit', 'verdict', 'ok?', 'at', 'rules before', 'still after'], rows));
say('');
for (const verdict of ['REAL', 'FALSE']) {
  const some = entries.filter((entry) => entry.verdict === verdict);
  const agreed = some.filter((entry) => entry.ok === true);
  const loose = verdict === 'REAL' ? agreed.filter((entry) => entry.where === 'files').length : 0;
  const judge = loose > 0 ? `  (${loose} of them in the changed files, not at the object: to be judged by hand)` : '';
  say(`${verdict.padEnd(6)} ${agreed.length}/${some.length}${judge}`);
}
const waiting = entries.filter((entry) => entry.ok === false && isLater(entry));
const failing = entries.filter((entry) => entry.ok === false && !isLater(entry));
const arrived = entries.filter((entry) => entry.ok === true && isLater(entry));
const waits = waiting.map((entry) => `${entry.name}  ${entry.what}\n    ${LATER_HISTORY[entry.name] ?? ''}`);
say(section(`owned by later issues: ${waiting.length}`, waits));
const disagree = failing.map(
  (entry) => `${entry.name}  ${entry.verdict}: ${entry.what}\n    objects: ${entry.objects.join(', ')}`,
);
say(section('disagree', disagree));
say(
  section(
    'agrees now: take it off the list in scripts/measure/later.ts',
    arrived.map((entry) => entry.name),
  ),
);
process.exitCode = failing.length > 0 ? 1 : 0;

function isLater(entry: Judged): boolean {
  return entry.name in LATER_HISTORY;
}

function outcomeOf(entry: (typeof entries)[number]): string {
  if (entry.ok === undefined) return '';
  if (entry.ok) return 'ok';
  return isLater(entry) ? 'later' : 'NO';
}
