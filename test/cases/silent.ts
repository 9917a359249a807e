import { expect, it } from 'vitest';
import type { Case } from '../support/cases.js';
import { marksIn, marksOf } from '../support/judge.js';
import { unmarkedErrors } from './unmarked-errors.js';

/** A case `ok-…` of a rule. */
export function mustBeSilent(id: string, { files, markers, judge }: Case): void {
  it('has manifests and no markers of its rule', () => {
    expect(files).not.toEqual([]);
    expect(markers.filter(({ rule }) => rule === id)).toEqual([]);
  });

  it('gives no finding of its rule, and no unmarked error', () => {
    const { diagnostics } = judge();
    expect(marksIn(diagnostics.filter(({ rule }) => rule === id))).toEqual([]);
    expect(unmarkedErrors(diagnostics, id, marksOf(markers))).toEqual([]);
  });
}
