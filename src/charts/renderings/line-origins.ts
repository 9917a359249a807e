import { isOutput, piecesOf } from '../templates/actions.js';
import { unmark, type MarkedLine, type UnmarkedLine } from '../templates/marks.js';

/**
 * Where the lines of a rendered text came from, told by a second rendering whose templates were marked. Undefined for
 * lines of which that is not certain: those of a document that came out otherwise under marks, because a template
 * compares or cuts a text, and those that no action can have made.
 */
export function lineOrigins(
  text: string,
  marked: string,
  templates: readonly string[],
): readonly (MarkedLine | undefined)[] {
  const unmatched: (readonly UnmarkedLine[])[] = documentsOf(
    marked.split('\n').map(unmark),
    ({ text: line }) => line,
  ).map(({ lines }) => lines.map(({ line }) => line));
  const found: (MarkedLine | undefined)[] = text.split('\n').map(() => undefined);
  const makesLines = actionsIn(templates);
  for (const { lines } of documentsOf(text.split('\n'), (line) => line)) {
    const twin = twinOf(
      lines.map(({ line }) => line),
      unmatched,
    );
    if (twin === undefined) continue;
    unmatched.splice(unmatched.indexOf(twin), 1);
    for (const [at, { index }] of lines.entries()) found[index] = twin[at]?.origin ?? nextMaker(twin, at, makesLines);
  }
  return found;
}

/**
 * The same document under marks: the same text, or as many lines and few of them different (a checksum, a random
 * value).
 */
function twinOf(
  lines: readonly string[],
  candidates: readonly (readonly UnmarkedLine[])[],
): readonly UnmarkedLine[] | undefined {
  const differences = (candidate: readonly UnmarkedLine[]): number =>
    lines.filter((line, at) => line.trimEnd() !== candidate[at]?.text.trimEnd()).length;
  let best: { readonly candidate: readonly UnmarkedLine[]; readonly different: number } | undefined;
  for (const candidate of candidates) {
    if (candidate.length !== lines.length) continue;
    const different = differences(candidate);
    if (best === undefined || different < best.different) best = { candidate, different };
    if (different === 0) break;
  }
  return best !== undefined && best.different * 4 <= lines.length ? best.candidate : undefined;
}

/**
 * All that a template makes ends in a mark, so that a line without one is the work of the next mark: of an action in
 * its line.
 */
function nextMaker(
  lines: readonly UnmarkedLine[],
  at: number,
  makesLines: (maker: MarkedLine, last: string) => boolean,
): MarkedLine | undefined {
  const next = lines.slice(at).find(({ first }) => first !== undefined);
  return next?.first !== undefined && makesLines(next.first, next.text.trim()) ? next.first : undefined;
}

/** Tells whether an action on a line of a template may have made several lines, of which the last is known. */
function actionsIn(templates: readonly string[]): (maker: MarkedLine, last: string) => boolean {
  const known = new Map<number, ReadonlyMap<number, string>>();
  return ({ file, line }, last) => {
    const lines = known.get(file) ?? linesWithOutput(templates[file] ?? '');
    known.set(file, lines);
    const before = lines.get(line);
    // What begins as the template's line does is all that this line made.
    return before !== undefined && (before === '' || !last.startsWith(before));
  };
}

/** The 1-based lines on which an action that leaves text begins, with the text before the first of them. */
function linesWithOutput(template: string): ReadonlyMap<number, string> {
  const lines = new Map<number, string>();
  let line = 1;
  for (const { type, start, end } of piecesOf(template)) {
    const text = template.slice(start, end);
    if (type === 'action' && isOutput(text) && !lines.has(line))
      lines.set(line, template.slice(template.lastIndexOf('\n', start - 1) + 1, start).trim());
    line += text.split('\n').length - 1;
  }
  return lines;
}

interface DocumentLines<T> {
  readonly lines: readonly { readonly line: T; /** 0-based, in the whole text. */ readonly index: number }[];
}

/** The lines of each document, without separators, blank lines, and what helm writes at the head. */
function documentsOf<T>(lines: readonly T[], textOf: (line: T) => string): readonly DocumentLines<T>[] {
  const documents: { lines: { line: T; index: number }[] }[] = [{ lines: [] }];
  for (const [index, line] of lines.entries()) {
    const text = textOf(line);
    if (/^---(\s|$)/.test(text)) documents.push({ lines: [] });
    else if (text.trim() !== '' && !text.startsWith('# Source: ')) documents.at(-1)?.lines.push({ line, index });
  }
  return documents.filter((document) => document.lines.length > 0);
}
