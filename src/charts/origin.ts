import { lineText, type Origin, type SourceFile } from '../text/source-file.js';
import { piecesOf } from './actions.js';

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
  if (first === undefined || last === undefined || from >= to) return at(whole.start, Math.max(whole.end, whole.start), false);
  const start = first.literal ? first.start + Math.max(0, from - first.from) : first.start;
  const end = last.literal ? last.start + (to - last.from) : last.end;
  return at(start, Math.max(end, start), first === last && first.literal);
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

/** More actions than this on one line could be laid over the rendered text in too many ways to try. */
const MOST_ACTIONS = 8;

/** Lays the text and the actions of a template's line over the rendered line; undefined where they do not fit. */
function alignedParts(line: string, rendered: string): readonly Part[] | undefined {
  const text = line.trim();
  const indent = line.length - line.trimStart().length;
  const pieces = piecesOf(text);
  if (pieces.length > 2 * MOST_ACTIONS) return undefined;
  const patterns = pieces.map(({ type, start, end }) => (type === 'text' ? `(${escaped(trimmedText(text, start, end))})` : '(.*?)'));
  const match = new RegExp(`^\\s*${patterns.join('')}\\s*$`).exec(rendered);
  if (match === null) return undefined;
  let from = rendered.length - rendered.trimStart().length;
  return pieces.map(({ type, start, end }, at) => {
    const part = { from, to: from + (match[at + 1]?.length ?? 0), start: start + indent, end: end + indent, literal: type === 'text' };
    from = part.to;
    return part;
  });
}

/** `{{-` and `-}}` take away the blanks beside them. */
function trimmedText(text: string, start: number, end: number): string {
  const own = text.slice(start, end);
  const left = text.slice(0, start).endsWith('-}}') ? own.trimStart() : own;
  return text.startsWith('{{-', end) ? left.trimEnd() : left;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
