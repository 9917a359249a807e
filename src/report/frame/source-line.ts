import { displayWidth, graphemes } from '../../text/width.js';
import { LOG_COMMAND } from '../../text/words.js';
import { visible } from '../markup/visible.js';

/** A label within one line of text: UTF-16 offsets into the line. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly primary: boolean;
}

/** A line, or the part of a long line around its labels, as it is printed; its marks count display columns from 0. */
export interface View {
  readonly text: string;
  readonly marks: readonly Mark[];
}

interface Cell {
  readonly offset: number;
  /** UTF-16 units in the file; `text` may be longer, `\\u001b` for one character. */
  readonly length: number;
  readonly text: string;
  readonly column: number;
  readonly width: number;
}

/** A part of a line short enough to be looked at character by character. */
interface Piece {
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly cutLeft: boolean;
  readonly cutRight: boolean;
}

const TAB = '    ';
const CUT = '...';

/**
 * How a line is printed in `room` columns: once when it fits, otherwise cut to the surroundings of its labels,
 * and printed again for labels that stand too far apart.
 */
export function viewsOf(text: string, marks: readonly Mark[], room: number): readonly View[] {
  const sorted = [...marks].sort((a, b) => a.start - b.start || a.end - b.end);
  return piecesOf(text, sorted, room).flatMap((piece) => {
    const cells = cellsOf(piece.text);
    const placed = piece.marks.map((mark) => toColumns(cells, mark));
    const total = Math.max(widthOf(cells), lastEnd(placed));
    if (total <= room && !piece.cutLeft && !piece.cutRight) return [{ text: textOf(cells).trimEnd(), marks: placed }];
    return near(placed, room - 2 * CUT.length).map((group) => window(cells, group, { ...piece, room }));
  });
}

/** Cuts a line of a megabyte (minified JSON) near its labels before anything looks at each character. */
function piecesOf(text: string, marks: readonly Mark[], room: number): readonly Piece[] {
  if (text.length <= 8 * room) return [{ text, marks, cutLeft: false, cutRight: false }];
  return near(marks, room).map((group) => {
    const focus = group[0]?.start ?? 0;
    const from = wholeCharacter(text, Math.max(0, focus - room));
    const to = wholeCharacter(text, Math.min(text.length, focus + 2 * room));
    const shifted = group.map((mark) => ({ ...mark, start: mark.start - from, end: Math.min(mark.end, to) - from }));
    return { text: text.slice(from, to), marks: shifted, cutLeft: from > 0, cutRight: to < text.length };
  });
}

function wholeCharacter(text: string, offset: number): number {
  return /[\uDC00-\uDFFF]/.test(text.charAt(offset)) && offset > 0 ? offset - 1 : offset;
}

/** Groups sorted marks so that each group spans at most `room`; no marks make one empty group. */
function near(marks: readonly Mark[], room: number): readonly (readonly Mark[])[] {
  const groups: Mark[][] = [[]];
  for (const mark of marks) {
    const group = groups.at(-1) ?? [];
    if (mark.end - (group[0] ?? mark).start <= room || group.length === 0) group.push(mark);
    else groups.push([mark]);
  }
  return groups;
}

function cellsOf(text: string): readonly Cell[] {
  let offset = 0;
  let column = 0;
  const commands = new Set(Array.from(text.matchAll(LOG_COMMAND), ({ index }) => index + 1));
  return graphemes(text).map((grapheme) => {
    const shown = commands.has(offset) ? '\\u0023' : shownAs(grapheme);
    const cell = { offset, length: grapheme.length, text: shown, column, width: displayWidth(shown) };
    offset += grapheme.length;
    column += cell.width;
    return cell;
  });
}

function shownAs(grapheme: string): string {
  return grapheme === '\t' ? TAB : visible(grapheme);
}

function textOf(cells: readonly Cell[]): string {
  return cells.map((cell) => cell.text).join('');
}

function widthOf(cells: readonly Cell[]): number {
  const last = cells.at(-1);
  return last === undefined ? 0 : last.column + last.width;
}

function lastEnd(marks: readonly Mark[]): number {
  return marks.reduce((last, { end }) => Math.max(last, end), 0);
}

/** At least one column wide, so that an empty place is seen. */
function toColumns(cells: readonly Cell[], mark: Mark): Mark {
  const at = cells.find((cell) => mark.start < cell.offset + cell.length);
  const start = at === undefined ? widthOf(cells) : at.column;
  const last = cells.findLast((cell) => cell.offset < mark.end);
  return { ...mark, start, end: Math.max(start + 1, last === undefined ? 0 : last.column + last.width) };
}

/** The part of a line around `marks`, `room` columns at most, with `...` where it was cut. */
function window(
  cells: readonly Cell[],
  marks: readonly Mark[],
  cut: { room: number; cutLeft: boolean; cutRight: boolean },
): View {
  const start = marks[0]?.start ?? 0;
  const end = lastEnd(marks);
  const fromStart = !cut.cutLeft && end <= cut.room - CUT.length;
  const spare = Math.max(0, Math.min(Math.floor(cut.room / 3), cut.room - 2 * CUT.length - (end - start)));
  const first = fromStart ? cells[0] : (cells.find((cell) => cell.column >= start - spare) ?? cells.at(-1));
  const prefix = cut.cutLeft || (first?.column ?? 0) > 0 ? CUT : '';
  const shift = (first?.column ?? 0) - prefix.length;
  const rest = cells.filter((cell) => cell.column >= (first?.column ?? 0));
  const whole = !cut.cutRight && widthOf(rest) - shift <= cut.room;
  const shown = whole ? rest : rest.filter((cell) => cell.column + cell.width - shift <= cut.room - CUT.length);
  const edge = Math.max(prefix.length + 1, (shown.length === 0 ? 0 : widthOf(shown) - shift) + (whole ? 1 : 0));
  const moved = marks.map((mark) => {
    const at = Math.min(mark.start - shift, edge - 1);
    return { ...mark, start: at, end: Math.max(at + 1, Math.min(mark.end - shift, edge)) };
  });
  return { text: prefix + textOf(shown) + (whole ? '' : CUT), marks: moved };
}
