import type { SourceFile } from '../../text/source-file.js';
import { Entry, ListTree, MapTree, ScalarTree, type Tree } from '../../tree/tree.js';
import { readFlow } from './flow.js';
import { readJson } from './json.js';
import { readPlainLines, readQuotedLines } from './lines.js';
import {
  closeCollection,
  deeper,
  distinct,
  lineEnd,
  LONGEST_KEY,
  NOT_PLAIN,
  skipBlanks,
  toContent,
  trimmed,
  type Reader,
} from './reader.js';
import { COLON, plainScalar, readBlock, readQuoted } from './scalars.js';
import { keyText, resolvePlain } from '../values/scalar.js';
import { knownName, noteName } from './names.js';

/*
 * Nearly every manifest is written in one plain style: block maps and lists, scalars that fold from line to line,
 * simple block scalars, brackets without comments; or it is JSON. This folder reads that style alone, in a fifth of the
 * general parser's time. Whatever is not certain here (anchors, tags, tabs, odd comments, any mistake) is left to the
 * general parser, which also remains the judge: test/yaml/plain/blocks.test.ts holds every answer given here against
 * its, place by place.
 */

/**
 * Characters that are blank, end lines, or are forbidden somewhere; the blank and the line feed apart. The others are
 * named, since a class of Unicode takes twice as long over a text.
 */
const ODD_CHARACTER =
  /[^\n -~\u00a1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff\u3001-\ufefe\uff00-\uffff]/;

/** The tree of a document between two offsets, or undefined where the general parser has to read it. */
export function readPlainStyle(
  file: SourceFile,
  start: number,
  end: number,
  resolve: Reader['resolve'] = resolvePlain,
): MapTree | undefined {
  const isJson = file.text.charCodeAt(start) === 123;
  if (!isJson && ODD_CHARACTER.test(file.text.slice(start, end))) return undefined;
  const reader: Reader = {
    file,
    text: file.text,
    resolve,
    end,
    at: start,
    indent: -1,
    last: start,
    depth: 0,
    comment: undefined,
  };
  try {
    if (isJson) return readJson(reader);
    toContent(reader, start);
    if (reader.indent < 0 || reader.comment !== undefined || isDash(reader, reader.at)) return undefined;
    const tree = readMap(reader, reader.indent);
    return reader.indent === -1 ? tree : undefined;
  } catch (error) {
    if (error === NOT_PLAIN) return undefined;
    throw error;
  }
}

function isDash({ text, end }: Reader, at: number): boolean {
  if (text.charCodeAt(at) !== 45) return false;
  const next = at + 1 < end ? text.charCodeAt(at + 1) : 10;
  return next === 32 || next === 10;
}

/** A block map whose keys stand in column `indent`; the reader is at its first key. */
function readMap(reader: Reader, indent: number): MapTree {
  deeper(reader);
  const entries: Entry[] = [];
  const start = reader.at;
  do entries.push(readEntry(reader, indent));
  while (reader.indent === indent && !isDash(reader, reader.at));
  if (reader.indent > indent) throw NOT_PLAIN;
  return new MapTree(reader.file, start, closeCollection(reader, indent), distinct(entries));
}

function readEntry(reader: Reader, indent: number): Entry {
  const { file, text, at: start } = reader;
  const eol = lineEnd(reader, start);
  const key = readKey(reader, eol);
  const end = reader.at;
  const at = skipBlanks(text, end + 1, eol); // behind the colon
  if (at < eol && text.charCodeAt(at) !== 35)
    return new Entry(file, start, end, key, readValue(reader, at, eol, indent));
  return new Entry(file, start, end, key, readBelow(reader, at, eol, indent));
}

/** The value of a key that has none on its line: the map or list below it, or none at all. */
function readBelow(reader: Reader, at: number, eol: number, indent: number): Tree {
  toContent(reader, eol + 1);
  if (reader.indent >= indent && isDash(reader, reader.at)) return readList(reader, reader.indent);
  if (reader.indent > indent) return readDeeper(reader, indent);
  if (reader.text.slice(at, reader.at).includes('#')) throw NOT_PLAIN; // a comment, which belongs to nobody surely
  reader.last = trimmed(reader.text, at);
  return new ScalarTree(reader.file, at, at, null, 'plain');
}

/** A map, or a value that has a line of its own below its key. */
function readDeeper(reader: Reader, indent: number): Tree {
  const { at } = reader;
  const eol = lineEnd(reader, at);
  if (startsMap(reader, at, eol)) return readMap(reader, reader.indent);
  if (reader.comment !== undefined) throw NOT_PLAIN;
  return readValue(reader, at, eol, indent);
}

