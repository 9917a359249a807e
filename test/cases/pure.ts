import { expect, it } from 'vitest';
import { lint, type LintResult } from '../../src/index.js';
import type { Case } from '../support/cases.js';

/**
 * lint() remembers nothing: the same files give the same bytes again. Every case is judged before the first test runs, with
 * other orders and with the repairs of its files: all that lies between the two results.
 */
export function mustBePure({ files, options, judge }: Case): void {
  const before = bytesOf(judge());

  it('gives the same bytes after all others, and their repairs, were judged', () => {
    expect(bytesOf(lint(files, options))).toBe(before);
  });
}

/** All of a result, with files by their paths alone. */
function bytesOf(result: LintResult): string {
  return JSON.stringify(result, (key, value: unknown) =>
    key === 'file' ? (value as { readonly path: string }).path : value,
  );
}
