import { groupBy } from '../../data/group.js';
import type { Diagnostic, Severity } from '../../diagnostic/diagnostic.js';
import { count } from '../../text/words.js';
import type { Canvas } from '../frame/frame.js';
import { palette } from '../markup/palette.js';
import { inert, visible } from '../markup/visible.js';
import { columnsOf, shownOf, type Reporter } from './reporter.js';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

interface Row {
  readonly rule: string;
  readonly severity: Severity;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * How often each rule speaks, a line each, and how much can be repaired: what weighs most and comes most often first.
 */
export function ruleTable(diagnostics: readonly Diagnostic[], canvas: Canvas): readonly string[] {
  const rows = rowsOf(diagnostics);
  const counts = rows.map((row) => String(row.diagnostics.length));
  const nouns = rows.map(({ severity, diagnostics: own }) => (own.length === 1 ? severity : `${severity}s`));
  const rules = rows.map(({ rule }) => visible(rule));
  const [digits, noun, name] = [counts, nouns, rules].map((texts) => widest(texts)) as [number, number, number];
  return rows.map((row, at) => {
    const head = `${(counts[at] ?? '').padStart(digits)} ${canvas.paint[row.severity]((nouns[at] ?? '').padEnd(noun))}`;
    const rule = rules[at] ?? '';
    const repairs = repairsOf(row.diagnostics);
    const isWide = digits + noun + name + repairs.length + 5 <= canvas.width;
    return repairs === '' || !isWide
      ? `${head}  ${rule}`
      : `${head}  ${rule.padEnd(name)}  ${canvas.paint.dim(repairs)}`;
  });
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, text.length), 0);
}

function rowsOf(diagnostics: readonly Diagnostic[]): readonly Row[] {
  const groups = groupBy(diagnostics, ({ rule, severity }) => `${severity}\0${rule}`);
  const rows = [...groups.values()].flatMap((own) => {
    const [first] = own;
    return first === undefined ? [] : [{ rule: first.rule, severity: first.severity, diagnostics: own }];
  });
  return rows.sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      b.diagnostics.length - a.diagnostics.length ||
      (a.rule < b.rule ? -1 : 1),
  );
}

function repairsOf(diagnostics: readonly Diagnostic[]): string {
  const number = (grade: string): number => diagnostics.filter(({ fix }) => fix?.applicability === grade).length;
  const [safe, unsafe] = [number('safe'), number('unsafe')];
  if (safe + unsafe === 0) return '';
  if (unsafe === 0) return count(safe, 'safe repair');
  return safe === 0 ? count(unsafe, 'unsafe repair') : `${safe} safe, ${count(unsafe, 'unsafe repair')}`;
}

/** In the place of the findings: how many there are of each rule. */
export const statistics: Reporter = (result, options) => {
  const canvas = { paint: palette(options.color), width: columnsOf(options) };
  const lines = ruleTable(shownOf(result, options), canvas);
  return inert(lines.map((line) => `${line}\n`).join(''));
};
