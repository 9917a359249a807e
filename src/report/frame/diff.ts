import { groupBy } from '../../data/group.js';
import type { Edit, Fix } from '../../diagnostic/diagnostic.js';
import { positionAt } from '../../text/source-file.js';
import type { SourceFile } from '../../text/source-file.js';
import { rawLine } from './sections.js';

/** A line of a diff: `number` is that of the file as it is, null for a line that is only added. */
export interface DiffLine {
  readonly sign: '-' | '+' | ' ';
  readonly number: number | null;
  readonly text: string;
  /** The offset at which it differs from its counterpart: what to keep when the line is cut. */
  readonly focus: number;
}

// Of a line of a megabyte (minified JSON) only this much beside an edit is looked at: more than any window shows of it.
const ENOUGH = 1000;

/** What a fix does to each file, in the order in which the fix names them. */
export function diffsOf(fix: Fix): ReadonlyMap<SourceFile, readonly DiffLine[]> {
  const files = groupBy(fix.edits, ({ span }) => span.file);
  return new Map([...files].map(([file, own]) => [file, diffOf(file, own)]));
}

function diffOf(file: SourceFile, edits: readonly Edit[]): readonly DiffLine[] {
  const groups: Edit[][] = [];
  for (const edit of [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (before !== undefined && lineAt(file, before.span.end) === lineAt(file, edit.span.start)) group?.push(edit);
    else groups.push([edit]);
  }
  return groups.flatMap((group) => hunk(file, group, groups.length > 1));
}

/** The lines that the edits touch, before and after, without what both have in common at either end. */
function hunk(file: SourceFile, edits: readonly Edit[], among: boolean): readonly DiffLine[] {
  const firstLine = lineAt(file, edits[0]?.span.start ?? 0);
  const lastLine = lineAt(file, edits.at(-1)?.span.end ?? 0);
  const last = rawLine(file, lastLine);
  const start = Math.max(rawLine(file, firstLine).start, (edits[0]?.span.start ?? 0) - ENOUGH);
  const end = Math.min(last.start + last.text.length, (edits.at(-1)?.span.end ?? 0) + ENOUGH);
  const old = file.text.slice(start, end).split(/\r?\n/);
  const fresh = applied(file, edits, { start, end }).split(/\r?\n/);
  const shorter = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < shorter && old[head] === fresh[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++;
  const removed = old.slice(head, old.length - tail);
  const added = fresh.slice(head, fresh.length - tail);
  return signed(file, { first: firstLine + head, removed, added, among });
}

function applied(
  file: SourceFile,
  edits: readonly Edit[],
  range: { readonly start: number; readonly end: number },
): string {
  let text = '';
  let at = range.start;
  for (const edit of edits) {
    text += file.text.slice(at, Math.max(at, edit.span.start)) + edit.text;
    at = Math.max(at, edit.span.end);
  }
  return text + file.text.slice(at, Math.max(at, range.end));
}

interface Change {
  readonly first: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
  readonly among: boolean;
}

function signed(file: SourceFile, { first, removed, added, among }: Change): readonly DiffLine[] {
  const focus = (index: number): number => firstDifference(removed[index] ?? '', added[index] ?? '');
  // An added line has no number of its own, so among several places the line above says where it goes.
  const anchor = among && removed.length === 0 && first > 1;
  return [
    ...(anchor ? [{ sign: ' ' as const, number: first - 1, text: rawLine(file, first - 1).text, focus: 0 }] : []),
    ...removed.map((text, index) => ({ sign: '-' as const, number: first + index, text, focus: focus(index) })),
    ...added.map((text, index) => {
      const number = index < removed.length ? first + index : null;
      return { sign: '+' as const, number, text, focus: focus(index) };
    }),
  ];
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  return a === '' || b === '' ? 0 : at;
}

function lineAt(file: SourceFile, offset: number): number {
  return positionAt(file, offset).line;
}