/** A key, which a colon and a blank follow: a plain or a simply quoted one. The reader goes on to the colon. */
function readKey(reader: Reader, eol: number): string {
  const { text, at } = reader;
  const first = text.charCodeAt(at);
  if (first === 34 || first === 39) return quotedKey(reader, eol);
  let end = at;
  for (; ; end++) {
    end = text.indexOf(':', end);
    if (end === -1 || end >= eol) throw NOT_PLAIN;
    if (isBreak(text, end + 1, eol)) break;
  }
  reader.at = end;
  const source = text.slice(at, end);
  return knownName(source) ?? plainKey(reader, at, source);
}

function quotedKey(reader: Reader, eol: number): string {
  const { value, start, end } = readQuoted(reader, reader.at, eol);
  if (reader.text.charCodeAt(end) !== 58 || !isBreak(reader.text, end + 1, eol)) throw NOT_PLAIN;
  if (end - start > LONGEST_KEY) throw NOT_PLAIN;
  reader.at = end;
  return knownName(String(value)) ?? noteName(String(value));
}

function plainKey(reader: Reader, start: number, source: string): string {
  const isDocumentEnd = source.startsWith('...') && (start === 0 || reader.text.charCodeAt(start - 1) === 10);
  if (source.length > LONGEST_KEY || source.endsWith(' ') || source === '<<' || isDocumentEnd) throw NOT_PLAIN;
  const { value } = plainScalar(reader, start, start + source.length);
  const key = typeof value === 'boolean' ? undefined : keyText(value);
  if (key === undefined) throw NOT_PLAIN;
  return noteName(key);
}

function isBreak(text: string, at: number, eol: number): boolean {
  return at >= eol || text.charCodeAt(at) === 32;
}

/** What stands on the line of its key or dash; the reader goes on to the next line with content. */
function readValue(reader: Reader, at: number, eol: number, indent: number): Tree {
  const code = reader.text.charCodeAt(at);
  if (code === 124 || code === 62) return readBlock(reader, at, eol, indent);
  let value: Tree;
  if (code === 34 || code === 39) value = readQuotedLines(reader, at, indent);
  else if (code === 91 || code === 123) value = readFlow(reader, at);
  else value = readPlainLines(reader, at, eol, indent);
  const { end } = value;
  closeLine(reader, end, end <= eol ? eol : lineEnd(reader, end), indent);
  if (reader.indent > indent) throw NOT_PLAIN; // something goes on in the next line that has ended
  return value;
}

/**
 * Behind a value only blanks and a comment may stand. One comment below that is indented deeper than its collection
 * belongs to the value.
 */
function closeLine(reader: Reader, from: number, eol: number, indent: number): void {
  const { text } = reader;
  const at = skipBlanks(text, from, eol);
  if (at < eol && (text.charCodeAt(at) !== 35 || at === from)) throw NOT_PLAIN;
  reader.last = at === eol ? from : trimmed(text, eol);
  toContent(reader, eol + 1);
  const { comment } = reader;
  if (comment === undefined || comment.column <= indent) return;
  if (comment.lines > 1 || at < eol) throw NOT_PLAIN;
  reader.last = comment.end;
  reader.comment = undefined;
}

/** A block list whose dashes stand in column `indent`; the reader is at the first one. */
function readList(reader: Reader, indent: number): Tree {
  deeper(reader);
  const items: Tree[] = [];
  const start = reader.at;
  do items.push(readItem(reader, indent));
  while (reader.indent === indent && isDash(reader, reader.at));
  if (reader.indent > indent) throw NOT_PLAIN;
  return new ListTree(reader.file, start, closeCollection(reader, indent), items.slice());
}

function readItem(reader: Reader, indent: number): Tree {
  const { text, at: dash } = reader;
  const eol = lineEnd(reader, dash);
  const at = skipBlanks(text, dash + 1, eol);
  if (at >= eol || text.charCodeAt(at) === 35) throw NOT_PLAIN;
  const isList = isDash(reader, at);
  if (!isList && !startsMap(reader, at, eol)) return readValue(reader, at, eol, indent);
  reader.at = at;
  reader.indent = indent + at - dash;
  return isList ? readList(reader, reader.indent) : readMap(reader, reader.indent);
}

/** True where a key begins at `at`; a colon inside quotes or brackets is left to those who read them. */
function startsMap({ text }: Reader, at: number, eol: number): boolean {
  const first = text[at] ?? '';
  if (first === '{' || first === '[' || first === '|' || first === '>') return false;
  const line = text.slice(at, eol);
  if (first === '"' || first === "'") return /^(?:"[^"\\]*"|'[^']*'):(?: |$)/.test(line);
  const colon = line.search(COLON);
  const comment = line.indexOf(' #');
  return colon !== -1 && (comment === -1 || colon < comment);
}
