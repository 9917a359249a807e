import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { Case } from '../support/cases.js';
import { marksIn, marksOf, render, renderRest, reorderings } from '../support/judge.js';
import { fixedIn } from '../support/project.js';
import { mustRepair } from './repaired.js';
import { unmarkedErrors } from './unmarked-errors.js';

/** A case of a rule that finds something in it. */
export function mustSpeak(id: string, one: Case): void {
  const { folder, files, markers, judge } = one;
  const result = judge();
  const own = result.diagnostics.filter(({ rule }) => rule === id);

  it('speaks at its markers and nowhere else', () => {
    expect(markers).not.toEqual([]);
    expect(marksIn(own)).toEqual(marksOf(markers.filter(({ rule }) => rule === id)));
  });

  it('hears of no other error than those that are marked', () => {
    const foreign = marksOf(markers.filter(({ rule }) => rule !== id));
    expect(unmarkedErrors(result.diagnostics, id, foreign)).toEqual([]);
    expect(marksIn(result.diagnostics)).toEqual(expect.arrayContaining([...foreign]));
  });

  it('says what it said', async () => {
    await expect(render(own, result)).toMatchFileSnapshot(resolve(folder, 'expected.txt'));
  });

  const rest = renderRest(own, result);
  if (rest !== '') {
    // Machines read it, whether a terminal shows it or not.
    it('says the rest as before', async () => {
      await expect(rest).toMatchFileSnapshot(resolve(folder, 'rest.txt'));
    });
  }

  if (files.length > 1) {
    it('finds the same in any order of files', () => {
      const said = render(result.diagnostics, result);
      for (const order of reorderings(files)) {
        const again = judge(order);
        expect(render(again.diagnostics, again)).toBe(said);
      }
    });
  }

  const fixes = own.flatMap(({ fix }) => (fix === null || fix.applicability === 'display-only' ? [] : [fix]));
  if (fixes.length > 0) mustRepair(id, one, fixes);
  else {
    it('has no repaired texts, since it repairs nothing', () => {
      expect(fixedIn(folder)).toEqual([]);
    });
  }
}
