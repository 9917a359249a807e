import type { SourceFile, Span } from '../../text/source-file.js';

/** One document of a stream: its text, and what is wrong with the line that separates it from the one before. */
export interface Chunk {
  readonly start: number;
  readonly end: number;
  readonly badSeparator?: Span;
  /** The rest of a JSON stream from an object on that is no JSON: nothing behind it is read either. */
  readonly badJson?: boolean;
}

/**
 * Splits a stream as kubectl does (semantics 10.2): every line that starts with `---` ends a document, even inside a
 * block scalar; only blanks or a comment may follow. A stream of JSON objects is split at their ends.
 */
export function splitDocuments(file: SourceFile): readonly Chunk[] {
  const start = file.text.startsWith('\uFEFF') ? 1 : 0;
  return splitJson(file.text, start) ?? splitYaml(file, start);
}

function splitYaml(file: SourceFile, start: number): readonly Chunk[] {
  const chunks: Chunk[] = [];
  const separator = /^---([^\n]*)\n?/gm;
  separator.lastIndex = start;
  let from = start;
  let badSeparator: Span | undefined;
  const close = (end: number): void => {
    chunks.push({ start: from, end, ...(badSeparator && { badSeparator }) });
  };
  for (let match = separator.exec(file.text); match !== null; match = separator.exec(file.text)) {
    if (match.index > from || badSeparator !== undefined) close(match.index);
    const rest = (match[1] ?? '').trim();
    const line = match.index + match[0].replace(/\r?\n$/, '').length;
    badSeparator = rest === '' || rest.startsWith('#') ? undefined : { file, start: match.index, end: line };
    from = match.index + match[0].length;
  }
  if (from < file.text.length || badSeparator !== undefined) close(file.text.length);
  return chunks;
}

/**
 * The objects of a JSON stream, up to the first broken one; undefined where not even the first is JSON: the text is
 * read as YAML then.
 */
function splitJson(text: string, start: number): readonly Chunk[] | undefined {
  const chunks: Chunk[] = [];
  let at = skipBlanks(text, start);
  if (text[at] !== '{') return undefined;
  while (at < text.length) {
    const end = endOfObject(text, at);
    if (end === undefined || !isJson(text.slice(at, end))) {
      const isYaml = chunks.length === 0 || /^---/m.test(text.slice(at));
      return isYaml ? undefined : [...chunks, { start: at, end: text.length, badJson: true }];
    }
    chunks.push({ start: at, end });
    at = skipBlanks(text, end);
  }
  return chunks;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return at;
}

function endOfObject(text: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      at++;
      while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    } else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return at + 1;
    else if (depth === 0) return undefined;
  }
  return undefined;
}

/** True for one JSON value and nothing else. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
