/**
 * Runs the cases that were made of what people reported: `npm run reports -- [DIR] [--kind PREFIX]`. DIR holds `expected.tsv`
 * and `cases/` (default: `fixtures/reports`). Charts need `helm`, and are left out without it. Exit 1 where a case falls short.
 */
import { parseArgs } from 'node:util';
import { score, say, section, table, tally } from './measure/print.js';
import { hasHelm, readReportedCases, shortcomingOf } from './measure/reports.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { kind: { type: 'string', default: '' } },
});
const all = readReportedCases(positionals[0] ?? 'fixtures/reports').filter(({ name }) => name.startsWith(values.kind));
const cases = hasHelm ? all : all.filter(({ isChart }) => !isChart);

const short: { readonly kind: string; readonly line: string }[] = [];
for (const reported of cases) {
  const shortcoming = await shortcomingOf(reported);
  if (shortcoming !== undefined) short.push({ kind: reported.kind, line: `${reported.name}: ${shortcoming}` });
}
const rows = tally(cases, ({ kind }) => kind)
  .map(([kind, number]) => [kind, score(number - short.filter((each) => each.kind === kind).length, number)] as const)
  .sort(([a], [b]) => (a < b ? -1 : 1));
say(table(['kind', 'as expected'], [...rows, ['all', score(cases.length - short.length, cases.length)]]));
say(
  section(
    'fall short',
    short.map(({ line }) => line),
  ),
);
if (cases.length < all.length) say(`\nleft out, because there is no helm: ${all.length - cases.length} charts`);
process.exitCode = short.length > 0 ? 1 : 0;
