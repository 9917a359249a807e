/**
 * Compares `svclint connections` with what an independent analyzer says of the same manifests, pair by pair:
 * `npm run netpol -- DIR [--case NAME] [--show N]`. Exit 1 on any difference that is not listed.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareConnections, hasCases, readCase } from './measure/connections.js';
import { difference, say, score, section, table } from './measure/print.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { case: { type: 'string' }, show: { type: 'string' } },
});
const [root] = positionals;
if (root === undefined || !hasCases(root)) throw new Error('usage: npm run netpol -- DIR [--case NAME] [--show N]');
const names = readdirSync(join(root, 'cases')).filter((name) => values.case === undefined || name === values.case);
const compared = names.sort().map((name) => ({ name, ...compareConnections(readCase(root, name)) }));
say(
  table(
    ['case', 'agrees', 'on the network of a node'],
    compared.map(({ name, pairs, leftAside, differences }) => [
      name,
      score(pairs - differences.length, pairs),
      leftAside,
    ]),
  ),
);
for (const { name, differences } of compared)
  say(
    section(
      name,
      differences.slice(0, Number(values.show ?? 5)).map(({ pair, expected, got }) => difference(pair, expected, got)),
    ),
  );
const agreeing = compared.filter(({ differences }) => differences.length === 0);
say(`\n${score(agreeing.length, compared.length)} cases`);
process.exitCode = agreeing.length === compared.length ? 0 : 1;
