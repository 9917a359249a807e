import { Entry, ListTree, MapTree, type Tree } from '../../tree/tree.js';
import { deeper, distinct, lineEnd, NOT_PLAIN, skipBlanks, type Reader } from './reader.js';
import { knownName, noteName } from './names.js';
import { plainScalar, readQuoted } from './scalars.js';
import { keyText } from '../values/scalar.js';

/** A collection in brackets, on one line or several; its span reaches from bracket to bracket. */
export function readFlow(reader: Reader, start: number): Tree {
  const { text, file } = reader;
  const isMap = text[start] === '{';
  const close = isMap ? '}' : ']';
  const entries: Entry[] = [];
  const items: Tree[] = [];
  deeper(reader);
  let at = skipLines(reader, start + 1);
  while (text[at] !== close) {
    if (isMap) {
      const entry = readPair(reader, at);
      entries.push(entry);
      at = entry.value.end;
    } else {
      const item = readPiece(reader, at);
      items.push(item);
      at = item.end;
    }
    at = skipLines(reader, at);
    if (text[at] === ',') at = skipLines(reader, at + 1);
    else if (text[at] !== close) throw NOT_PLAIN;
  }
  reader.depth--;
  if (!isMap) return new ListTree(file, start, at + 1, items.slice());
  return new MapTree(file, start, at + 1, distinct(entries));
}

/** Goes over blanks and line breaks; what then stands in the first column could mark the end of the document. */
function skipLines({ text, end }: Reader, from: number): number {
  let at = skipBlanks(text, from, end);
  while (at < end && text.charCodeAt(at) === 10) {
    const line = at + 1;
    at = skipBlanks(text, line, end);
    if (at === line && !']}\n'.includes(text.charAt(at))) throw NOT_PLAIN;
  }
  if (at >= end) throw NOT_PLAIN;
  return at;
}

function readPair(reader: Reader, start: number): Entry {
  const key = readPiece(reader, start);
  const colon = key.end;
  if (key.type !== 'scalar' || reader.text[colon] !== ':' || reader.text[colon + 1] !== ' ') throw NOT_PLAIN;
  const name = keyText(key.value);
  if (name === undefined || typeof key.value === 'boolean' || key.source === '<<') throw NOT_PLAIN;
  const value = readPiece(reader, skipBlanks(reader.text, colon + 1, reader.end));
  return Entry.at({ ...key.place, inBraces: true }, knownName(name) ?? noteName(name), value);
}

/** Letters, digits and the signs of names, paths and URLs: what needs no thought inside brackets. */
const PIECE = /(?:[\w./$+=~^;()-]|:(?=[\w./]))+(?: +(?:[\w./$+=~^;()-]|:(?=[\w./]))+)*/y;

function readPiece(reader: Reader, at: number): Tree {
  const first = reader.text[at];
  if (first === '"' || first === "'") return readQuoted(reader, at, lineEnd(reader, at));
  if (first === '{' || first === '[') return readFlow(reader, at);
  PIECE.lastIndex = at;
  const match = PIECE.exec(reader.text);
  if (match === null || at + match[0].length > reader.end) throw NOT_PLAIN;
  return plainScalar(reader, at, at + match[0].length);
}
