import { smallest } from '../data/largest.js';
import { lineText, positionAt, sourceFile, type SourceFile, type Span } from '../text/source-file.js';
import { parseFile } from '../yaml/parse.js';
import { silencingsIn } from './comments.js';

/** Text to be put in at an empty place. */
export interface Insertion {
  readonly span: Span;
  readonly text: string;
}

/** A line as long as this is still read with ease. */
const WIDEST = 120;

/**
 * The insertion of a comment that silences a rule at a place: behind its line, or above it where there is no room, or
 * at the nearest entry around it. Undefined in a text that no comment can be written into.
 */
export function silencingAt(span: Span, rule: string, reason: string): Insertion | undefined {
  const { file } = span;
  if (file.path.endsWith('.json')) return undefined;
  const comment = `# svclint: allow ${rule} -- ${reason}`;
  for (const line of linesAround(file, positionAt(file, span.start).line)) {
    const isShort = lineText(file, line).length + comment.length < WIDEST;
    const both = [behind(file, line, comment), above(file, line, comment)];
    const inOrder = isShort ? both : both.reverse();
    const heard = inOrder.flatMap((edit) => {
      const covered = coverage(edit, span, rule);
      return covered === undefined ? [] : [{ edit, covered }];
    });
    const least = smallest(heard.map(({ covered }) => covered));
    const found = heard.find(({ covered }) => covered === least);
    if (found !== undefined) return found.edit;
  }
  return undefined;
}

/** A line, and those above it of entries that hold it: each is indented less. */
function linesAround(file: SourceFile, from: number): readonly number[] {
  const found = [from];
  let indent = indentOf(lineText(file, from));
  for (let line = from - 1; line > 0 && indent > 0; line--) {
    const text = lineText(file, line);
    if (/^\s*(#.*)?$/.test(text) || indentOf(text) >= indent) continue;
    indent = indentOf(text);
    found.push(line);
  }
  return found;
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

function behind(file: SourceFile, line: number, comment: string): Insertion {
  const end = startOf(file, line) + lineText(file, line).trimEnd().length;
  return { span: { file, start: end, end }, text: ` ${comment}` };
}

function above(file: SourceFile, line: number, comment: string): Insertion {
  const start = startOf(file, line);
  const text = lineText(file, line);
  const lineBreak = file.text.startsWith('\r\n', start + text.length) ? '\r\n' : '\n';
  return { span: { file, start, end: start }, text: `${text.slice(0, indentOf(text))}${comment}${lineBreak}` };
}

/** Behind the byte order mark, which is no text. */
function startOf({ lineStarts, text }: SourceFile, line: number): number {
  const start = lineStarts[line - 1] ?? text.length;
  return start === 0 && text.startsWith('\uFEFF') ? 1 : start;
}

/** How much a written comment covers beside itself; undefined where it does not silence the rule at the place. */
function coverage({ span: { start, end }, text }: Insertion, place: Span, rule: string): number | undefined {
  const { file } = place;
  const after = sourceFile(file.path, file.text.slice(0, start) + text + file.text.slice(end));
  const at = place.start < start ? place.start : place.start + text.length;
  const own = silencingsIn(parseFile(after)).find(
    ({ span, rules }) => span.start >= start && span.start < start + text.length && rules.some(({ id }) => id === rule),
  );
  if (own?.covers === undefined || own.covers.start > at || own.covers.end <= at) return undefined;
  const isWithin = own.covers.start <= start && start < own.covers.end;
  return own.covers.end - own.covers.start - (isWithin ? text.length : 0);
}
