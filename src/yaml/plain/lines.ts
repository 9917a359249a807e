import { ScalarTree } from '../../tree/tree.js';
import { folded } from './fold.js';
import { lineEnd, NOT_PLAIN, skipBlanks, trimmed, type Reader } from './reader.js';
import { COLON, closingQuote, endOfPlain, plainScalar, quotedScalar } from './scalars.js';

/** A plain scalar as a value: it goes on in lines that are indented deeper than `indent`. */
export function readPlainLines(reader: Reader, start: number, eol: number, indent: number): ScalarTree {
  const { file, text, end: stop, resolve } = reader;
  const first = plainScalar(reader, start, endOfPlain(reader, start, eol));
  let { end } = first;
  const lines = [first.source];
  if (end !== trimmed(text, eol)) return first; // a comment ends it
  let pending = 0;
  for (let line = eol + 1; line < stop;) {
    const next = lineEnd(reader, line);
    const at = skipBlanks(text, line, next);
    if (at === next) pending++;
    else {
      if (at - line <= indent) break;
      const piece = text.slice(at, trimmed(text, next));
      if (piece.startsWith('#')) break;
      if (COLON.test(piece) || piece.includes(' #')) throw NOT_PLAIN;
      for (; pending > 0; pending--) lines.push('');
      lines.push(piece);
      end = at + piece.length;
    }
    line = next + 1;
  }
  if (lines.length === 1) return first;
  return new ScalarTree(file, start, end, resolve(folded(lines)), 'plain');
}

/**
 * A quoted scalar as a value, on one line or several; the library wants the lines to be indented deeper than `indent`.
 */
export function readQuotedLines(reader: Reader, start: number, indent: number): ScalarTree {
  const { text, end: stop } = reader;
  const end = closingQuote(text, start, stop);
  for (let line = lineEnd(reader, start) + 1; line <= end; line = lineEnd(reader, line) + 1) {
    const at = skipBlanks(text, line, stop);
    if (at - line <= indent && text.charCodeAt(at) !== 10) throw NOT_PLAIN;
  }
  const isDouble = text.charCodeAt(start) === 34;
  return quotedScalar(reader, start, end, (inner) => onOneLine(inner, isDouble));
}

/** The text between quotes as one line, every escape but that of a line break still in place. */
function onOneLine(inner: string, isDouble: boolean): string {
  if (!inner.includes('\n')) return inner;
  const lines = (isDouble ? joinEscaped(inner) : inner).split('\n');
  return folded(
    lines.map((line, at) =>
      line.slice(
        at === 0 ? 0 : skipBlanks(line, 0, line.length),
        at === lines.length - 1 ? undefined : trimmed(line, line.length),
      ),
    ),
  );
}

/** A backslash at the end of a line takes the break away, and the blanks that the next line begins with. */
function joinEscaped(inner: string): string {
  if (/\\ +\n/.test(inner)) throw NOT_PLAIN; // a blank that is written as an escape stays at the end of a line
  return inner.replace(/\\(?:\n *(\n?)|.)/g, (escape, empty?: string) => {
    if (empty === undefined) return escape;
    if (empty !== '') throw NOT_PLAIN;
    return '';
  });
}
