import { createHash } from 'node:crypto';
import { describeContract, lint } from '../../src/index.js';
import { marksIn, type Mark } from './judge.js';
import type { Case } from './cases.js';
import { slipsIn } from './slips.js';

/** How many lines of a case a slip happens in. */
const SLIPS = 5;

/**
 * What is found in a case, and after each slip in it, a line for each: what came and went, and a digest of all that is
 * said, word by word.
 */
export function answersOf(name: string, { files, options }: Pick<Case, 'files' | 'options'>): string {
  const whole = lint(files, options);
  const before = marksIn(whole.diagnostics);
  const contract = digestOf(describeContract(files, options));
  const lines = [`${before.join(', ')} | ${digestOf(whole)} ${contract}`];
  for (const slip of slipsIn(name, files, SLIPS)) {
    const result = lint(slip.files, options);
    if (result.crashes.length > 0) throw new Error(`${name}: ${slip.name}: a rule threw`);
    lines.push(`${slip.name} | ${changeOf(before, marksIn(result.diagnostics))} | ${digestOf(result)}`);
  }
  return lines.map((line) => `  ${line}\n`).join('');
}

/** `-a.yaml:8 some-rule, +b.yaml:3 another` */
function changeOf(before: readonly Mark[], after: readonly Mark[]): string {
  const left = [...before];
  const came = after.filter((mark) => {
    const at = left.indexOf(mark);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [...left.map((mark) => `-${mark}`), ...came.map((mark) => `+${mark}`)].join(', ');
}

/** Eight digits for all of an answer, with files by their paths alone. */
export function digestOf(answer: unknown): string {
  const told = JSON.stringify(answer, (key, value: unknown) =>
    key === 'file' && typeof value === 'object' ? (value as { readonly path: string }).path : value,
  );
  return createHash('sha1').update(told).digest('hex').slice(0, 8);
}
