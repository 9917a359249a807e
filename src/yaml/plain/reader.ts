import type { SourceFile } from '../../text/source-file.js';
import type { ScalarValue } from '../../tree/tree.js';

/** Thrown where the text needs the general parser; made once, since its stack would cost more than the reading. */
export const NOT_PLAIN = new Error('not in plain style');

/** One document on the way through it. */
export interface Reader {
  readonly file: SourceFile;
  readonly text: string;
  readonly end: number;
  /** The value of an unquoted scalar. */
  readonly resolve: (text: string) => ScalarValue;
  /** Offset of the first character of the next line with content, or `end`. */
  at: number;
  /** Column of `at`; -1 at the end. */
  indent: number;
  /** End of the last line with content, a comment on it included. */
  last: number;
  depth: number;
}

/**
 * Goes to the next line with content. A comment must stand in the column of the line after it: elsewhere it may belong to a
 * collection above, and widen it.
 */
export function toContent(reader: Reader, lineStart: number): void {
  const { text, end } = reader;
  let comment = -1;
  let line = lineStart;
  while (line < end) {
    const at = skipBlanks(text, line, end);
    const code = at < end ? text.charCodeAt(at) : 10;
    if (code === 35) {
      if (comment !== -1 && comment !== at - line) throw NOT_PLAIN;
      comment = at - line;
    } else if (code !== 10) {
      if (comment !== -1 && comment !== at - line) throw NOT_PLAIN;
      reader.at = at;
      reader.indent = at - line;
      return;
    }
    line = lineEnd(reader, at) + 1;
  }
  if (comment > 0) throw NOT_PLAIN;
  reader.at = end;
  reader.indent = -1;
}

/** The offset of the first character from `from` on that is no blank, at most `end`. */
export function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && text.charCodeAt(at) === 32) at++;
  return at;
}

/** The offset of the line feed that ends the line, or the end of the document. */
export function lineEnd({ text, end }: Reader, from: number): number {
  const found = text.indexOf('\n', from);
  return found === -1 || found > end ? end : found;
}

/** The end without the blanks before it. */
export function trimmed(text: string, end: number): number {
  let at = end;
  while (text.charCodeAt(at - 1) === 32) at--;
  return at;
}

/** Deeper texts are left to the general parser, which knows when to give up. */
const DEEPEST = 50;

/** Counts one collection more around the reader; whoever read it to its end takes it off again. */
export function deeper(reader: Reader): void {
  if (++reader.depth > DEEPEST) throw NOT_PLAIN;
}
