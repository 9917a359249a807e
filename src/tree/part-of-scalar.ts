import type { Span } from '../text/source-file.js';
import type { Place, ScalarTree } from './tree.js';

/** The place of a piece of a scalar's value, by UTF-16 offsets in the value. */
export type PartOf = (start: number, end: number) => Place;

/**
 * Finds pieces of a scalar's value in the text of its file: escapes, quotes, indentation and folded lines are stepped
 * over. A piece that cannot be found exactly has the place of the whole scalar. The first call reads the scalar once;
 * later ones search.
 */
export function partsOf(scalar: ScalarTree): PartOf {
  let known: Alignment | undefined | null;
  return (start, end) => {
    known ??= align(scalar) ?? null;
    const { place } = scalar;
    const own = place.anchor ?? place.span;
    const from = known === null ? undefined : sourceAt(known, start);
    const last = known === null ? undefined : sourceAt(known, end - 1);
    if (from === undefined || last === undefined || last - from !== end - 1 - start) return place;
    const part: Span = { file: own.file, start: own.start + from, end: own.start + last + 1 };
    return place.anchor === undefined ? { span: part } : { span: place.span, anchor: part };
  };
}

/** Where runs of equal text begin: the value's offset, and the source's. */
interface Alignment {
  readonly values: readonly number[];
  readonly sources: readonly number[];
}

/** Stands for the source of a character that is written as an escape, and is no piece of text. */
const ESCAPED = -1;

/** The offset in the source of one character of the value; the run that holds it is found by halving. */
function sourceAt({ values, sources }: Alignment, offset: number): number | undefined {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((values[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const [value, source] = [values[low], sources[low]];
  return value === undefined || source === undefined || value > offset || source === ESCAPED
    ? undefined
    : source + offset - value;
}

/**
 * Walks value and source side by side. Blanks are left out of the comparison, since folding changes them; every other
 * character must be the same on both sides, or written as an escape. Undefined where that fails: a tag that decodes,
 * for one.
 */
function align({ value, source, style }: ScalarTree): Alignment | undefined {
  if (typeof value !== 'string') return undefined;
  const quote = style === 'quoted' ? source.charAt(0) : '';
  const values: number[] = [];
  const sources: number[] = [];
  let at = style === 'block' ? source.indexOf('\n') + 1 : quote.length;
  let shift: number | undefined;
  for (let offset = 0; offset < value.length; offset++) {
    if (isBlank(value.charCodeAt(offset))) continue;
    at = skipBlanks(source, at, quote === '"');
    const written = quote === '' ? 1 : lengthOfWritten(source, at, quote);
    if (written > 1 || at - offset !== shift) {
      shift = written > 1 ? undefined : at - offset;
      values.push(offset);
      sources.push(written > 1 ? ESCAPED : at);
    }
    if (at >= source.length || (written === 1 && source.charCodeAt(at) !== value.charCodeAt(offset))) return undefined;
    if (written === 10 && (value.codePointAt(offset) ?? 0) > 0xffff) offset++; // `\U0001F600` stands for two units
    at += written;
  }
  return { values, sources };
}

const isBlank = (unit: number): boolean => unit === 32 || unit === 9 || unit === 10 || unit === 13;

/** Blanks, line breaks, and in double quotes the escapes that stand for them. */
function skipBlanks(source: string, from: number, escapes: boolean): number {
  let at = from;
  for (;;) {
    if (isBlank(source.charCodeAt(at))) at++;
    else if (escapes && source.charAt(at) === '\\' && /[nrt \t\r\n]/.test(source.charAt(at + 1))) at += 2;
    else return at;
  }
}

const LONG_ESCAPES: ReadonlyMap<string, number> = new Map([
  ['x', 4],
  ['u', 6],
  ['U', 10],
]);

/** How much of the source stands for the next character: an escape, a doubled quote, or the character itself. */
function lengthOfWritten(source: string, at: number, quote: string): number {
  if (quote === "'") return source.startsWith("''", at) ? 2 : 1;
  return source.charAt(at) === '\\' ? (LONG_ESCAPES.get(source.charAt(at + 1)) ?? 2) : 1;
}
