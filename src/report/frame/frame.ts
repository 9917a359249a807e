import type { Diagnostic, Fix } from '../../diagnostic/diagnostic.js';
import type { SourceFile } from '../../text/source-file.js';
import { displayWidth } from '../../text/width.js';
import { diffsOf } from './diff.js';
import type { DiffLine } from './diff.js';
import { labelRows } from './label-rows.js';
import { locationOf } from '../markup/location.js';
import { rawLine, sectionsOf } from './sections.js';
import type { Section } from './sections.js';
import { viewsOf } from './source-line.js';
import type { Paint, Palette } from '../markup/palette.js';
import { visible } from '../markup/visible.js';
import { wrap } from '../markup/wrap.js';

/** Where a frame is drawn. */
export interface Canvas {
  readonly paint: Palette;
  /** Columns, at least 40; Infinity when unknown. */
  readonly width: number;
}

interface Frame extends Canvas {
  /** Digits of the greatest line number: the gutter is as wide in every part of a frame. */
  readonly digits: number;
  readonly label: Paint;
}

// Without a window a line may be long, but a minified file must not fill the log.
const LONGEST_SOURCE = 240;
const LONGEST_DIFF = 24;

/** The lines of a diagnostic below its headline: source with labels, notes, help, fix, and `more` where asked for. */
export function frameOf(diagnostic: Diagnostic, canvas: Canvas, more: boolean): readonly string[] {
  const sections = sectionsOf(diagnostic);
  const diffs: Diffs = diagnostic.fix ? diffsOf(diagnostic.fix) : new Map();
  const digits = String(lastNumber(sections, [...diffs.values()].flat())).length;
  const frame: Frame = { ...canvas, digits, label: canvas.paint[diagnostic.severity] };
  const remarks = [
    ...diagnostic.notes.flatMap((note) => remark('note', note, frame)),
    ...(diagnostic.help === null ? [] : remark('help', diagnostic.help, frame)),
    ...(diagnostic.fix ? fixLines(diagnostic.fix, diffs, { frame, home: diagnostic.primary.span.file }) : []),
    ...(more ? remark('more', `svclint explain ${diagnostic.rule}`, frame) : []),
  ];
  const source = sections.flatMap((section, index) => [
    ...(index > 0 ? [bar(frame)] : []),
    ...sectionLines(section, index === 0, frame),
  ]);
  return remarks.length === 0 ? source : [...source, bar(frame), ...remarks];
}

function lastNumber(sections: readonly Section[], diff: readonly DiffLine[]): number {
  const shown = sections.flatMap((section) => [...section.lines.keys()]);
  // Not by spreading into Math.max: a fix may touch more lines than a call takes arguments.
  return [...shown, ...diff.map((line) => line.number ?? 0)].reduce((last, number) => Math.max(last, number), 1);
}

/** `   = note: text`, further lines of a narrow window below the text. */
function remark(word: string, text: string, frame: Frame): readonly string[] {
  const indent = ' '.repeat(frame.digits + 1);
  const hang = word.length > 6 ? indent.length + 4 : indent.length + word.length + 4;
  const first = frame.width - (indent.length + word.length + 4);
  const [head = '', ...rest] = wrap(visible(text), frame.width - hang, first);
  return [
    `${indent}${frame.paint.gutter('=')} ${frame.paint.strong(`${word}:`)} ${head}`,
    ...rest.map((line) => ' '.repeat(hang) + line),
  ];
}

function sectionLines(section: Section, first: boolean, frame: Frame): readonly string[] {
  const arrow = first ? '-->' : ':::';
  const head = `${' '.repeat(frame.digits)}${frame.paint.gutter(arrow)} ${locationOf(section.head)}`;
  const numbers = [...section.lines.keys()];
  const body = numbers.flatMap((number, index) => {
    const gap = index > 0 && number - (numbers[index - 1] ?? number) > 1;
    return [...(gap ? [frame.paint.gutter('...')] : []), ...sourceLines(section, number, frame)];
  });
  return [head, bar(frame), ...body];
}

function sourceLines(section: Section, number: number, frame: Frame): readonly string[] {
  const room = frame.width - frame.digits - 3;
  const style = { room, primary: frame.label, secondary: frame.paint.gutter };
  const views = viewsOf(
    rawLine(section.file, number).text,
    section.lines.get(number) ?? [],
    Math.min(room, LONGEST_SOURCE),
  );
  return views.flatMap((view) => [
    bar(frame, String(number), view.text),
    ...(view.marks.length > 0 ? labelRows(view.marks, style).map((row) => bar(frame, '', row)) : []),
  ]);
}

/** The gutter, with a line number or none, and what stands right of it. */
function bar(frame: Frame, number = '', text = ''): string {
  const gutter = frame.paint.gutter(`${number.padStart(frame.digits)} |`);
  return text === '' ? gutter : `${gutter} ${text}`;
}

type Diffs = ReadonlyMap<SourceFile, readonly DiffLine[]>;

function fixLines(
  fix: Fix,
  diffs: Diffs,
  { frame, home }: { readonly frame: Frame; readonly home: SourceFile },
): readonly string[] {
  const elsewhere = [...diffs.keys()].some((file) => file !== home);
  const lines = [...diffs].flatMap(([file, diff]) => [
    ...(elsewhere ? [bar(frame, '', ` ${frame.paint.gutter('-->')} ${visible(file.path)}`)] : []),
    ...diff.flatMap((line) => diffLine(line, frame)),
  ]);
  const left = lines.length - LONGEST_DIFF;
  const rest = left > 0 ? [bar(frame, '', `  ... ${left} more lines`)] : [];
  return [...remark(`fix (${fix.applicability})`, fix.title, frame), ...lines.slice(0, LONGEST_DIFF), ...rest];
}

function diffLine(line: DiffLine, frame: Frame): readonly string[] {
  const room = Math.min(frame.width - 2 * frame.digits - 8, LONGEST_SOURCE);
  const number = (line.number === null ? '' : String(line.number)).padStart(frame.digits);
  const paints = { '+': frame.paint.added, '-': frame.paint.removed, ' ': (text: string): string => text };
  const paint = paints[line.sign];
  return diffTexts(line, room).map((text, index) => {
    const signed = `${index === 0 ? line.sign : ' '} ${text}`.trimEnd();
    return bar(frame, '', `  ${frame.paint.gutter(index === 0 ? number : ' '.repeat(frame.digits))} ${paint(signed)}`);
  });
}

/**
 * What is only added is there to be read in full, so it goes on in a further row; other long lines are cut around the
 * change.
 */
function diffTexts(line: DiffLine, room: number): readonly string[] {
  const width = line.text.length > 4 * room ? Infinity : displayWidth(visible(line.text));
  const indent = Math.min(/^ */.exec(line.text)?.[0].length ?? 0, Math.floor(room / 2));
  if (line.number === null && width > room && width <= 4 * room) {
    const rows = wrap(visible(line.text.trim()), room - indent - 2, room - indent);
    return rows.map((text, index) => ' '.repeat(index === 0 ? indent : indent + 2) + text);
  }
  const focus = { start: line.focus, end: line.focus + 1, text: '', primary: true };
  return viewsOf(line.text, [focus], room).map((view) => view.text);
}
