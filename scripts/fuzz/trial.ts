import { SaxesParser } from 'saxes';
import { rules } from '../../rules/index.js';
import { repairWith, type Repair } from '../../src/engine/repairs/repair.js';
import { lint, type Diagnostic, type InputFile, type LintOptions, type LintResult } from '../../src/index.js';
import { reporters, type Reporter } from '../../src/report/reporters.js';
import type { Span } from '../../src/text/source-file.js';
import type { Random } from './random.js';

/** What is wrong with what svclint makes of an input. */
export interface Fault {
  /** Which promise is broken; a smaller input must break the same. */
  readonly kind: string;
  readonly detail: string;
}

/** One tree, as `lint()` is given it. */
export interface Input {
  readonly files: readonly InputFile[];
  readonly options: LintOptions;
}

export type Trial = (input: Input, random: Random) => readonly Fault[];

/**
 * Whatever the input: no crash, the same twice and in any order, places inside their files, reports that programs can read
 * and terminals need not fear, repairs that come to rest and break nothing.
 */
export async function trialOf(): Promise<Trial> {
  const reports = await Promise.all([...reporters].map(async ([name, load]) => [name, await load()] as const));
  const json = reports.find(([name]) => name === 'json')?.[1];
  if (json === undefined) throw new Error('there is no format json');
  const bytesOf = (result: LintResult): string => json(result, OPTIONS);

  return (input, random) => {
    try {
      const result = lint(input.files, input.options);
      const bytes = bytesOf(result);
      const shuffled = random.shuffled(input.files).map((file) => ({ ...file }));
      const again = bytesOf(lint(shuffled, input.options));
      return [
        ...crashesIn(result),
        ...placesOf(result.diagnostics).flatMap(misplaced),
        ...(again === bytes ? [] : [differenceOf('another order', bytes, again)]),
        // A report of nothing holds nothing of the input.
        ...(result.diagnostics.length === 0
          ? []
          : reports.flatMap(([name, report]) => faultsOfReport(name, report(result, OPTIONS)))),
        ...faultsOfRepair(input, { result, unsafe: random.isOnceIn(2), bytesOf }),
      ];
    } catch (error) {
      return [{ kind: `throws ${signatureOf(error)}`, detail: stackOf(error) }];
    }
  };
}

const OPTIONS: Parameters<Reporter>[1] = { color: false, width: 100, version: '0.0.0' };

function crashesIn({ crashes }: LintResult): readonly Fault[] {
  return crashes.map(({ rule, error }) => ({ kind: `crash ${rule} ${signatureOf(error)}`, detail: stackOf(error) }));
}

/** The function that threw, so that one bug is told once. */
function signatureOf(error: unknown): string {
  const at = /\n\s+at (\S+)/.exec(stackOf(error))?.[1] ?? '';
  return `${error instanceof Error ? error.name : typeof error} ${at}`;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function placesOf(diagnostics: readonly Diagnostic[]): readonly (readonly [string, Span])[] {
  return diagnostics.flatMap(({ rule, primary, related, fix }) =>
    [primary, ...related, ...(fix?.edits ?? [])].map(({ span }) => [rule, span] as const),
  );
}

function misplaced([rule, { file, start, end }]: readonly [string, Span]): readonly Fault[] {
  const { text } = file;
  const detail = `${file.path}: ${start} to ${end} of ${text.length}`;
  if (!(start >= 0 && start <= end && end <= text.length)) return [{ kind: `place outside ${rule}`, detail }];
  return isWithinCharacter(text, start) || isWithinCharacter(text, end)
    ? [{ kind: `place within a character ${rule}`, detail }]
    : [];
}

function isWithinCharacter(text: string, at: number): boolean {
  return at > 0 && at < text.length && /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1));
}

/** What a terminal would obey, and what shows nothing; emoji may be joined. */
const RAW =
  // eslint-disable-next-line no-control-regex -- control characters are what must not be there
  /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u00AD\u061C\u200B\u200C\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

function faultsOfReport(name: string, report: string): readonly Fault[] {
  const faults: Fault[] = [];
  const raw = RAW.exec(report);
  if (raw !== null)
    faults.push({
      kind: `raw character in ${name}`,
      detail: JSON.stringify(report.slice(raw.index - 40, raw.index + 40)),
    });
  const problem = problemOf(name, report);
  if (problem !== undefined) faults.push({ kind: `broken ${name}`, detail: problem });
  return faults;
}

/** Why a program cannot read the report. */
function problemOf(name: string, report: string): string | undefined {
  try {
    if (['json', 'sarif', 'gitlab'].includes(name)) JSON.parse(report);
    if (['junit', 'checkstyle'].includes(name)) new SaxesParser().write(report).close();
    return undefined;
  } catch (error) {
    return String(error);
  }
}

interface Found {
  readonly result: LintResult;
  readonly unsafe: boolean;
  readonly bytesOf: (result: LintResult) => string;
}

function faultsOfRepair(input: Input, { result, unsafe, bytesOf }: Found): readonly Fault[] {
  if (result.diagnostics.every(({ fix }) => fix === null || fix.applicability === 'display-only')) return [];
  const done = repaired(input, unsafe, result);
  if (done.fixed.length === 0) return [];
  const faults = [...crashesIn(done.result)];
  // What was kept of the texts before must not show in what is found in those after.
  const texts = done.files.map((file) => ({ ...file }));
  const fresh = lint(texts, input.options);
  const [kept, anew] = [bytesOf(done.result), bytesOf(fresh)];
  if (kept !== anew) faults.push(differenceOf('the repaired texts', kept, anew));
  const [restless] = repaired({ files: texts, options: input.options }, unsafe, fresh).fixed;
  if (restless !== undefined) faults.push({ kind: `repairs again ${restless.rule}`, detail: restless.message });
  if (!unsafe && done.fixed.every(isJudged)) faults.push(...newErrors(result, done));
  return faults;
}

/** As `repair()`, which would lint first what is linted already. */
function repaired({ files, options }: Input, unsafe: boolean, result: LintResult): Repair {
  const isEditable = (path: string): boolean => files.some((file) => file.path === path && file.supporting !== true);
  return repairWith(files, (texts) => (texts === files ? result : lint(texts, options)), { unsafe, isEditable });
}

const GRAPH_RULES = new Set(rules.flatMap(({ id, stage }) => (stage === 'graph' ? [id] : [])));

/** What the API server would have refused is judged for the first time when it is repaired. */
function isJudged({ rule }: Diagnostic): boolean {
  return GRAPH_RULES.has(rule);
}

function newErrors(before: LintResult, { result, fixed }: Repair): readonly Fault[] {
  const known = new Set(before.diagnostics.map(({ message }) => message));
  const rulesOf = fixed.map(({ rule }) => rule).join(', ');
  return result.diagnostics
    .filter(({ severity, message }) => severity === 'error' && !known.has(message))
    .map(({ rule, message }) => ({ kind: `new error ${rule}`, detail: `${message}, after ${rulesOf}` }));
}

/** The first finding that differs. */
function differenceOf(what: string, one: string, other: string): Fault {
  const [lines, others] = [one.split('\n'), other.split('\n')];
  const at = lines.findIndex((line, index) => line !== others[index]);
  const rule =
    lines
      .slice(0, at + 1)
      .findLast((line) => line.includes('"rule":'))
      ?.trim() ?? '';
  return { kind: `differs in ${what}`, detail: `${rule}\n- ${lines[at]}\n+ ${others[at]}` };
}
