import { append, groupBy } from '../../data/group.js';
import type { Diagnostic, Label, Severity } from '../../diagnostic/diagnostic.js';
import { displayWidth } from '../../text/width.js';
import { count } from '../../text/words.js';
import { frameOf } from '../frame/frame.js';
import type { Canvas } from '../frame/frame.js';
import { lineOf } from './line.js';
import { locationOf } from '../markup/location.js';
import { columnsOf, shownOf } from './reporter.js';
import type { Reporter, ReportOptions } from './reporter.js';
import { ruleTable } from './rule-table.js';
import { palette } from '../markup/palette.js';
import { inert, visible } from '../markup/visible.js';
import { wrap } from '../markup/wrap.js';

/** How much of a report is written out; what is left is counted, and `--format line` lists it. */
interface Extent {
  /** After so many frames of one rule a reader knows what it says and only needs the places. */
  readonly frames: number;
  /** A rule may speak so often before it is folded: of a handful of errors each is worth its frame. */
  readonly unfolded: Readonly<Record<Severity, number>>;
  /** So many places of a folded rule are listed. */
  readonly places: Readonly<Record<Severity, number>>;
  /** So many infos that say the same of other objects are shown. */
  readonly alike: number;
  /** So many infos of one rule are shown that say different things. */
  readonly infos: number;
}

/** A report of more findings begins with a table by rule, so that the few that matter are seen. */
const LONG = 30;
/** One of still more is read for its table, and for an example of each rule. */
const HUGE = 500;

const USUAL: Extent = {
  frames: 3,
  unfolded: { error: 10, warning: 3, info: 0 },
  places: { error: 50, warning: 20, info: 0 },
  alike: 3,
  infos: 20,
};
const BRIEF: Extent = {
  frames: 1,
  unfolded: { error: 3, warning: 1, info: 0 },
  places: { error: 20, warning: 5, info: 0 },
  alike: 1,
  infos: 3,
};

/**
 * For people: errors first, then warnings, each folded where one rule speaks very often, then infos in one line each,
 * by what they say.
 */
export const pretty: Reporter = (result, options) => {
  const canvas: Canvas = { paint: palette(options.color), width: columnsOf(options) };
  const shown = shownOf(result, options);
  const of = (severity: Severity): readonly Diagnostic[] =>
    shown.filter((diagnostic) => diagnostic.severity === severity);
  const extent = shown.length > HUGE ? BRIEF : USUAL;
  const [errors, warnings] = [fold(of('error'), extent), fold(of('warning'), extent)];
  const frames = framing(canvas, options);
  const lists = ({ folded }: Folding): readonly Block[] =>
    [...folded].map(([rule, rest]) => foldedLines(rule, rest, extent, canvas));
  const infos = [...groupBy(of('info'), ({ rule }) => rule).values()].flatMap((own) => infosOf(own, extent, canvas));
  const blocks: readonly Block[] = [
    ...(shown.length > LONG ? [ruleTable(shown, canvas)] : []),
    ...frames(errors.full),
    ...lists(errors),
    ...frames(warnings.full),
    ...lists(warnings),
    ...(infos.length > 0 ? [infos] : []),
  ];
  return inert(blocks.map((block) => block.join('\n') + '\n').join('\n'));
};

/** The frames of findings, all of them in full. */
export function framesOf(diagnostics: readonly Diagnostic[], options: ReportOptions): readonly string[] {
  const canvas: Canvas = { paint: palette(options.color), width: columnsOf(options) };
  return framing(canvas, options)(diagnostics).map((block) => inert(block.join('\n') + '\n'));
}

/** Draws findings in full; the first of each rule says where to read more. */
function framing(canvas: Canvas, { quiet }: ReportOptions): (full: readonly Diagnostic[]) => readonly Block[] {
  const explained = new Set<string>();
  return (full) =>
    full.map((diagnostic) => {
      const first = quiet !== true && diagnostic.docs !== '' && !explained.has(diagnostic.rule);
      explained.add(diagnostic.rule);
      return [...headline(diagnostic, canvas), ...frameOf(diagnostic, canvas, first)];
    });
}

/** Lines that stand together; an empty line parts them from the next ones. */
type Block = readonly string[];

interface Folding {
  readonly full: readonly Diagnostic[];
  readonly folded: ReadonlyMap<string, readonly Diagnostic[]>;
}

function fold(diagnostics: readonly Diagnostic[], { unfolded, frames }: Extent): Folding {
  const byRule = groupBy(diagnostics, ({ rule }) => rule);
  const seen = new Map<string, number>();
  const full: Diagnostic[] = [];
  const folded = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const { rule, severity } = diagnostic;
    const times = (seen.get(rule) ?? 0) + 1;
    seen.set(rule, times);
    const isFew = (byRule.get(rule)?.length ?? 0) <= unfolded[severity];
    if (isFew || times <= frames) full.push(diagnostic);
    else append(folded, rule, diagnostic);
  }
  return { full, folded };
}

