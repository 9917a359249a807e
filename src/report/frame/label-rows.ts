import { displayWidth } from '../../text/width.js';
import type { Mark } from './source-line.js';
import type { Paint } from '../markup/palette.js';
import { wrap } from '../markup/wrap.js';

/** How labels are drawn: the columns beside the gutter and the colours of the two kinds of label. */
export interface LabelStyle {
  readonly room: number;
  readonly primary: Paint;
  readonly secondary: Paint;
}

interface Piece {
  readonly column: number;
  readonly text: string;
  readonly paint: Paint;
}

// A text that hangs below its place wants this much room; with less it moves to the left.
const READABLE = 30;

/**
 * The rows under a source line: underlines, then the text of each label so that no two texts meet. Marks count columns.
 */
export function labelRows(marks: readonly Mark[], style: LabelStyle): readonly string[] {
  const inline = inlineMark(marks, style);
  const hanging = marks
    .filter((mark) => mark !== inline && mark.text !== '')
    .map((mark, index) => ({ mark, index }))
    .sort((a, b) => b.mark.start - a.mark.start || a.index - b.index)
    .map(({ mark }) => mark);
  const hangs = (mark: Mark): boolean => style.room - mark.start >= Math.min(READABLE, displayWidth(mark.text));
  if (marks.length === 1 && inline === undefined && hanging.length === 1) return apart(marks, style);
  return hanging.every(hangs) ? stacked(marks, inline, hanging, style) : apart(marks, style);
}

/** The label that may speak right of the underlines: the one that ends last, if its text fits there. */
function inlineMark(marks: readonly Mark[], style: LabelStyle): Mark | undefined {
  const last = marks.reduce<Mark | undefined>(
    (best, mark) =>
      best === undefined || mark.end > best.end || (mark.end === best.end && mark.start > best.start) ? mark : best,
    undefined,
  );
  return last !== undefined && last.end + 1 + displayWidth(last.text) <= style.room ? last : undefined;
}

/** As rustc: texts hang on lines of `|`, the rightmost first. */
function stacked(
  marks: readonly Mark[],
  inline: Mark | undefined,
  hanging: readonly Mark[],
  style: LabelStyle,
): readonly string[] {
  const aside =
    inline === undefined ? [] : [{ column: inline.end + 1, text: inline.text, paint: paintOf(inline, style) }];
  const rows = [draw([...underlines(marks, style), ...aside])];
  if (hanging.length > 0) rows.push(draw(connectors(hanging, Infinity, style)));
  hanging.forEach((mark, index) => {
    const below = connectors(hanging.slice(index + 1), mark.start, style);
    for (const text of wrap(mark.text, style.room - mark.start)) {
      rows.push(draw([...below, { column: mark.start, text, paint: paintOf(mark, style) }]));
    }
  });
  return rows;
}

/** For narrow windows: every label has its own underline and its text under it, moved to the left as far as needed. */
function apart(marks: readonly Mark[], style: LabelStyle): readonly string[] {
  return marks.flatMap((mark) => {
    const wanted = displayWidth(mark.text);
    const column = wanted <= style.room - 2 ? Math.min(mark.start, style.room - wanted) : Math.min(mark.start, 2);
    const texts = mark.text === '' ? [] : wrap(mark.text, style.room - column);
    return [
      draw(underlines([mark], style)),
      ...texts.map((text) => draw([{ column, text, paint: paintOf(mark, style) }])),
    ];
  });
}

function connectors(marks: readonly Mark[], before: number, style: LabelStyle): readonly Piece[] {
  const columns = new Map<number, Mark>();
  for (const mark of marks) if (mark.start < before && !columns.get(mark.start)?.primary) columns.set(mark.start, mark);
  return [...columns].map(([column, mark]) => ({ column, text: '|', paint: paintOf(mark, style) }));
}

/** Runs of `^` and `-`; where places overlap the primary one is seen. */
function underlines(marks: readonly Mark[], style: LabelStyle): readonly Piece[] {
  const edges = [...new Set(marks.flatMap((mark) => [mark.start, mark.end]))].sort((a, b) => a - b);
  return edges.slice(0, -1).flatMap((start, index) => {
    const end = edges[index + 1] ?? start;
    const covering = marks.filter((mark) => mark.start <= start && mark.end >= end);
    const top = covering.find((mark) => mark.primary) ?? covering[0];
    return top === undefined
      ? []
      : [{ column: start, text: (top.primary ? '^' : '-').repeat(end - start), paint: paintOf(top, style) }];
  });
}

function paintOf(mark: Mark, style: LabelStyle): Paint {
  return mark.primary ? style.primary : style.secondary;
}

function draw(pieces: readonly Piece[]): string {
  let row = '';
  let column = 0;
  for (const piece of pieces.filter(({ text }) => text !== '').sort((a, b) => a.column - b.column)) {
    row += ' '.repeat(Math.max(0, piece.column - column)) + piece.paint(piece.text);
    column = piece.column + displayWidth(piece.text);
  }
  return row;
}
