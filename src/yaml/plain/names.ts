import { resolvePlain } from '../values/scalar.js';

/**
 * Keys that have been read, each as one string for all its uses: a few hundred names make up nearly all the keys of a
 * tree. Holds text alone, and not without end.
 */
const names = new Map<string, string>();
const MOST = 5_000;

/** What is a text to every parser, whatever it takes for a number, a date or a truth value. */
const NAME = /^[A-Za-z][\w./-]{0,62}$/;

/** The name, if it is one that has been read before. */
export function knownName(text: string): string | undefined {
  return names.get(text);
}

/**
 * Notes a key that is plain. Its string is one of V8's table of names: comparing two of them compares their addresses.
 */
export function noteName(text: string): string {
  if (names.size >= MOST || !NAME.test(text) || resolvePlain(text) !== text) return text;
  const [name = text] = Object.keys({ [text]: true });
  names.set(name, name);
  return name;
}
