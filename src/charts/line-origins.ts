import { isOutput, piecesOf } from './actions.js';
import { unmark, type UnmarkedLine } from './marks.js';

/** Which line of which template made a line of rendered text: the index of the template, and its 1-based line. */
export interface LineOrigin {
  readonly file: number;
  readonly line: number;
}

/**
 * Where the lines of a rendered text came from, told by a second rendering whose templates were marked. Undefined for
 * lines of which that is not certain: those without a mark that more than one action may have made, and those of a
 * document that came out otherwise under marks, because a template compares or cuts a text.
 */
export function lineOrigins(text: string, marked: string, templates: readonly string[]): readonly (LineOrigin | undefined)[] {
  const unmatched: MarkedDocument[] = documentsOf(marked).map((lines) => lines.map(unmark));
  return documentsOf(text).flatMap((lines) => {
    const twin = twinOf(lines, unmatched);
    if (twin === undefined) return lines.map(() => undefined);
    unmatched.splice(unmatched.indexOf(twin), 1);
    return withActions(lines.map((_, at) => twin[at]?.origin), templates);
  });
}

type MarkedDocument = readonly UnmarkedLine[];

/** The same document under marks: the same text, or as many lines and few of them different (a checksum, a random value). */
function twinOf(lines: readonly string[], candidates: readonly MarkedDocument[]): MarkedDocument | undefined {
  const length = contentLength(lines);
  const differences = (candidate: MarkedDocument): number => lines.filter((line, at) => line.trimEnd() !== (candidate[at]?.text.trimEnd() ?? '')).length;
  const [best] = candidates
    .filter((candidate) => contentLength(candidate.map(({ text }) => text)) === length)
    .map((candidate) => ({ candidate, different: differences(candidate) }))
    .sort((a, b) => a.different - b.different);
  return best !== undefined && best.different * 4 <= lines.length ? best.candidate : undefined;
}

/** The number of lines without the blank ones at the end. */
function contentLength(lines: readonly string[]): number {
  return lines.findLastIndex((line) => line.trim() !== '') + 1;
}

/** Lines between two marks of one template were made by the action between them, if there is only one that leaves text. */
function withActions(origins: readonly (LineOrigin | undefined)[], templates: readonly string[]): readonly (LineOrigin | undefined)[] {
  return origins.map((origin, at) => {
    const before = origin ?? origins.slice(0, at).findLast((earlier) => earlier !== undefined);
    if (origin !== undefined || before === undefined) return origin;
    const after = origins.slice(at).find((later) => later !== undefined);
    if (after !== undefined && (after.file !== before.file || after.line <= before.line)) return undefined;
    const [line, ...more] = linesWithOutput(templates[before.file] ?? '').filter((each) => each > before.line && each < (after?.line ?? Infinity));
    return line === undefined || more.length > 0 ? undefined : { file: before.file, line };
  });
}

/** The 1-based lines on which an action that leaves text begins. */
function linesWithOutput(template: string): readonly number[] {
  const actions = piecesOf(template).filter(({ type, start, end }) => type === 'action' && isOutput(template.slice(start, end)));
  return [...new Set(actions.map(({ start }) => template.slice(0, start).split('\n').length))];
}

/** The lines of each document, the separator with the document that it opens. */
function documentsOf(text: string): readonly (readonly string[])[] {
  const documents: string[][] = [];
  for (const line of text.split('\n')) {
    if (documents.length === 0 || /^---\s*$/.test(line)) documents.push([]);
    documents.at(-1)?.push(line);
  }
  return documents;
}
