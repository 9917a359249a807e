import type { Edit, Fix } from '../diagnostic/diagnostic.js';
import type { Change, FixRecipe } from '../rule/rule.js';
import { textOf, type Span } from '../text/source-file.js';
import { resolvePlain } from '../yaml/scalar.js';

/** The edits of a fix; null where a place comes through an alias, whose anchor serves other uses too, or where a value is computed from several texts. */
export function fixOf(recipe: FixRecipe): Fix | null {
  const edits = recipe.changes.map(editOf);
  if (edits.some((edit) => edit === undefined)) return null;
  return { title: recipe.title, applicability: recipe.applicability, edits: edits.filter((edit) => edit !== undefined) };
}

function editOf(change: Change): Edit | undefined {
  if ('replace' in change) {
    const { anchor, computedBy } = change.replace;
    const span = editableSpan(change.replace.span);
    if (anchor !== undefined || computedBy !== undefined || span === undefined) return undefined;
    return { span, text: change.inside === true ? String(change.with) : scalarText(change.with, textOf(span).charAt(0)) };
  }
  const { key, value } = change.after;
  // Where a program made the text, its lines are indented and may be made several times.
  const isPlain = [key, value].every(({ anchor, computedBy }) => anchor === undefined && computedBy === undefined);
  if (!isPlain || key.span.file.originOf !== undefined) return undefined;
  const between = separator(key.span);
  const end = between.startsWith(',') ? value.span.end : endOfLine(value.span);
  return { span: { file: key.span.file, start: end, end }, text: between + entryText(change.entry) };
}

/** Where the text may be edited: in a text that a program made, only what a person wrote just so. */
function editableSpan(span: Span): Span | undefined {
  const origin = span.file.originOf?.(span);
  if (origin === undefined) return span;
  return origin.literal ? origin.span : undefined;
}

/** A comment behind the value stays with it. */
function endOfLine({ file, end }: Span): number {
  const lineBreak = /\r?\n|$/.exec(file.text.slice(end));
  return end + (lineBreak?.index ?? 0);
}

function entryText([key, value]: readonly [string, string | number]): string {
  return `${key}: ${scalarText(value, '')}`;
}

/** A new line with the key's own indentation in block style; a comma in flow style. */
function separator(key: Span): string {
  const { text, lineStarts } = key.file;
  const lineStart = lineStarts.findLast((start) => start <= key.start) ?? 0;
  const before = text.slice(lineStart, key.start);
  if (!/^[ \t]*(- +)*$/.test(before)) return ', ';
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return lineBreak + ' '.repeat(before.length);
}

/** A scalar in the quotes that stood there; where none stood, plain unless YAML would read something else. */
function scalarText(value: string | number, quote: string): string {
  if (typeof value === 'number') return String(value);
  if (quote === '"') return JSON.stringify(value);
  if (quote === "'") return `'${value.replaceAll("'", "''")}'`;
  const plain = resolvePlain(value) === value && /^[A-Za-z0-9_./][-A-Za-z0-9_./ ]*$/.test(value) && !value.endsWith(' ');
  return plain ? value : JSON.stringify(value);
}
