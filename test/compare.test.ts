import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.js';
import { CONTRACT_CHECKS, TOOLS, UNREADABLE } from '../scripts/compare/contract-checks.js';
import { FEATURES } from '../scripts/compare/features.js';
import { digestOf, type Measured } from '../scripts/compare/measure.js';
import { idOf, MISTAKES } from '../scripts/compare/mistakes.js';
import { comparison, MEASURED } from '../scripts/generate/comparison.js';
import { caseIn } from './support/cases.js';

const [page] = comparison();
const measured = JSON.parse(readFileSync(MEASURED, 'utf8')) as Measured;

describe('the mistakes of the comparison', () => {
  it.each(MISTAKES.map((mistake) => [idOf(mistake), mistake] as const))('%s is found by our rule', (id, mistake) => {
    expect(mistake.case).not.toMatch(/^ok-/);
    expect(
      caseIn(`fixtures/rules/${id}`)
        .judge()
        .diagnostics.map(({ rule }) => rule),
    ).toContain(mistake.rule);
  });

  it('stand there once each, of rules that exist', () => {
    expect(new Set(MISTAKES.map(idOf)).size).toBe(MISTAKES.length);
    const ids = new Set(rules.map(({ id }) => id));
    expect(MISTAKES.map(({ rule }) => rule).filter((rule) => !ids.has(rule))).toEqual([]);
  });

  it('leave out no rule on the page', () => {
    const rowless = rules.filter(({ id }) => !page?.text.includes(`| [\`${id}\`](rules/${id}.md)`));
    expect(rowless.map(({ id }) => id)).toEqual([]);
  });

  it('take as meant only checks that are switched on', () => {
    const off = MISTAKES.flatMap(({ meant = {} }) =>
      TOOLS.flatMap((tool) =>
        (meant[tool] ?? []).filter((check) => check !== UNREADABLE && !CONTRACT_CHECKS[tool].includes(check)),
      ),
    );
    expect(off).toEqual([]);
  });
});

describe('the recorded answers', () => {
  it('name the version of each tool', () => {
    expect(Object.keys(measured.versions).sort()).toEqual([...TOOLS].sort());
  });

  it('credit a tool with a mistake only for a check that is meant for it', () => {
    for (const mistake of MISTAKES) {
      for (const tool of TOOLS) {
        const cell = measured.rows[idOf(mistake)]?.cells[tool];
        if (cell === undefined) continue;
        const meant = mistake.meant?.[tool] ?? [];
        const isMeant = cell.checks.some((check) => meant.includes(check));
        const otherwise = cell.checks.length > 0 ? 'other' : 'silent';
        const outcome = isMeant ? 'finds' : otherwise;
        expect([idOf(mistake), tool, cell.outcome]).toEqual([idOf(mistake), tool, outcome]);
      }
    }
  });

  it('are shown only for a fixture that has not changed since', () => {
    const changed = MISTAKES.filter((mistake) => measured.rows[idOf(mistake)]?.fixture !== digestOf(mistake));
    for (const mistake of changed) {
      const row = page?.text.split('\n').find((line) => line.includes(`(../fixtures/rules/${idOf(mistake)})`));
      expect(row).toMatch(/(\| not measured ){3}\|$/);
    }
    expect(changed.length).toBeLessThan(MISTAKES.length / 4); // else it is time to measure again
  });
});

describe('the features of the comparison', () => {
  it.each(FEATURES.map((feature) => [feature.what, feature] as const))('%s: something shows ours', (_, { shown }) => {
    expect(existsSync(shown.file)).toBe(true);
    expect(readFileSync(shown.file, 'utf8')).toContain(shown.text);
  });
});
