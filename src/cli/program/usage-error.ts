import { closest } from '../../text/spelling/similar.js';
import { code } from '../../text/words.js';

/** What the user wrote cannot be meant: one line, said without the name of the program, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * By its name: the built program has the class twice, in the part that reads the command line and in that which runs
 * it.
 */
export function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && error.name === 'UsageError';
}

/** "; there is an option with a similar name: `--format`", or nothing where no candidate is near. */
export function similarTo(word: string, candidates: Iterable<string>, noun: string): string {
  const near = closest(word, candidates);
  const article = /^[aeiou]/.test(noun) ? 'an' : 'a';
  return near === undefined ? '' : `; there is ${article} ${noun} with a similar name: ${code(near)}`;
}

/** "; `warning` is the whole word" for `warn`, or nothing where no allowed value begins so. */
export function longerForm(value: string, allowed: readonly string[]): string {
  const whole = value.length < 3 ? undefined : allowed.find((each) => each.startsWith(value.toLowerCase()));
  if (whole !== undefined) return `; ${code(whole)} is the whole word`;
  return similarTo(value, allowed, 'value');
}
