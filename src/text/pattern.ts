import { RE2JS } from 're2js';

/** What a text is held against. */
export interface Pattern {
  test(text: string): boolean;
}

/**
 * A regular expression as Go reads it (RE2), which takes time in proportion to the text, whatever a hostile repository
 * writes. Throws for what is none. Like `RegExp`, it matches anywhere unless anchored.
 */
export function goPattern(source: string): Pattern {
  const compiled = RE2JS.compile(source);
  return { test: (text) => compiled.test(text) };
}
