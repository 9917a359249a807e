import { readSeverities } from '../../engine/findings/severities.js';
import type { ChartRendering, Diagnostic, LintResult, RuleInfo } from '../../index.js';
import { textOf } from '../../text/source-file.js';
import { code } from '../../text/words.js';
import type { Path, Place } from '../../tree/tree.js';
import type { CommandLine } from '../arguments/command-line.js';
import type { FileSettings } from '../arguments/file-settings.js';
import { chartSettings, severityOptions } from './settings.js';

/** The rule that speaks of silencings without effect, of which these are some. */
const RULE = 'unused-silencing';

/** A run over all that the settings are for. */
interface Run {
  readonly line: CommandLine;
  readonly rules: readonly RuleInfo[];
  readonly charts: readonly ChartRendering[];
  readonly idlePatterns: readonly number[];
}

/** The result with a finding for each entry of the settings file that fits nothing in the tree. */
export function withUnusedSettings(result: LintResult, run: Run): LintResult {
  const { line, rules } = run;
  const { file } = line;
  if (file === undefined || result.summary.resources === 0) return result;
  const severity = readSeverities(severityOptions(line, rules)).of(RULE, file.shown ?? '', null) ?? 'warning';
  if (severity === 'off') return result;
  const found = idleEntries(result, run, file).flatMap((entry): Diagnostic[] => {
    const place = entry.at(file);
    return place === undefined ? [] : [{ ...aboutEntry(entry, place), severity }];
  });
  if (found.length === 0) return result;
  const { summary } = result;
  const counted = `${severity}s` as const;
  return {
    ...result,
    diagnostics: [...result.diagnostics, ...found],
    summary: { ...summary, [counted]: summary[counted] + found.length },
  };
}

/** An entry that fits nothing: what it is called, and what it would have to fit. */
interface IdleEntry {
  readonly kind: string;
  readonly why: string;
  readonly at: (file: FileSettings) => Place | undefined;
}

function idleEntries({ unmatched }: LintResult, { line, charts, idlePatterns }: Run, file: FileSettings): IdleEntry[] {
  const { settings, cwd } = file;
  const entry = (list: keyof typeof settings, item: number, within: Path, kind: string, why: string): IdleEntry => ({
    kind,
    why,
    at: () => file.itemAt(list, item, ...within),
  });
  const folders = new Set(charts.map(({ folder }) => (folder === '' ? '.' : folder)));
  const isComplete = charts.every((chart) => 'output' in chart && chart.output !== '');
  // What is in a chart that was not rendered may be what an entry is for.
  const ofObjects = (places: readonly number[] = []): readonly number[] => (isComplete ? places : []);
  const overrides = (unmatched?.overrides ?? []).filter((at) => settings.overrides?.[at] !== undefined);
  return [
    ...ofObjects(overrides).map((at) => {
      const field = settings.overrides?.[at]?.paths === undefined ? 'resources' : 'paths';
      return entry('overrides', at, [field, 0], 'override for', 'no file or object that was linted fits it');
    }),
    ...ofObjects(unmatched?.external).map((at) =>
      entry('external', at, [], 'external Service', 'nothing that was linted asks for it'),
    ),
    ...ofObjects(unmatched?.workloads).map((at) =>
      entry('workloads', at, ['kind'], 'kind', 'no object that was linted is of this kind'),
    ),
    ...(unmatched?.units ?? []).map((at) => entry('units', at, ['path'], 'unit', 'no file was read in such a folder')),
    ...chartSettings(line, cwd).stated.flatMap(({ folder }, at) =>
      folders.has(folder) ? [] : [entry('charts', at, ['path'], 'chart', 'no chart was read in this folder')],
    ),
    ...idlePatterns.map((at) => entry('ignore', at, [], 'pattern', 'it names nothing that would be read')),
  ];
}

function aboutEntry({ kind, why }: IdleEntry, { span }: Place): Omit<Diagnostic, 'severity'> {
  const name = textOf(span).replace(/^["']|["']$/g, '');
  return {
    rule: RULE,
    message: `the ${kind} ${code(name)} in the settings has no effect`,
    primary: { span, text: why },
    related: [],
    notes: [],
    help: 'correct the entry, or remove it',
    fix: null,
    subject: null,
    docs: `docs/rules/${RULE}.md`,
  };
}
