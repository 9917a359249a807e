/**
 * Compares svclint with what a live control plane did with real folders: `npm run realworld -- DIR`. Exit 1 on any
 * difference.
 */
import { lint } from '../src/index.js';
import { say, score, section, difference, table, tally } from './measure/print.js';
import { compareUnit, type Outcome, type UnitOutcomes } from './measure/realworld.js';
import { filesOfUnit, readUnits, unitName, whySkipped, type RecordedUnit } from './measure/units.js';

const corpus = process.argv[2];
if (corpus === undefined)
  throw new Error('usage: npm run realworld -- DIR (the folder that holds endpoints.json and open/)');

const units = readUnits(corpus);
const unskipped = units.filter((unit) => whySkipped(unit) === undefined);
// `endpoints.json` marks template braces only; svclint also knows ytt, envsubst and the like, and says so.
const templates = new Set(
  unskipped.filter((unit) =>
    lint(filesOfUnit(corpus, unit)).diagnostics.some(({ rule }) => rule === 'skipped-template'),
  ),
);
const compared = unskipped.filter((unit) => !templates.has(unit));
const outcomes = new Map<RecordedUnit, UnitOutcomes>();
const broken: string[] = [];
for (const unit of compared) {
  try {
    outcomes.set(unit, compareUnit(unit, filesOfUnit(corpus, unit)));
  } catch (error) {
    broken.push(`${unitName(unit)}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}

say(`real folders and Kubernetes 1.36: ${compared.length} of ${units.length} units compared\n`);
const skipped = tally(
  units.flatMap((unit) => whySkipped(unit) ?? []),
  (why) => why,
);
say(
  table(
    ['units not compared', 'why'],
    skipped.map(([why, count]) => [count, why]),
  ),
);
say(
  section(`units with other templates, which svclint says it skips: ${templates.size}`, [...templates].map(unitName)),
);

const services = all((unit) => unit.services);
const refused = all((unit) => unit.refused);
const accepted = all((unit) => unit.accepted);
const undecodable = all((unit) => unit.undecodable);
const dueRefused = refused.filter((item) => item.apart === undefined);

say('');
say(`Services: endpoints         ${part(services)}`);
say(`objects refused: reported   ${part(dueRefused)}`);
say(`objects accepted: no error  ${part(accepted)}`);
say(`files that do not decode    ${part(undecodable)}`);
say(section('Services that agree once the harness is allowed for', counts(services.filter((item) => item.agrees))));
say(section('refused, but not for svclint to know', counts(refused)));
say(section('  of these reported all the same', counts(refused.filter((item) => item.agrees))));
say(section('endpoints that differ', lines(services)));
say(section('refused by the server, no error of svclint', lines(dueRefused)));
say(section('accepted by the server, an error of svclint', lines(accepted)));
say(section('files that kubectl cannot decode, no error of svclint', lines(undecodable)));

const crashes = [...outcomes].flatMap(([unit, found]) => found.crashes.map((crash) => `${unitName(unit)}: ${crash}`));
say(section('crashes', [...broken, ...crashes]));
const differing = [...services, ...dueRefused, ...accepted, ...undecodable].filter((item) => !item.agrees);
process.exitCode = differing.length + broken.length + crashes.length > 0 ? 1 : 0;

function all(part: (unit: UnitOutcomes) => readonly Outcome[]): readonly Outcome[] {
  return [...outcomes].flatMap(([unit, found]) =>
    part(found).map((item) => ({ ...item, name: `${unitName(unit)}: ${item.name}` })),
  );
}

function part(items: readonly Outcome[]): string {
  return score(items.filter((item) => item.agrees).length, items.length);
}

function lines(items: readonly Outcome[]): readonly string[] {
  const named = (item: Outcome): string => item.name + (item.apart === undefined ? '' : `  (${item.apart})`);
  return items.filter((item) => !item.agrees).map((item) => difference(named(item), item.expected, item.got));
}

function counts(items: readonly Outcome[]): readonly string[] {
  const apart = items.filter((item) => item.apart !== undefined);
  return tally(apart, (item) => item.apart ?? '').map(([why, count]) => `${String(count).padStart(4)}  ${why}`);
}
