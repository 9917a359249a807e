import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { differing } from '../../scripts/metamorphic/same-findings.js';
import { VARIATIONS } from '../../scripts/metamorphic/variants.js';
import { lint } from '../../src/index.js';
import type { Case } from '../support/cases.js';

const variations = Object.entries(VARIATIONS);

/**
 * The findings of a case do not change with the way in which its files are written. Each case is written in one of all
 * ways, by its own words, so that a new case does not change what is tried with the others; `npm run metamorphic` writes
 * each in all.
 */
export function mustMeanTheSameOtherwise({ files, options, judge }: Case): void {
  if (Object.keys(options).length > 0) return;
  const turn = createHash('sha1')
    .update(files.map(({ text }) => text).join(''))
    .digest()
    .readUInt16BE();
  for (let tries = 0; tries < variations.length; tries++) {
    const [name, vary] = variations[(turn + tries) % variations.length] ?? [];
    const variant = vary?.(files);
    if (variant === undefined) continue;
    it(`finds the same with ${name}`, () => {
      expect(differing(judge().diagnostics, lint(variant.files).diagnostics, variant)).toEqual([]);
    });
    return;
  }
}
