import type { ScalarTree } from '../../tree/tree.js';
import { lineEnd, NOT_PLAIN, skipBlanks, toContent, trimmed, type Reader } from './reader.js';

/** Where a plain scalar ends: before a comment, or with its line. */
export function endOfPlain({ text }: Reader, at: number, eol: number): number {
  const comment = text.slice(at, eol).indexOf(' #'); // not in the whole text: most have no comment further down
  return trimmed(text, comment === -1 ? eol : at + comment);
}

/** Characters that a plain scalar cannot begin with, or not always. */
const INDICATOR = /^[-?:,[\]{}#&*!|>'"%@`]/;
const NUMBER_SIGN = /^[-:][^ ]/;
/** What ends a key. */
export const COLON = /:(?: |$)/;

/** The scalar between two offsets, if it is surely one. */
export function plainScalar({ file, text, resolve }: Reader, start: number, end: number): ScalarTree {
  const source = text.slice(start, end);
  if (source === '' || (INDICATOR.test(source) && !NUMBER_SIGN.test(source)) || COLON.test(source) || source.includes(' #')) throw NOT_PLAIN;
  return { type: 'scalar', value: resolve(source), source, style: 'plain', place: { span: { file, start, end } } };
}

const SIMPLE_ESCAPES = /^"(?:[^"\\]|\\["\\/nt])*"$/;

/** A quoted scalar that ends on its line, with no escapes but those of JSON. */
export function readQuoted({ file, text }: Reader, start: number, eol: number): ScalarTree {
  const quote = text[start] ?? '';
  let end = start + 1;
  for (; ; end++) {
    if (end >= eol) throw NOT_PLAIN;
    const char = text[end];
    if (char === '\\' && quote === '"') end++;
    else if (char === quote && (quote === '"' || text[end + 1] !== "'")) break;
    else if (char === quote) end++;
  }
  const source = text.slice(start, end + 1);
  if (quote === '"' && !SIMPLE_ESCAPES.test(source)) throw NOT_PLAIN;
  const value = quote === '"' ? (JSON.parse(source) as string) : source.slice(1, -1).replaceAll("''", "'");
  return { type: 'scalar', value, source, style: 'quoted', place: { span: { file, start, end: end + 1 } } };
}

/** The text below `|` or `|-`, its lines indented by as much as the first of them; a block with any other header is not plain. */
export function readLiteral(reader: Reader, start: number, eol: number, indent: number): ScalarTree {
  const { text, file, end: stop } = reader;
  const header = text.slice(start, eol);
  if (header !== '|' && header !== '|-') throw NOT_PLAIN;
  const lines: string[] = [];
  let width = -1;
  let line = eol + 1;
  let last = eol;
  while (line < stop) {
    const end = lineEnd(reader, line);
    const at = skipBlanks(text, line, end);
    if (at < end) {
      if (width === -1) {
        if (at - line <= indent || lines.some((blank) => blank !== '')) throw NOT_PLAIN;
        width = at - line;
      }
      if (at - line < width) break;
      last = end;
    }
    lines.push(text.slice(width === -1 ? line : Math.min(line + width, end), end));
    line = end + 1;
  }
  if (width === -1 || (line < stop && hasOddIndent(reader, line, indent, width))) throw NOT_PLAIN;
  const value = literalText(lines, header, stop > 0 && text[stop - 1] === '\n');
  reader.last = trimmed(text, last);
  toContent(reader, line);
  return { type: 'scalar', value, source: text.slice(start, reader.last), style: 'block', place: { span: { file, start, end: reader.last } } };
}

/** A line between the block and its parent is a mistake, or a comment that is none. */
function hasOddIndent({ text, end }: Reader, line: number, indent: number, width: number): boolean {
  const column = skipBlanks(text, line, end) - line;
  return column > indent && column < width;
}

function literalText(lines: readonly string[], header: string, endsInBreak: boolean): string {
  if (!endsInBreak) throw NOT_PLAIN;
  let used = lines.length;
  while (used > 0 && lines[used - 1] === '') used--;
  if (lines.slice(used - 1).some((each, at) => at > 0 && each !== '') || lines.slice(0, used).at(-1)?.trim() === '') throw NOT_PLAIN;
  return lines.slice(0, used).join('\n') + (header === '|' ? '\n' : '');
}
