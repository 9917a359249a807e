import type { Hop, Remark, Stop, Where } from '../../answers/walk/hop.js';
import type { Verdict } from '../../answers/walk/stops.js';
import type { OtherPort, Trace, Way } from '../../answers/trace/trace.js';
import { columnsOf, type ReportOptions } from '../formats/reporter.js';
import { palette, type Paint, type Palette } from '../markup/palette.js';
import { inert, safeJson, visible } from '../markup/visible.js';
import { wrap } from '../markup/wrap.js';

/** What a format of the command `trace` does: the whole output, ending in a newline. */
export type TraceReporter = (trace: Trace, options: ReportOptions) => string;

/** The columns before the words of a hop: its mark, and what it is. */
const MARK = 6;
const LABEL = 11;

/** For people: the verdict, then hop by hop what was found, where, and what mends it. */
export const prettyTrace: TraceReporter = (trace, options) => {
  const paint = palette(options.color);
  const width = columnsOf(options);
  const canvas = { paint, width };
  const parts = [
    [
      ...wrap(`${visible(trace.from)} -> ${visible(trace.to)}`, width - 4, width).map(hanging(paint.strong)),
      ...verdictLines(trace, canvas),
    ],
    ...trace.ways.map((way) => wayLines(way, canvas)),
    portLines(trace.otherPorts, canvas),
    unseenLines(trace, canvas),
  ];
  const shown = parts.filter((lines) => lines.length > 0);
  return inert(shown.map((lines) => lines.map((line) => `${line}\n`).join('')).join('\n'));
};

interface Canvas {
  readonly paint: Palette;
  readonly width: number;
}

const hanging =
  (paint: Paint) =>
  (line: string, at: number): string =>
    (at === 0 ? '' : '    ') + paint(line);

/** One line for the whole walk: `stops at port: the Service has no such port`. */
function verdictLines({ ways, verdict }: Trace, { paint, width }: Canvas): readonly string[] {
  const decisive = ways
    .find((way) => way.verdict === verdict)
    ?.hops.find(({ stop }) => stop !== null && stop.ends === verdict);
  const number = ways.filter((way) => way.verdict === verdict).length;
  const share = ways.length > 1 ? ` (${number} of ${ways.length} ways)` : '';
  const words =
    decisive === undefined || decisive.stop === null
      ? `arrives${share}${doubtWords(ways)}`
      : `${verdict === 'broken' ? 'stops' : 'unknown'} at ${decisive.kind}: ${decisive.stop.title}${share}`;
  return wrap(visible(words), width - 4, width).map(hanging(paintOf(verdict, paint)));
}

/** Where a rule warns of a hop that the request passes. */
function doubtWords(ways: readonly Way[]): string {
  const hops = ways
    .flatMap((way) => way.hops)
    .filter(({ remarks }) => remarks.some(({ severity }) => severity === 'error' || severity === 'warning'));
  const kinds = [...new Set(hops.map(({ kind }) => kind))];
  return kinds.length === 0 ? '' : `; warnings at ${kinds.join(', ')}`;
}

function paintOf(verdict: Verdict, paint: Palette): Paint {
  return { arrives: paint.added, broken: paint.error, unknown: paint.warning }[verdict];
}

function wayLines({ title, hops, verdict }: Way, canvas: Canvas): readonly string[] {
  const { paint, width } = canvas;
  const head =
    title === null ? [] : wrap(`${visible(title)}: ${VERDICTS[verdict]}`, width - 4, width).map(hanging(paint.strong));
  return [...head, ...hops.flatMap((hop) => hopLines(hop, canvas))];
}

const VERDICTS: Readonly<Record<Verdict, string>> = { arrives: 'arrives', broken: 'stops', unknown: 'unknown' };

function hopLines(hop: Hop, canvas: Canvas): readonly string[] {
  const { paint } = canvas;
  const { kind, says, at, remarks, stop } = hop;
  const [mark, painted] = markOf(stop, paint);
  const texts = [
    ...block(withPlace(says, stop === null || stop.note !== says ? at : null), canvas),
    ...(stop === null ? [] : stopLines(stop, says, canvas)),
    ...remarks.flatMap((remark) =>
      block(remarkWords(remark), canvas, remark.severity === null ? undefined : paint[remark.severity]),
    ),
  ];
  const blank = ' '.repeat(MARK + LABEL);
  const first = `${painted(mark)}${' '.repeat(MARK - mark.length)}${kind.padEnd(LABEL)}`;
  return texts.map((text, index) => (index === 0 ? first : blank) + text);
}

