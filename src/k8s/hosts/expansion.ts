import type { Place, ScalarTree } from '../../tree/tree.js';
import { partsOf, type PartOf } from '../../tree/part-of-scalar.js';

/** A text in which the kubelet has put variables in place, whose pieces still know where they are written. */
export interface Expansion {
  readonly text: string;
  readonly part: PartOf;
}

/** A run of the expanded text: a piece of the text itself, or the whole value of a variable. */
interface Run {
  readonly start: number;
  /** Where it begins in the text as it is written. */
  readonly from: number;
  readonly value: ScalarTree | undefined;
  readonly length: number;
}

/** No expansion of a manifest comes near it; variables of variables are not followed. */
const LONGEST = 20_000;

/** `$$(` is an escape (semantics 8.4). */
const VARIABLE = /(?<!\$)(\$+)\(([A-Za-z_.-][\w.-]*)\)/g;

/**
 * The text with the values of the variables that `find` knows; undefined where there is none to put in place. A piece
 * that lies within the value of a variable stands where that value is written.
 */
export function expand(
  scalar: ScalarTree,
  text: string,
  find: (variable: string) => ScalarTree | undefined,
): Expansion | undefined {
  if (!text.includes('$(')) return undefined;
  const runs: Run[] = [];
  let out = '';
  let read = 0;
  const copy = (until: number): void => {
    if (until > read) runs.push({ start: out.length, from: read, value: undefined, length: until - read });
    out += text.slice(read, until);
    read = until;
  };
  for (const match of text.matchAll(VARIABLE)) {
    const value = find(match[2] ?? '');
    if ((match[1] ?? '').length % 2 === 0 || value === undefined || out.length > LONGEST) continue;
    const written = String(value.value);
    copy(match.index + (match[1] ?? '').length - 1);
    runs.push({ start: out.length, from: read, value, length: written.length });
    out += written;
    read = match.index + match[0].length;
  }
  if (read === 0) return undefined;
  copy(text.length);
  return { text: out, part: partIn(runs, scalar) };
}

function partIn(runs: readonly Run[], scalar: ScalarTree): PartOf {
  const own = partsOf(scalar);
  return (start, end): Place => {
    const run = runs.findLast((each) => each.start <= start);
    if (run === undefined || end > run.start + run.length) return scalar.place;
    const [first, last] = [start - run.start, end - run.start];
    return run.value === undefined ? own(run.from + first, run.from + last) : partsOf(run.value)(first, last);
  };
}
