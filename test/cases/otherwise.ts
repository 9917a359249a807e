import { expect, it } from 'vitest';
import { differing } from '../../scripts/metamorphic/same-findings.js';
import { VARIATIONS } from '../../scripts/metamorphic/variants.js';
import { lint } from '../../src/index.js';
import type { Case } from '../support/cases.js';

const variations = Object.entries(VARIATIONS);
let turn = 0;

/**
 * The findings of a case do not change with the way in which its files are written. Each case is written in one of all
 * ways, the next case in the next; `npm run metamorphic` writes each in all.
 */
export function mustMeanTheSameOtherwise({ files, options, judge }: Case): void {
  if (Object.keys(options).length > 0) return;
  for (let tries = 0; tries < variations.length; tries++) {
    const [name, vary] = variations[turn++ % variations.length] ?? [];
    const variant = vary?.(files);
    if (variant === undefined) continue;
    it(`finds the same with ${name}`, () => {
      expect(differing(judge().diagnostics, lint(variant.files).diagnostics, variant)).toEqual([]);
    });
    return;
  }
}
