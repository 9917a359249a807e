import { groupBy } from '../../data/group.js';
import type { Diagnostic, Label } from '../../diagnostic/diagnostic.js';
import { positionAt } from '../../text/source-file.js';
import type { SourceFile, Span } from '../../text/source-file.js';
import type { Mark } from './source-line.js';
import { visible } from '../markup/visible.js';

/** The part of a frame that shows one file. */
export interface Section {
  readonly file: SourceFile;
  /** The place named in its heading. */
  readonly head: Span;
  /** 1-based line numbers in ascending order, context included, with the labels that stand there. */
  readonly lines: ReadonlyMap<number, readonly Mark[]>;
}

/** One section for each file, the primary one first, the others in the order of their first label. */
export function sectionsOf(diagnostic: Diagnostic): readonly Section[] {
  const labels = groupBy([diagnostic.primary, ...diagnostic.related], ({ span }) => span.file);
  return [...labels].map(([file, own]) => ({
    file,
    head: own[0]?.span ?? diagnostic.primary.span,
    lines: linesOf(file, own, diagnostic),
  }));
}

function linesOf(
  file: SourceFile,
  labels: readonly Label[],
  diagnostic: Diagnostic,
): ReadonlyMap<number, readonly Mark[]> {
  const marks = new Map<number, Mark[]>();
  const show = (number: number): Mark[] => {
    const known = marks.get(number) ?? [];
    marks.set(number, known);
    return known;
  };
  labels.forEach((label, index) => {
    const primary = label === diagnostic.primary;
    const number = positionAt(file, label.span.start).line;
    show(number).push(markOf(label, number, primary));
    if (primary) contextOf(file, number).forEach(show);
    else if (index === 0 && saysWhere(rawLine(file, number - 1).text)) show(number - 1);
  });
  return filled(marks);
}

/** In order, with a gap of one line closed: it would take the place of its `...`. */
function filled(marks: ReadonlyMap<number, readonly Mark[]>): ReadonlyMap<number, readonly Mark[]> {
  const numbers = [...marks.keys()].sort((a, b) => a - b);
  const all = numbers.flatMap((number, index) =>
    number - (numbers[index - 1] ?? number) === 2 ? [number - 1, number] : [number],
  );
  return new Map(all.map((number) => [number, marks.get(number) ?? []]));
}

/** A place that runs over several lines is shown by its first. */
function markOf(label: Label, number: number, primary: boolean): Mark {
  const line = rawLine(label.span.file, number);
  const start = Math.min(Math.max(0, label.span.start - line.start), line.text.length);
  const end = Math.min(label.span.end - line.start, Math.max(start, line.text.trimEnd().length));
  return { start, end: Math.max(start, end), text: visible(label.text), primary };
}

/** The lines above, two at most, up to the one that opens the block in which `number` stands. */
function contextOf(file: SourceFile, number: number): readonly number[] {
  const context: number[] = [];
  const own = rawLine(file, number).text;
  for (let above = number - 1; above >= Math.max(1, number - 2); above--) {
    const { text } = rawLine(file, above);
    if (text.startsWith('---')) break;
    context.unshift(above);
    if (opens(text, own)) break;
  }
  while (context[0] !== undefined && rawLine(file, context[0]).text.trim() === '') context.shift();
  return context;
}

function opens(above: string, own: string): boolean {
  const outer = /^( *)[^\s#]/.exec(above)?.[1]?.length;
  const inner = /^ */.exec(own)?.[0].length ?? 0;
  if (outer === undefined) return false;
  return outer < inner || (outer === inner && own.charAt(inner) === '-' && above.charAt(outer) !== '-');
}

/** True for the lines above that tell what a related place belongs to: a nested key that opens a block, or a name. */
function saysWhere(above: string): boolean {
  return /^\s+(?:- )?[^\s#].{0,200}:\s*$|^\s*(?:- )?name:\s/.test(above.slice(0, 300));
}

/**
 * The text of a 1-based line without its line break and the file's byte order mark, and the offset at which that text
 * starts.
 */
export function rawLine(file: SourceFile, number: number): { readonly text: string; readonly start: number } {
  const from = file.lineStarts[number - 1] ?? file.text.length;
  const start = from === 0 && file.text.startsWith('\uFEFF') ? 1 : from;
  const text = number < 1 ? '' : file.text.slice(start, file.lineStarts[number] ?? file.text.length);
  // No pattern here: it would search a line of a megabyte once for each finding on it.
  const lineBreak = ['\r\n', '\n'].find((ending) => text.endsWith(ending)) ?? '';
  return { text: text.slice(0, text.length - lineBreak.length), start };
}
