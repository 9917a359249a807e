import { Entry, ListTree, MapTree, type Tree } from '../../tree/tree.js';
import { deeper, distinct, NOT_PLAIN, skipBlanks, type Reader } from './reader.js';
import { knownName, noteName } from './names.js';
import { plainScalar, readQuoted } from './scalars.js';
import { keyText } from '../values/scalar.js';

/** A collection in brackets that ends on its line; its span reaches from bracket to bracket. */
export function readFlow(reader: Reader, start: number, eol: number): Tree {
  const { text, file } = reader;
  const isMap = text[start] === '{';
  const close = isMap ? '}' : ']';
  const entries: Entry[] = [];
  const items: Tree[] = [];
  deeper(reader);
  let at = skipBlanks(text, start + 1, eol);
  while (text[at] !== close) {
    if (at >= eol) throw NOT_PLAIN;
    if (isMap) {
      const entry = readPair(reader, at, eol);
      entries.push(entry);
      at = entry.value.end;
    } else {
      const item = readPiece(reader, at, eol);
      items.push(item);
      at = item.end;
    }
    at = skipBlanks(text, at, eol);
    if (text[at] === ',') at = skipBlanks(text, at + 1, eol);
    else if (text[at] !== close) throw NOT_PLAIN;
  }
  reader.depth--;
  if (!isMap) return new ListTree(file, start, at + 1, items.slice());
  return new MapTree(file, start, at + 1, distinct(entries));
}

function readPair(reader: Reader, start: number, eol: number): Entry {
  const key = readPiece(reader, start, eol);
  const colon = key.end;
  if (key.type !== 'scalar' || reader.text[colon] !== ':' || reader.text[colon + 1] !== ' ') throw NOT_PLAIN;
  const name = keyText(key.value);
  if (name === undefined || typeof key.value === 'boolean' || key.source === '<<') throw NOT_PLAIN;
  const value = readPiece(reader, skipBlanks(reader.text, colon + 1, eol), eol);
  return Entry.at({ ...key.place, inBraces: true }, knownName(name) ?? noteName(name), value);
}

/** Letters, digits and the signs of names, paths and URLs: what needs no thought inside brackets. */
const PIECE = /(?:[\w./$+=~^;()-]|:(?=[\w./]))+(?: +(?:[\w./$+=~^;()-]|:(?=[\w./]))+)*/y;

function readPiece(reader: Reader, at: number, eol: number): Tree {
  const first = reader.text[at];
  if (first === '"' || first === "'") return readQuoted(reader, at, eol);
  if (first === '{' || first === '[') return readFlow(reader, at, eol);
  PIECE.lastIndex = at;
  const match = PIECE.exec(reader.text);
  if (match === null || at + match[0].length > eol) throw NOT_PLAIN;
  return plainScalar(reader, at, at + match[0].length);
}
