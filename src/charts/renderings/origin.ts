import { lineText, type Origin, type SourceFile } from '../../text/source-file.js';
import { isOutput, piecesOf } from '../templates/actions.js';

/** The piece of a template's line that made the columns `from` to `to` (0-based, exclusive) of the rendered line. */
export function originInLine(template: SourceFile, line: number, rendered: string, from: number, to: number): Origin {
  const text = lineText(template, line);
  const lineStart = template.lineStarts[line - 1] ?? 0;
  const whole = { start: text.length - text.trimStart().length, end: text.trimEnd().length };
  const parts = alignedParts(text, rendered);
  const first = parts?.find((part) => part.to > from);
  const last = parts?.findLast((part) => part.from < to);
  const at = (start: number, end: number, literal: boolean): Origin => ({
    span: { file: template, start: lineStart + start, end: lineStart + end },
    literal,
  });
  if (first === undefined || last === undefined || from >= to)
    return at(whole.start, Math.max(whole.end, whole.start), false);
  const start = first.literal ? first.start + Math.max(0, from - first.from) : first.start;
  const end = last.literal ? last.start + (to - last.from) : last.end;
  return at(start, Math.max(end, start), first === last && first.literal);
}

/**
 * The action of a template's line that made the columns `from` to `to` of the rendered line, if it was one alone, and
 * what it made of the line.
 */
export function actionInLine(
  template: SourceFile,
  line: number,
  rendered: string,
  from: number,
  to: number,
): { readonly offset: number; readonly made: string } | undefined {
  const lineStart = template.lineStarts[line - 1] ?? 0;
  const parts = alignedParts(lineText(template, line), rendered);
  if (parts !== undefined) {
    const [part, ...others] = parts.filter((each) => !each.literal && each.to > from && each.from < to);
    return part === undefined || others.length > 0
      ? undefined
      : { offset: lineStart + part.start, made: rendered.slice(part.from, part.to) };
  }
  // What does not fit is a line of several that one action made.
  const end = template.lineStarts[line] ?? template.text.length;
  const makers = piecesOf(template.text).filter(
    ({ type, start, end: over }) =>
      type === 'action' && start >= lineStart && start < end && isOutput(template.text.slice(start, over)),
  );
  return makers.length === 1 && makers[0] !== undefined ? { offset: makers[0].start, made: rendered } : undefined;
}

interface Part {
  /** Columns in the rendered line. */
  readonly from: number;
  readonly to: number;
  /** Columns in the template's line. */
  readonly start: number;
  readonly end: number;
  readonly literal: boolean;
}

/** With more actions than this on one line, which of them made a text is a guess. */
const MOST_ACTIONS = 8;

/** Lays the text and the actions of a template's line over the rendered line; undefined where they do not fit. */
function alignedParts(line: string, rendered: string): readonly Part[] | undefined {
  const text = line.trim();
  const indent = line.length - line.trimStart().length;
  const pieces = piecesOf(text);
  if (pieces.length > 2 * MOST_ACTIONS) return undefined;
  const content = rendered.trimEnd();
  /** Empty for an action, and behind the last piece. */
  const textOf = (at: number): string => {
    const piece = pieces[at];
    return piece?.type === 'text' ? trimmedText(text, piece.start, piece.end) : '';
  };
  const parts: Part[] = [];
  let from = rendered.length - rendered.trimStart().length;
  for (const [at, { type, start, end }] of pieces.entries()) {
    const literal = type === 'text';
    const own = textOf(at);
    if (literal && !content.startsWith(own, from)) return undefined;
    const to = literal ? from + own.length : endOfAction(content, from, textOf(at + 1), at, pieces.length);
    if (to === undefined) return undefined;
    parts.push({ from, to, start: start + indent, end: end + indent, literal });
    from = to;
  }
  return from === content.length ? parts : undefined;
}

/**
 * Where the text of an action ends: as early as the text behind it can begin, and at the end of the line where nothing
 * else is left.
 */
function endOfAction(content: string, from: number, behind: string, at: number, count: number): number | undefined {
  if (at === count - 1) return content.length;
  const found = at === count - 2 && behind !== '' ? content.length - behind.length : content.indexOf(behind, from);
  return found < from ? undefined : found;
}

/** `{{-` and `-}}` take away the blanks beside them. */
function trimmedText(text: string, start: number, end: number): string {
  const own = text.slice(start, end);
  const left = text.slice(0, start).endsWith('-}}') ? own.trimStart() : own;
  return text.startsWith('{{-', end) ? left.trimEnd() : left;
}
