import { leavesOf, type ScalarTree } from '../../tree/tree.js';
import type { BuildProblem } from '../build/build.js';
import type { Trace } from '../build/trace.js';
import type { Draft } from './draft.js';

/** How a number that JSON lacks may be written. */
const INFINITE = ['.inf', '.Inf', '.INF', '.nan', '.NaN', '.NAN'];

/**
 * Notes what kustomize refuses when it prints the objects, which goes through JSON: what is deleted or written over
 * before then is none of it.
 */
export function noteUnwritable(drafts: readonly Draft[], trace: Trace): void {
  const texts = [...trace.answers.files.values()].map((file) => file?.text ?? '');
  const hasInfinite = texts.some((text) => INFINITE.some((form) => text.includes(form)));
  for (const draft of drafts) if (hasInfinite || draft.illTyped.length > 0) trace.problems.push(...unwritableIn(draft));
}

function unwritableIn({ tree, illTyped }: Draft): readonly BuildProblem[] {
  const known = new Map(illTyped.map(({ scalar, problem }) => [scalar, problem]));
  return [...leavesOf(tree)].flatMap((scalar) => known.get(scalar) ?? (isFinite(scalar) ? [] : noNumber(scalar)));
}

const noNumber = ({ place, source }: ScalarTree): BuildProblem => ({ place, message: `JSON has no \`${source}\`` });

const isFinite = ({ value }: ScalarTree): boolean => typeof value !== 'number' || Number.isFinite(value);