/** Infos in groups that say the same of other objects; what shows another place says something of its own. */
function alike(infos: readonly Diagnostic[]): readonly (readonly Diagnostic[])[] {
  const groups = groupBy(infos, ({ rule, message, related, primary }) => {
    const said = related.length > 0 ? locationOf(primary.span) : message.replace(/`[^`]*`/g, '`');
    return `${rule}\0${said}`;
  });
  return [...groups.values()];
}

/** The infos of one rule: what says the same in groups, and not more groups than a reader takes in. */
function infosOf(infos: readonly Diagnostic[], extent: Extent, canvas: Canvas): readonly string[] {
  const groups = alike(infos);
  // One line that says how many more there are is no shorter than one more.
  const shown = groups.length <= extent.infos + 1 ? groups : groups.slice(0, extent.infos);
  const rest = groups.slice(shown.length).flat();
  return [...shown.flatMap((group) => groupLines(group, extent, canvas)), ...restLines(rest, canvas, 'of this rule')];
}

function groupLines(group: readonly Diagnostic[], extent: Extent, canvas: Canvas): readonly string[] {
  const shown = group.length <= extent.alike + 1 ? group : group.slice(0, extent.alike);
  const lines = shown.flatMap((diagnostic) => infoLines(diagnostic, canvas));
  return [...lines, ...restLines(group.slice(shown.length), canvas, 'like these')];
}

/** How many more there are, in how many files, and what is to be done about all of them. */
function restLines(rest: readonly Diagnostic[], { width }: Canvas, like: string): readonly string[] {
  const [first] = rest;
  if (first === undefined) return [];
  const files = new Set(rest.map(({ primary }) => primary.span.file.path)).size;
  const isShared = rest.every(({ help }) => help === first.help);
  const help = first.help === null || !isShared ? '' : `; ${first.help}`;
  const where = `in ${count(files, 'file')}, which \`--format line\` lists`;
  const more = `${rest.length} more ${like} ${where}${visible(help)}`;
  return wrap(more, width - 2).map((line) => `  ${line}`);
}

function headOf(diagnostic: Diagnostic): string {
  return `${diagnostic.severity}[${visible(diagnostic.rule)}]`;
}

function headline(diagnostic: Diagnostic, canvas: Canvas): readonly string[] {
  const head = headOf(diagnostic);
  const painted = canvas.paint[diagnostic.severity](head) + canvas.paint.strong(':');
  const message = visible(diagnostic.message);
  const first = canvas.width - displayWidth(head) - 2;
  // Beside a long rule name in a narrow window a message would be one word a line.
  if (first < 20) return [painted, ...wrap(message, canvas.width - 2).map((line) => `  ${canvas.paint.strong(line)}`)];
  const [start = '', ...rest] = wrap(message, canvas.width - 2, first);
  return [`${painted} ${canvas.paint.strong(start)}`, ...rest.map((line) => `  ${canvas.paint.strong(line)}`)];
}

function foldedLines(rule: string, rest: readonly Diagnostic[], { places }: Extent, canvas: Canvas): readonly string[] {
  const heading = canvas.paint.strong(`${visible(rule)}: ${rest.length} more`);
  const plain = palette(false);
  const most = rest[0] === undefined ? 0 : places[rest[0].severity];
  const listed = rest.length <= most + 1 ? rest : rest.slice(0, most);
  return [
    heading,
    ...listed.flatMap((diagnostic) => {
      const lines = wrap(lineOf(diagnostic, plain), canvas.width - 6, canvas.width - 2);
      return lines.map((line, index) => (index === 0 ? '  ' : '      ') + line);
    }),
    ...restLines(rest.slice(listed.length), canvas, 'of this rule'),
  ];
}

function infoLines(diagnostic: Diagnostic, canvas: Canvas): readonly string[] {
  const place = `${canvas.paint.gutter('-->')} ${locationOf(diagnostic.primary.span)}`;
  const lines = headline(diagnostic, canvas);
  const plain = `${headOf(diagnostic)}: ${visible(diagnostic.message)} --> ${locationOf(diagnostic.primary.span)}`;
  const told =
    lines.length === 1 && displayWidth(plain) <= canvas.width
      ? [`${lines[0] ?? ''} ${place}`]
      : [...lines, `  ${place}`];
  return [...told, ...diagnostic.related.slice(0, 1).flatMap((label) => otherEndLines(label, canvas))];
}

/** What is known of the other end, as a near miss, is mostly what the reader needs. */
function otherEndLines({ span, text }: Label, canvas: Canvas): readonly string[] {
  if (text === '') return [];
  const place = `${canvas.paint.gutter(':::')} ${locationOf(span)}: `;
  const first = canvas.width - displayWidth(`::: ${locationOf(span)}: `) - 2;
  if (first < 20)
    return [`  ${place.trimEnd()}`, ...wrap(visible(text), canvas.width - 6).map((line) => `      ${line}`)];
  const [start = '', ...rest] = wrap(visible(text), canvas.width - 6, first);
  return [`  ${place}${start}`, ...rest.map((line) => `      ${line}`)];
}
