import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.js';
import type { Applicability } from '../src/index.js';
import { mustBearBeingApart } from './cases/apart.js';
import { mustBePure } from './cases/pure.js';
import { mustMeanTheSameOtherwise } from './cases/otherwise.js';
import { mustBeSilent } from './cases/silent.js';
import { mustSpeak } from './cases/speaking.js';
import { mustHaveStyle } from './cases/style.js';
import { caseIn, type Case } from './support/cases.js';
import { foldersIn } from './support/project.js';

const FIXTURES = 'fixtures/rules';
/** `RULE=<id>,<id>` reads the cases of those rules alone: a second instead of fifteen while a rule is being written. */
const only = process.env['RULE']?.split(',');
const ids = foldersIn(FIXTURES).filter((id) => only?.includes(id) ?? true);
if (ids.length === 0) throw new Error(`RULE=${only?.join() ?? ''} names no folder of ${FIXTURES}`);
const namesOf = (id: string): readonly string[] => foldersIn(`${FIXTURES}/${id}`);
const caseOf = (id: string, name: string): Case => caseIn(`${FIXTURES}/${id}/${name}`);

const apart: Case[] = [];

// All that is asked of the cases stands below this file: the same process judges each of them once.
for (const id of ids) {
  describe(id, () => {
    describe.each(namesOf(id))('%s', (name) => {
      const one = caseOf(id, name);
      mustHaveStyle(one);
      mustMeanTheSameOtherwise(one);
      if (!name.startsWith('ok-')) return mustSpeak(id, one);
      mustBeSilent(id, one);
      if (mustBearBeingApart(one)) apart.push(one);
    });

    it('offers the fixes that its meta promises', () => {
      const failing = namesOf(id).filter((name) => !name.startsWith('ok-'));
      const found = failing.map((name) => caseOf(id, name));
      expect(bestFix(id, found)).toBe(rules.find((rule) => rule.id === id)?.fixable);
    });
  });
}

it.skipIf(only !== undefined)('has many cases that can be taken apart', () =>
  expect(apart.length).toBeGreaterThan(250),
);

describe('lint() is pure', () => {
  const others = (only === undefined ? ['kustomize', 'projects', 'charts'] : []).flatMap((kind) =>
    foldersIn(`fixtures/${kind}`).map((name) => `fixtures/${kind}/${name}`),
  );
  // The last to be judged is the first to be judged again.
  const all = [...ids.flatMap((id) => namesOf(id).map((name) => `${FIXTURES}/${id}/${name}`)), ...others].reverse();
  describe.each(all)('%s', (folder) => mustBePure(caseIn(folder)));
});

/** The most that any finding of the rule offers in its fixtures. */
function bestFix(id: string, cases: readonly Case[]): Applicability | false {
  const offered = cases.flatMap(({ judge }) =>
    judge().diagnostics.flatMap(({ rule, fix }) => (rule === id && fix !== null ? [fix.applicability] : [])),
  );
  return (['safe', 'unsafe', 'display-only'] as const).find((grade) => offered.includes(grade)) ?? false;
}
