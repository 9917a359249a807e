/**
 * Compares svclint with the recorded answers of a live control plane: `npm run conformance`. Exit 1 on any unlisted
 * difference.
 */
import { ADVICE, checkEndpoints, checkTrap, checkVerdict, hasService, type Difference } from './measure/conformance.js';
import { readCases, stubAnnotations } from './measure/cases.js';
import { ANSWERED_OTHERWISE, LATER_CASES } from './measure/later.js';
import { checkStored, wasStored } from './measure/stored.js';
import { difference, say, score, section } from './measure/print.js';

interface Named {
  readonly id: string;
  readonly title: string;
}

interface Checked extends Named {
  readonly found: Difference | undefined;
}

const { cases, yaml_traps: traps } = readCases();
const verdicts = check(cases, checkVerdict);
const listed = verdicts.filter((item) => item.id in LATER_CASES);
const due = verdicts.filter((item) => !(item.id in LATER_CASES));
const endpoints = check(cases.filter(hasService), checkEndpoints);
const parsed = check(traps, checkTrap);
const stored = check(traps.filter(wasStored), checkStored);

say(
  `conformance with Kubernetes 1.36: ${cases.length} cases, ${traps.length} YAML traps; switched off: ${Object.keys(ADVICE).join(', ')}\n`,
);
say(`verdicts    ${part(due)}`);
say(`endpoints   ${part(endpoints)}`);
say(`yaml traps  ${part(parsed)}`);
say(`stored      ${part(stored)}`);
say(section('verdicts that differ', lines(due)));
say(section('endpoints that differ', lines(endpoints)));
say(section('YAML traps that differ', lines(parsed)));
say(section('objects and values of the traps that differ from what was stored', lines(stored)));

const waiting = listed.filter((item) => item.found !== undefined);
const arrived = listed.filter((item) => item.found === undefined);
say(
  section(
    `owned by later issues: ${waiting.length}`,
    waiting.map((item) => `${nameOf(item)}\n    ${LATER_CASES[item.id] ?? ''}`),
  ),
);
say(section('passes now: take it off the list in scripts/measure/later.ts', arrived.map(nameOf)));
const otherwise = Object.entries(ANSWERED_OTHERWISE).map(([id, { reason }]) => `${id}  ${reason}`);
say(section('traps answered otherwise than the server did', otherwise));
say(
  section('rests on the stub kubelet (fk/ready changes a condition, not the addresses that are compared)', stubbed()),
);

const unknown = Object.keys(LATER_CASES).filter((id) => !cases.some((item) => item.id === id));
say(section('listed in scripts/measure/later.ts, but no such case', unknown));
const unlisted = [...due, ...endpoints, ...parsed, ...stored].filter((item) => item.found !== undefined);
process.exitCode = unlisted.length + unknown.length > 0 ? 1 : 0;

function check<T extends Named>(items: readonly T[], by: (item: T) => Difference | undefined): readonly Checked[] {
  return items.map((item) => ({ id: item.id, title: item.title, found: attempt(() => by(item)) }));
}

/** An exception is a difference like any other: the remaining cases are still wanted. */
function attempt(run: () => Difference | undefined): Difference | undefined {
  try {
    return run();
  } catch (error) {
    return {
      expected: 'an answer',
      got: `EXCEPTION ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    };
  }
}

function nameOf(item: Named): string {
  return `${item.id}  ${item.title}`;
}

function part(items: readonly Checked[]): string {
  return score(items.filter((item) => item.found === undefined).length, items.length);
}

function lines(items: readonly Checked[]): readonly string[] {
  return items.flatMap((item) =>
    item.found === undefined ? [] : [difference(nameOf(item), item.found.expected, item.found.got)],
  );
}

function stubbed(): readonly string[] {
  return cases
    .filter((item) => stubAnnotations(item).length > 0)
    .map((item) => `${nameOf(item)}: ${stubAnnotations(item).join(', ')}`);
}
