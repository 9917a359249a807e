import type { Diagnostic, Severity } from '../../diagnostic/diagnostic.js';
import { displayWidth } from '../../text/width.js';
import { frameOf } from '../frame/frame.js';
import type { Canvas } from '../frame/frame.js';
import { lineOf } from './line.js';
import { locationOf } from '../markup/location.js';
import { columnsOf, shownOf } from './reporter.js';
import type { Reporter } from './reporter.js';
import { palette } from '../markup/palette.js';
import { inert, visible } from '../markup/visible.js';
import { wrap } from '../markup/wrap.js';

// After this many frames of one rule a reader knows what it says and only needs the places.
const FULL_FRAMES = 3;

/**
 * For people: errors first and in full, then warnings, folded where one rule speaks very often, then infos in one line
 * each.
 */
export const pretty: Reporter = (result, options) => {
  const canvas: Canvas = { paint: palette(options.color), width: columnsOf(options) };
  const shown = shownOf(result, options);
  const of = (severity: Severity): readonly Diagnostic[] =>
    shown.filter((diagnostic) => diagnostic.severity === severity);
  const { full, folded } = fold(of('warning'));
  const explained = new Set<string>();
  const frames = [...of('error'), ...full].map((diagnostic) => {
    const first = options.quiet !== true && diagnostic.docs !== '' && !explained.has(diagnostic.rule);
    explained.add(diagnostic.rule);
    return [...headline(diagnostic, canvas), ...frameOf(diagnostic, canvas, first)];
  });
  const infos = of('info').flatMap((diagnostic) => infoLines(diagnostic, canvas));
  const lists = [...folded].map(([rule, rest]) => foldedLines(rule, rest, canvas));
  const blocks = [...frames, ...lists, ...(infos.length > 0 ? [infos] : [])];
  return inert(blocks.map((block) => block.join('\n') + '\n').join('\n'));
};

function fold(warnings: readonly Diagnostic[]): {
  full: readonly Diagnostic[];
  folded: ReadonlyMap<string, readonly Diagnostic[]>;
} {
  const seen = new Map<string, number>();
  const full: Diagnostic[] = [];
  const folded = new Map<string, Diagnostic[]>();
  for (const diagnostic of warnings) {
    const times = (seen.get(diagnostic.rule) ?? 0) + 1;
    seen.set(diagnostic.rule, times);
    if (times <= FULL_FRAMES) full.push(diagnostic);
    else if (times === FULL_FRAMES + 1) folded.set(diagnostic.rule, [diagnostic]);
    else folded.get(diagnostic.rule)?.push(diagnostic);
  }
  return { full, folded };
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

function foldedLines(rule: string, rest: readonly Diagnostic[], canvas: Canvas): readonly string[] {
  const heading = canvas.paint.strong(`${visible(rule)}: ${rest.length} more`);
  const plain = palette(false);
  return [
    heading,
    ...rest.flatMap((diagnostic) => {
      const lines = wrap(lineOf(diagnostic, plain), canvas.width - 6, canvas.width - 2);
      return lines.map((line, index) => (index === 0 ? '  ' : '      ') + line);
    }),
  ];
}

function infoLines(diagnostic: Diagnostic, canvas: Canvas): readonly string[] {
  const place = `${canvas.paint.gutter('-->')} ${locationOf(diagnostic.primary.span)}`;
  const lines = headline(diagnostic, canvas);
  const plain = `${headOf(diagnostic)}: ${visible(diagnostic.message)} --> ${locationOf(diagnostic.primary.span)}`;
  return lines.length === 1 && displayWidth(plain) <= canvas.width
    ? [`${lines[0] ?? ''} ${place}`]
    : [...lines, `  ${place}`];
}
