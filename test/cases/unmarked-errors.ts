import type { Diagnostic } from '../../src/index.js';
import { marksIn, type Mark } from '../support/judge.js';

/** The errors of other rules than the case's own, except for those that are marked. */
export function unmarkedErrors(
  diagnostics: readonly Diagnostic[],
  id: string,
  marked: readonly Mark[],
): readonly Mark[] {
  const errors = diagnostics.filter(({ rule, severity }) => rule !== id && severity === 'error');
  return marksIn(errors).filter((mark) => !marked.includes(mark));
}
