import type { SourceFile } from '../../text/source-file.js';
import type { Entry, ScalarValue } from '../../tree/tree.js';

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
  /** The comment between here and `last`, where it does not stand in the column of what follows. */
  comment: { readonly column: number; readonly end: number; readonly lines: number } | undefined;
}

/**
 * Goes to the next line with content, over comments that stand in one column; where that is another column than the
 * content's they are noted.
 */
export function toContent(reader: Reader, lineStart: number): void {
  const { text, end } = reader;
  let comment = -1;
  let commentEnd = -1;
  let lines = 0;
  let line = lineStart;
  reader.comment = undefined;
  reader.at = end;
  reader.indent = -1;
  while (line < end) {
    const at = skipBlanks(text, line, end);
    const code = at < end ? text.charCodeAt(at) : 10;
    const next = lineEnd(reader, at);
    if (code === 35) {
      if (comment !== -1 && comment !== at - line) throw NOT_PLAIN;
      comment = at - line;
      lines++;
      commentEnd = next;
    } else if (code !== 10) {
      reader.at = at;
      reader.indent = at - line;
      break;
    }
    line = next + 1;
  }
  if (comment !== -1 && comment !== reader.indent)
    reader.comment = { column: comment, end: trimmed(text, commentEnd), lines };
}

/**
 * The end of a collection of which everything is read. A comment below belongs to the innermost collection that begins
 * no further right, or to the document: it does not widen that one, only those around it that end with it.
 */
export function closeCollection(reader: Reader, indent: number): number {
  const { last, comment } = reader;
  reader.depth--;
  if (comment !== undefined && indent > 0 && indent <= comment.column) {
    reader.last = comment.end;
    reader.comment = undefined;
  }
  return last;
}

/** The entries, in a list no longer than they need, if every key stands once. */
export function distinct(entries: readonly Entry[]): readonly Entry[] {
  if (entries.length > FEW ? new Set(entries.map(({ key }) => key)).size < entries.length : hasTwin(entries))
    throw NOT_PLAIN;
  return entries.slice();
}

/** So many keys are compared with each other in less time than a set is made. */
const FEW = 8;

function hasTwin(entries: readonly Entry[]): boolean {
  for (let one = 1; one < entries.length; one++)
    for (let other = 0; other < one; other++) if (entries[one]?.key === entries[other]?.key) return true;
  return false;
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

/** YAML lets a key without `?` be 1024 characters long: one near that is left to the general parser. */
export const LONGEST_KEY = 1000;

/** Deeper texts are left to the general parser, which knows when to give up. */
const DEEPEST = 50;

/**
 * Counts one collection more around the reader; whoever reads it to its end takes it off again, as `closeCollection`
 * does.
 */
export function deeper(reader: Reader): void {
  if (++reader.depth > DEEPEST) throw NOT_PLAIN;
}
