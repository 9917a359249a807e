import type { Edit, Fix } from '../../diagnostic/diagnostic.js';
import type { Change, FixRecipe, NewEntry } from '../../rule/rule.js';
import { firstAbove } from '../../data/first-around.js';
import { positionAt, textOf, writtenSpan, type SourceFile, type Span } from '../../text/source-file.js';
import type { Place } from '../../tree/tree.js';
import type { ParsedFile } from '../../yaml/document.js';
import { resolvePlain } from '../../yaml/values/scalar.js';

/** True for a text within one that stands behind an anchor and is repeated by aliases. */
export type IsShared = (span: Span) => boolean;

export function sharedTexts(files: readonly ParsedFile[]): IsShared {
  const byPath = new Map<string, IsShared>();
  for (const { file, documents } of files) {
    const shared = documents.flatMap((document) => document.shared);
    if (shared.length > 0) byPath.set(file.path, isWithinAny(shared));
  }
  return (span) => byPath.get(span.file.path)?.(span) ?? false;
}

/** Whether a span lies within one of others: of those that start no later, the one that ends last decides. */
function isWithinAny(spans: readonly Span[]): (span: Span) => boolean {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  const starts = sorted.map(({ start }) => start);
  let last = 0;
  const lastEnds = sorted.map(({ end }) => (last = Math.max(last, end)));
  return ({ start, end }) => (lastEnds[firstAbove(starts, start) - 1] ?? -1) >= end;
}

/**
 * The edits of a fix; null where a place comes through an alias, because the anchor's text serves other uses too, or
 * where a value is computed from several texts. Where the text is itself repeated by aliases the fix is shown and never
 * applied: only a person knows whether all uses are meant.
 */
export function fixOf(recipe: FixRecipe, isShared: IsShared): Fix | null {
  const edits = recipe.changes.map(editOf);
  if (edits.length === 0 || edits.some((edit) => edit === undefined)) return null;
  const known = edits.filter((edit) => edit !== undefined);
  const applicability = known.some(({ span }) => isShared(span)) ? 'display-only' : recipe.applicability;
  return { title: recipe.title, applicability, edits: known.map(written) };
}

/** An edit of a piece of a stream is one of the stream. */
function written(edit: Edit): Edit {
  return edit.span.file.isExcerpt ? { ...edit, span: writtenSpan(edit.span) } : edit;
}

/** The text that a change is made at. */
export function changedPlace(change: Change): Place {
  if ('replace' in change) return change.replace;
  if ('after' in change) return change.after.value;
  return 'before' in change ? change.before : change.under;
}

function editOf(change: Change): Edit | undefined {
  if ('replace' in change) {
    const { anchor, computedBy } = change.replace;
    const span = editableSpan(change.replace.span);
    if (anchor !== undefined || computedBy !== undefined || span === undefined) return undefined;
    // Rewriting a text of several lines would change its layout, and lose its indentation.
    if (change.inside !== true && textOf(span).includes('\n')) return undefined;
    const { with: value, inside = false } = change;
    const text = inside ? String(value) : scalarText(value, textOf(span).charAt(0), isJson(span.file));
    return { span, text };
  }
  if ('before' in change) return isWritten(change.before) ? entryBefore(change.before, change.entry) : undefined;
  if ('under' in change) return isWritten(change.under) ? entryUnder(change.under, change.entry) : undefined;
  const { key, value } = change.after;
  if (!isWritten(key) || !isWritten(value) || key.span.file !== value.span.file) return undefined;
  return key.inBraces === true
    ? entryBetweenBraces(key, value, change.entry)
    : entryOnItsLine(key, value, change.entry);
}

/** False where a program made the text, whose lines are indented and may be made several times. */
function isWritten({ anchor, computedBy, span }: Place): boolean {
  const { originOf, isExcerpt } = span.file;
  return anchor === undefined && computedBy === undefined && (originOf === undefined || isExcerpt);
}

/** In the place of the key that it comes before, which moves on: to the next line, or behind a comma. */
function entryBefore(key: Place, entry: NewEntry): Edit | undefined {
  const { file, start } = key.span;
  const at = { file, start, end: start };
  const text = (quote: string): string => entryText(entry, quote, isJson(file));
  if (key.inBraces === true) return { span: at, text: `${text(textOf(key.span).charAt(0))}, ` };
  const before = beforeOnItsLine(key.span);
  if (!/^[ \t]*(- +)*$/.test(before)) return undefined;
  return { span: at, text: text('') + lineBreakBefore(file, start) + ' '.repeat(before.length) };
}

