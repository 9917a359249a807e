import { Entry, ListTree, MapTree, ScalarTree, type Tree } from '../../tree/tree.js';
import { deeper, distinct, LONGEST_KEY, NOT_PLAIN, type Reader } from './reader.js';
import { knownName, noteName } from './names.js';

/** Characters that are no white space of JSON, and that a parser of YAML may mind. */
const ODD_CHARACTER = /[^\S \t\r\n]|[^\P{Cc}\t\r\n]/u;

/** A document that is one JSON object, with the spans that the general parser gives it as a flow map. */
export function readJson(reader: Reader): MapTree {
  const { text, at: start, end } = reader;
  if (ODD_CHARACTER.test(text.slice(start, end))) throw NOT_PLAIN;
  const tree = readObject(reader, start);
  if (skipSpace(text, tree.end) < end) throw NOT_PLAIN;
  return tree;
}

function readObject(reader: Reader, start: number): MapTree {
  const entries: Entry[] = [];
  const end = eachPart(reader, start, '}', (at) => {
    const entry = readMember(reader, at);
    entries.push(entry);
    return entry.value.end;
  });
  return new MapTree(reader.file, start, end, distinct(entries));
}

function readMember(reader: Reader, start: number): Entry {
  const { text, file } = reader;
  if (text.charCodeAt(start) !== 34) throw NOT_PLAIN;
  const key = readString(reader, start);
  const colon = skipSpace(text, key.end);
  if (text.charCodeAt(colon) !== 58 || key.end - start > LONGEST_KEY) throw NOT_PLAIN;
  const name = String(key.value);
  const value = readValue(reader, skipSpace(text, colon + 1));
  const place = { span: { file, start, end: key.end }, inBraces: true } as const;
  return Entry.at(place, knownName(name) ?? noteName(name), value);
}

function readArray(reader: Reader, start: number): ListTree {
  const items: Tree[] = [];
  const end = eachPart(reader, start, ']', (at) => {
    const item = readValue(reader, at);
    items.push(item);
    return item.end;
  });
  return new ListTree(reader.file, start, end, items.slice());
}

/** Goes from the opening bracket to behind the closing one; `read` takes one part and says where it ends. */
function eachPart(reader: Reader, start: number, close: string, read: (at: number) => number): number {
  const { text } = reader;
  deeper(reader);
  let at = skipSpace(text, start + 1);
  if (text[at] !== close) at = skipSpace(text, read(at));
  while (text[at] !== close) {
    if (text[at] !== ',') throw NOT_PLAIN;
    at = skipSpace(text, read(skipSpace(text, at + 1)));
  }
  reader.depth--;
  return at + 1;
}

/** A number or a word of JSON. */
const BARE = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?=[\s,\]}])|(?:true|false|null)(?=[\s,\]}])/y;

function readValue(reader: Reader, at: number): Tree {
  const { text, file, resolve } = reader;
  const first = text[at];
  if (first === '"') return readString(reader, at);
  if (first === '{') return readObject(reader, at);
  if (first === '[') return readArray(reader, at);
  BARE.lastIndex = at;
  const source = BARE.exec(text)?.[0];
  if (source === undefined) throw NOT_PLAIN;
  return new ScalarTree(file, at, at + source.length, resolve(source), 'plain');
}

function readString({ text, file, end: stop }: Reader, start: number): ScalarTree {
  let end = start + 1;
  let isEscaped = false;
  for (; end < stop && text.charCodeAt(end) !== 34; end++) {
    if (text.charCodeAt(end) !== 92) continue;
    isEscaped = true;
    end++;
  }
  if (end >= stop) throw NOT_PLAIN;
  const inner = text.slice(start + 1, end);
  if (/[\n\r\t]/.test(inner)) throw NOT_PLAIN;
  return new ScalarTree(file, start, end + 1, isEscaped ? unescaped(inner) : inner, 'quoted');
}

function unescaped(inner: string): string {
  try {
    return JSON.parse(`"${inner}"`) as string;
  } catch {
    throw NOT_PLAIN;
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at;
    at++;
  }
}
