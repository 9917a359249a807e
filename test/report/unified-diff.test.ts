import { applyPatch, FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import { describe, expect, it } from 'vitest';
import { random } from '../../bench/generate-tree.js';
import { unifiedDiff } from '../../src/report/unified-diff.js';

/** A text of so many lines, and the same with one in `sparsity` changed, added to or left out. */
function textsOf(lines: number, sparsity: number): { readonly before: string; readonly after: string } {
  const next = random(lines * sparsity);
  const old = Array.from({ length: lines }, (_, at) => (next() < 0.3 ? 'ports:\n' : `line ${at}\n`));
  const fresh = old.map((line) => {
    if (next() >= 1 / sparsity) return line;
    return [`changed ${line}`, `${line}added\n`, ''][Math.floor(next() * 3)] ?? line;
  });
  return { before: old.join(''), after: fresh.join('').trimEnd() };
}

describe('the diff of a long file, which is taken window by window', () => {
  it.each([
    [10, 3],
    [2500, 7],
    [2500, 40],
    [6000, 1000],
    [3000, 1],
  ])('of %i lines, one in %i changed, is that of the file as a whole', (lines, sparsity) => {
    const { before, after } = textsOf(lines, sparsity);
    const whole = structuredPatch('a/f.yaml', 'b/f.yaml', before, after, undefined, undefined, { context: 3 });
    const diff = unifiedDiff([{ path: 'f.yaml', before, after }]);
    expect(diff).toBe(formatPatch(whole, FILE_HEADERS_ONLY));
    expect(applyPatch(before, diff)).toBe(after);
  });
});