/** On the next line, one step further in; undefined where more than the key and a comment stands on its line. */
function entryUnder(key: Place, entry: NewEntry): Edit | undefined {
  const { file, start } = key.span;
  const before = beforeOnItsLine(key.span);
  const end = endOfLine(key.span);
  const isEmpty = /^["']?:[ \t]*(#.*)?$/.test(file.text.slice(key.span.end, end));
  if (key.inBraces === true || !isEmpty || !/^[ \t]*(- +)*$/.test(before)) return undefined;
  const indentation = ' '.repeat(before.length + INDENTATION);
  return {
    span: { file, start: end, end },
    text: lineBreakBefore(file, start) + indentation + entryText(entry, '', false),
  };
}

/** What a step further in is in most manifests. */
const INDENTATION = 2;

/** On the same line where the braces are, else on a line of its own, as the entry that it follows. */
function entryBetweenBraces(key: Place, value: Place, entry: NewEntry): Edit {
  const { file, start } = key.span;
  const before = beforeOnItsLine(key.span);
  const between = /^[ \t]+$/.test(before) ? lineBreakBefore(file, start) + before : ' ';
  const { end } = value.span;
  const text = `,${between}${entryText(entry, textOf(key.span).charAt(0), isJson(file))}`;
  return { span: { file, start: end, end }, text };
}

/**
 * A line with the indentation of the key before it; undefined where more than dashes stands before that key on its
 * line.
 */
function entryOnItsLine(key: Place, value: Place, entry: NewEntry): Edit | undefined {
  const { file, start } = key.span;
  const before = beforeOnItsLine(key.span);
  if (!/^[ \t]*(- +)*$/.test(before)) return undefined;
  const end = endOfLine(value.span);
  const text = lineBreakBefore(file, start) + ' '.repeat(before.length) + entryText(entry, '', false);
  return { span: { file, start: end, end }, text };
}

function beforeOnItsLine({ file, start }: Span): string {
  const lineStart = file.lineStarts[positionAt(file, start).line - 1] ?? 0;
  return file.text.slice(lineStart, start).replace(/^\uFEFF/, '');
}

/** The line break that the lines around use: the one before the offset, else the first of the file. */
function lineBreakBefore(file: SourceFile, offset: number): string {
  const { line } = positionAt(file, offset);
  const behind = file.lineStarts[Math.max(1, line - 1)] ?? 0;
  return behind > 1 && file.text.charAt(behind - 2) === '\r' ? '\r\n' : '\n';
}

/** Where the text may be edited: in a text that a program made, only what a person wrote just so. */
function editableSpan(span: Span): Span | undefined {
  const origin = span.file.isExcerpt ? undefined : span.file.originOf?.(span);
  if (origin === undefined) return span;
  return origin.literal ? origin.span : undefined;
}

/** A comment behind the value stays with it. */
function endOfLine({ file, end }: Span): number {
  const behind = file.lineStarts[positionAt(file, end).line] ?? file.text.length;
  return end + file.text.slice(end, behind).replace(/\r?\n$/, '').length;
}

function entryText([key, value]: NewEntry, quote: string, json: boolean): string {
  return `${scalarText(key, quote, json)}: ${scalarText(value, json ? '"' : '', json)}`;
}

/** JSON has no plain strings; what comes without the name of a file is known by how it begins. */
function isJson({ path, text }: SourceFile): boolean {
  return path.endsWith('.json') || /^\uFEFF?\s*(\[\s*)?\{\s*"/.test(text);
}

/** A scalar in the quotes that stood there; where none stood, plain unless YAML would read something else. */
function scalarText(value: string | number | boolean, quote: string, json: boolean): string {
  if (typeof value !== 'string') return String(value);
  if (quote === '"' || json || /\p{Cc}/u.test(value)) return JSON.stringify(value);
  if (quote === "'") return `'${value.replaceAll("'", "''")}'`;
  return PLAIN.test(value) && !SEXAGESIMAL.test(value) && resolvePlain(value) === value ? value : JSON.stringify(value);
}

/** What needs no quotes, in a block or between braces, whatever comes before and behind it. */
const PLAIN = /^(?:[\w./]|-(?=[\w-]))(?:[\w./=+~@$()^;-]|:(?=[\w/.])| (?=[\w./-]))*$/;

/** To kubectl a text, to parsers that follow YAML 1.1 to the letter a number. */
const SEXAGESIMAL = /^[-+]?\d+(?::[0-5]?\d)+(?:\.\d*)?$/;
