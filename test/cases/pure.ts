import { expect, it } from 'vitest';
import { lint, repair, type LintResult } from '../../src/index.js';
import type { Case } from '../support/cases.js';

/** lint() remembers nothing: the same files give the same bytes, whatever was judged between. `run` is how the test is declared. */
export function mustBePure({ files, options, judge }: Case, run: typeof it | typeof it.fails = it): void {
  // All cases are judged at once, with their reorderings and their repairs, and once more when these tests run.
  const result = judge();
  const before = bytesOf(result);
  const again = (): string => bytesOf(lint(files, options));

  run('gives the same bytes after others were judged, and twice in a row', () => {
    expect(again()).toBe(before);
    expect(again()).toBe(before);
  });

  if (result.diagnostics.some(({ fix }) => fix !== null && fix.applicability !== 'display-only')) {
    run('gives the same bytes after a repair', () => {
      repair(files, { ...options, unsafeFixes: true });
      expect(again()).toBe(before);
    });
  }
}

/** All of a result, with files by their paths alone. */
function bytesOf(result: LintResult): string {
  return JSON.stringify(result, (key, value: unknown) =>
    key === 'file' ? (value as { readonly path: string }).path : value,
  );
}
