import { existsSync } from 'node:fs';
import { chartOf } from '../../charts/chart.js';
import { isWithin, resolved, shownPath } from '../../host/files/paths.js';
import type { Io } from '../../host/process/io.js';
import type { Diagnostic, LintResult } from '../../index.js';
import { positionAt } from '../../text/source-file.js';
import { code, codes, count } from '../../text/words.js';
import { valueOf, type CommandLine } from '../arguments/command-line.js';
import { withSettings } from '../configuration/settings-file.js';
import { clusterOptions, severityOptions, unknownRule } from '../configuration/settings.js';
import { CLEAN, USAGE, type ExitCode } from '../program/exit-codes.js';
import type { Parts } from '../program/parts.js';
import { UsageError } from '../program/usage-error.js';
import { judgeInputs, type Readings } from './inputs.js';
import { repairFiles, type Outcome, type Words } from './repair.js';

/** A file, a folder, or one line of a file. */
interface Place {
  readonly given: string;
  readonly absolute: string;
  readonly line: number | undefined;
}

/** `svclint silence RULE PATH… --reason TEXT`: comments at the findings of a rule, and no other change. */
export async function silenceCommand(given: CommandLine, io: Io, parts: Parts): Promise<ExitCode> {
  const [rule, ...paths] = given.operands;
  if (rule === undefined || paths.length === 0)
    throw new UsageError(`${code('svclint silence')} takes a rule, and the files, folders or lines to silence it in`);
  const reason = reasonOf(given);
  const { rules, silence } = await parts.api();
  mustBeSilenceable(rule, rules);
  const places = paths.map((path) => placeOf(path, io.cwd));
  // What a finding rests on may lie beside its file, so that the current folder is judged as a whole.
  const isBelow = places.every(({ absolute }) => isWithin(io.cwd, absolute));
  const scope = isBelow ? ['.'] : places.map(({ given: path }) => path);
  const line = await withSettings({ ...given, operands: scope }, io, parts);
  const isMeant = meant(places, io.cwd);
  const options = { ...clusterOptions(line), ...severityOptions(line, rules) };
  const mode = line.values.has('dry-run') ? 'show' : 'write';
  const judge = ({ files, charts, locations }: Readings): Promise<Outcome> =>
    repairFiles({ files, locations, mode, words: silencing(rule), line, io, parts }, (texts, { isEditable }) =>
      silence(texts, { rule, reason, isMeant }, { ...options, charts, isEditable }),
    );
  const judged = await judgeInputs(line, io, parts, judge);
  if (judged === null) return USAGE;
  const { result, said, diff, hasProblems } = judged.result;
  if (diff !== undefined) await io.stdout.write(diff);
  const folders = new Set(judged.charts.map(({ folder }) => folder));
  const left = mode === 'show' ? [] : leftIn(result, rule, isMeant);
  const isIdle = said.startsWith(NOTHING);
  const more = isIdle && left.length === 0 ? [elsewhere(result, rule)] : left.map((each) => refusal(each, folders));
  await io.stderr.write(said + more.map((text) => `svclint: ${text}\n`).join(''));
  return hasProblems || judged.hasProblems || left.length > 0 || isIdle ? USAGE : CLEAN;
}

function reasonOf(line: CommandLine): string {
  const reason = valueOf(line, 'reason')?.trim();
  if (reason === undefined || reason === '')
    throw new UsageError(`option ${code('--reason')} is missing: it says why the findings do not matter here`);
  if (/[\r\n]/.test(reason)) throw new UsageError(`option ${code('--reason')} takes one line, as a comment is one`);
  return reason;
}

function mustBeSilenceable(rule: string, rules: readonly { readonly id: string; readonly category: string }[]): void {
  const known = rules.find(({ id }) => id === rule);
  if (known === undefined)
    throw unknownRule(
      rule,
      rules.map(({ id }) => id),
    );
  if (known.category === 'silencing')
    throw new UsageError(`${code(rule)} speaks of silencings, and cannot be silenced in place`);
}

/** `FILE:LINE`, where no file has this name, is one line. */
function placeOf(given: string, cwd: string): Place {
  const [, file, line] = /^(.+?):(\d+)(?::\d+)?$/.exec(given) ?? [];
  if (file === undefined || existsSync(resolved(given, cwd)))
    return mustExist({ given, absolute: resolved(given, cwd), line: undefined });
  return mustExist({ given: file, absolute: resolved(file, cwd), line: Number(line) });
}

function mustExist(place: Place): Place {
  if (!existsSync(place.absolute)) throw new UsageError(`no such file or folder: ${code(place.given)}`);
  return place;
}

function meant(places: readonly Place[], cwd: string): (diagnostic: Diagnostic) => boolean {
  const shown = places.map(({ given, absolute, line }) => ({ path: shownPath(absolute, given, cwd), line }));
  return ({ primary: { span } }) => {
    const at = positionAt(span.file, span.start).line;
    return shown.some(({ path, line }) => isAtOrBelow(path, span.file.path) && (line === undefined || line === at));
  };
}

function isAtOrBelow(path: string, file: string): boolean {
  return path === '.' || path === file || file.startsWith(`${path}/`);
}

/** The first words where nothing came of it. */
const NOTHING = 'svclint: nothing ';

function silencing(rule: string): Words {
  return {
    done: ({ length }, files, isWritten) => {
      if (length === 0) return `nothing ${isWritten ? 'was' : 'would be'} silenced`;
      const what = `${count(length, 'finding')} of ${code(rule)} in ${count(files, 'file')}`;
      return `${isWritten ? 'silenced' : 'would silence'} ${what}`;
    },
    left: () => '',
    attempt: 'a comment for',
  };
}

function leftIn(
  { diagnostics }: LintResult,
  rule: string,
  isMeant: (diagnostic: Diagnostic) => boolean,
): readonly Diagnostic[] {
  return diagnostics.filter((each) => each.rule === rule && isMeant(each));
}

/** Where the rule speaks, if not at the places that were given. */
function elsewhere({ diagnostics }: LintResult, rule: string): string {
  const places = diagnostics
    .filter((each) => each.rule === rule)
    .map(({ primary: { span } }) => `${span.file.path}:${positionAt(span.file, span.start).line}`);
  const head = `no finding of ${code(rule)} stands there`;
  return places.length === 0 ? head : `${head}, but at ${codes(places, 'and', MOST_PLACES)}`;
}

const MOST_PLACES = 4;

/** Why no comment was written, and what to do. */
function refusal({ rule, primary: { span } }: Diagnostic, charts: ReadonlySet<string>): string {
  const { line } = positionAt(span.file, span.start);
  const where = `${code(rule)} at ${code(`${span.file.path}:${line}`)} is not silenced`;
  const annotation = code('svclint.dev/allow');
  if (span.file.path.endsWith('.json')) return `${where}: JSON has no comments; the annotation ${annotation} serves`;
  if (chartOf(span.file.path, charts) !== undefined)
    return `${where}: a chart is not changed; write the comment into the template, or the annotation ${annotation}`;
  return `${where}: no comment can be written there; the annotation ${annotation} serves`;
}
