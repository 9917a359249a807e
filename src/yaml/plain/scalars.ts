import { ScalarTree } from '../../tree/tree.js';
import { folded } from './fold.js';
import { lineEnd, NOT_PLAIN, skipBlanks, toContent, trimmed, type Reader } from './reader.js';

/** Where a plain scalar ends: before a comment, or with its line. */
export function endOfPlain({ text }: Reader, at: number, eol: number): number {
  const comment = text.slice(at, eol).indexOf(' #'); // not in the whole text: most have no comment further down
  return trimmed(text, comment === -1 ? eol : at + comment);
}

/** Characters that a plain scalar cannot begin with, or not always. */
const INDICATORS = '-?:,[]{}#&*!|>\'"%@`';
const NUMBER_SIGN = /^[-:][^ ]/;
/** What ends a key. */
export const COLON = /:(?: |$)/;

/** The scalar between two offsets, if it is surely one. */
export function plainScalar({ file, text, resolve }: Reader, start: number, end: number): ScalarTree {
  const source = text.slice(start, end);
  if (source === '' || (INDICATORS.includes(source.charAt(0)) && !NUMBER_SIGN.test(source))) throw NOT_PLAIN;
  if ((source.includes(':') && COLON.test(source)) || source.includes(' #')) throw NOT_PLAIN;
  return new ScalarTree(file, start, end, resolve(source), 'plain');
}

/** What may stand behind a backslash. */
const SIMPLE_ESCAPE = /["\\/nt \n]|u[\da-fA-F]{4}/y;
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', t: '\t' };

function escaped(char: string): string {
  return char.length === 1 ? char : String.fromCharCode(Number.parseInt(char.slice(1), 16));
}

/** A quoted scalar that ends on its line, with no escapes but those of JSON. */
export function readQuoted(reader: Reader, start: number, eol: number): ScalarTree {
  return quotedScalar(reader, start, closingQuote(reader.text, start, eol));
}

/** The offset of the quote that closes the one at `start`, if it stands before `stop`. */
export function closingQuote(text: string, start: number, stop: number): number {
  const quote = text[start] ?? '';
  for (let end = start + 1; end < stop; end++) {
    const char = text[end];
    if (char === '\\' && quote === '"') end++;
    else if (char === quote && (quote === '"' || text[end + 1] !== "'")) return end;
    else if (char === quote) end++;
  }
  throw NOT_PLAIN;
}

/** One by one: a regular expression over millions of escapes would run out of stack. */
function hasSimpleEscapes(quoted: string): boolean {
  for (let at = quoted.indexOf('\\'); at !== -1; at = quoted.indexOf('\\', at + 2)) {
    SIMPLE_ESCAPE.lastIndex = at + 1;
    if (!SIMPLE_ESCAPE.test(quoted)) return false;
  }
  return true;
}

/** The scalar between two quotes; `inner` makes one line of its text, escapes still in place. */
export function quotedScalar(
  { file, text }: Reader,
  start: number,
  end: number,
  inner = (lines: string): string => lines,
): ScalarTree {
  const source = text.slice(start, end + 1);
  const isDouble = source.startsWith('"');
  if (isDouble && !hasSimpleEscapes(source)) throw NOT_PLAIN;
  const line = inner(source.slice(1, -1));
  const value = isDouble
    ? line.replace(/\\(u....|.)/g, (_, char: string) => ESCAPED[char] ?? escaped(char))
    : line.replaceAll("''", "'");
  return new ScalarTree(file, start, end + 1, value, 'quoted');
}

/**
 * The text below `|`, `>`, `|-` or `>-`, its lines indented by as much as the first of them; a block with any other
 * header is not plain.
 */
export function readBlock(reader: Reader, start: number, eol: number, indent: number): ScalarTree {
  const { text, file, end: stop } = reader;
  const header = text.slice(start, eol);
  if (!/^[|>]-?$/.test(header)) throw NOT_PLAIN;
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
  reader.last = trimmed(text, last);
  const isCut = lineEnd(reader, reader.last) === stop; // in the middle of a line, with the document
  const value = blockText(lines, header) + (isCut || header.endsWith('-') ? '' : '\n');
  toContent(reader, line);
  return new ScalarTree(file, start, reader.last, value, 'block');
}

/** A line between the block and its parent is a mistake, or a comment that is none. */
function hasOddIndent({ text, end }: Reader, line: number, indent: number, width: number): boolean {
  const column = skipBlanks(text, line, end) - line;
  return column > indent && column < width;
}

/** The text without its last line break. */
function blockText(lines: readonly string[], header: string): string {
  let used = lines.length;
  while (used > 0 && lines[used - 1] === '') used--;
  if (lines.slice(used - 1).some((each, at) => at > 0 && each !== '') || lines.slice(0, used).at(-1)?.trim() === '')
    throw NOT_PLAIN;
  const own = lines.slice(0, used);
  // Deeper lines of a folded block stay as they are, and not every parser says how; empty ones before the first are
  // kept.
  if (header.startsWith('>') && (own[0] === '' || own.some((line) => line.startsWith(' ')))) throw NOT_PLAIN;
  return header.startsWith('>') ? folded(own) : own.join('\n');
}