function markOf(stop: Stop | null, paint: Palette): readonly [string, Paint] {
  if (stop === null) return ['ok', paint.added];
  return stop.ends === 'broken' ? ['STOP', paint.error] : ['?', paint.warning];
}

function stopLines({ ends, note, repair, at, title, rule }: Stop, says: string, canvas: Canvas): readonly string[] {
  const { paint } = canvas;
  const painted = ends === 'broken' ? paint.error : paint.warning;
  return [
    ...block(title, canvas, painted),
    ...(note === says ? [] : block(withPlace(note, at), canvas)),
    ...(repair === null ? [] : block(`repair: ${repair}`, canvas)),
    ...(rule === null ? [] : block(`svclint explain ${rule}`, canvas, paint.dim)),
  ];
}

function remarkWords({ text, at, rule, severity }: Remark): string {
  const head = severity === null ? 'note' : `${severity}[${rule ?? ''}]`;
  return withPlace(`${head}: ${text}`, at);
}

function withPlace(text: string, at: Where | null): string {
  return at === null ? text : `${text} (${at.file}:${at.line}:${at.column})`;
}

function block(text: string, { width }: Canvas, paint: Paint = (line) => line): readonly string[] {
  const room = width - MARK - LABEL;
  return wrap(visible(text), room - 2, room).map((line, at) => (at === 0 ? '' : '  ') + paint(line));
}

/** `other ports: 80 stops, …; 9090 arrives`. */
function portLines(ports: readonly OtherPort[], { width }: Canvas): readonly string[] {
  if (ports.length === 0) return [];
  const words = ports.map(({ name, port, protocol, verdict, note }) => {
    const number = protocol === 'TCP' ? String(port) : `${port}/${protocol}`;
    const shown = `${number}${name === '' ? '' : ` (${name})`} ${VERDICTS[verdict]}`;
    return note === null ? shown : `${shown}: ${note}`;
  });
  return [
    'other ports:',
    ...words.flatMap((text) =>
      wrap(visible(text), width - 6, width - 2).map((line, at) => (at === 0 ? '  ' : '      ') + line),
    ),
  ];
}

function unseenLines({ notLookedAt }: Trace, { paint, width }: Canvas): readonly string[] {
  if (notLookedAt.length === 0) return [];
  return [
    'not looked at, since it is in no file:',
    ...notLookedAt.flatMap(({ what, command }) => [
      ...wrap(visible(what), width - 6, width - 2).map((line, at) => (at === 0 ? '  ' : '      ') + line),
      // A command stays on one line, so that it can be copied.
      ...(command === null ? [] : [`      ${paint.dim(visible(command))}`]),
    ]),
  ];
}

/** The trace as JSON, version 1: the shape of `schema/trace.schema.json`. */
export const jsonTrace: TraceReporter = ({ from, to, verdict, ways, otherPorts, notLookedAt }) =>
  safeJson({
    version: 1,
    from,
    to,
    verdict,
    ways: ways.map(({ title, verdict: own, hops }) => ({ title, verdict: own, hops: hops.map(hopData) })),
    otherPorts: otherPorts.map(({ name, port, protocol, verdict: own, note }) => ({
      name,
      port,
      protocol,
      verdict: own,
      note,
    })),
    notLookedAt: notLookedAt.map(({ what, command }) => ({ what, command })),
  });

function hopData({ kind, says, at, remarks, stop, command }: Hop): unknown {
  return {
    kind,
    says,
    at: whereData(at),
    remarks: remarks.map(({ text, at: place, rule, severity }) => ({ text, at: whereData(place), rule, severity })),
    stop: stop && {
      kind: stop.kind,
      ends: stop.ends,
      title: stop.title,
      note: stop.note,
      repair: stop.repair,
      at: whereData(stop.at),
      rule: stop.rule,
    },
    command,
  };
}

function whereData(at: Where | null): unknown {
  return at && { file: at.file, line: at.line, column: at.column };
}
