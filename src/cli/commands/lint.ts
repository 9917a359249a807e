import type { Io } from '../../host/process/io.js';
import { isWithin, resolved, shownPath } from '../../host/files/paths.js';
import type { LintResult } from '../../index.js';
import { code, count } from '../../text/words.js';
import { withoutAll } from '../../diagnostic/known.js';
import { bugReport } from '../program/bug-report.js';
import { allValuesOf, pathsOf, valueOf, type CommandLine } from '../arguments/command-line.js';
import { FORMATS } from '../arguments/formats.js';
import { CLEAN, FINDINGS, INTERNAL, USAGE, type ExitCode } from '../program/exit-codes.js';
import type { Parts } from '../program/parts.js';
import { clusterOptions, limitsOf, severityOptions, type Limits } from '../configuration/settings.js';
import { baselineFile } from '../configuration/settings-file.js';
import { judgeInputs, readingsBefore, type Readings } from './inputs.js';
import { whereNothingJudged } from './nothing-judged.js';
import { repairableOf, repairFiles, repairing, repairMode, type Outcome } from './repair.js';
import { keepManifests, outputsOf } from '../configuration/outputs.js';
import { mustBeFiles, reportFindings } from './reporting.js';

/** `svclint [PATH…]`: findings to standard output, everything else to standard error. */
export async function lintCommand(line: CommandLine, io: Io, parts: Parts): Promise<ExitCode> {
  const printed = valueOf(line, 'print-config');
  if (printed !== undefined)
    return (await import('../configuration/print-config.js')).printConfig(printed, line, io, parts);
  const limits = limitsOf(line);
  const outputs = outputsOf(line, io, FORMATS);
  mustBeFiles(line, outputs);
  const mode = repairMode(line);
  const compared =
    line.values.has('since') || line.values.has('staged') ? await import('../configuration/comparison.js') : undefined;
  const change = compared?.comparedChange(line, io);
  const { lint, repair, rules } = await parts.api();
  const options = {
    ...clusterOptions(line),
    ...severityOptions(line, rules),
  };
  // What is staged brings its findings wherever they stand, not only in the files that a hook passes.
  const onlyReport = change?.staged === undefined ? reportedFiles(line, io) : undefined;
  const judge = async (readings: Readings): Promise<Outcome> => {
    const { files, charts, locations } = readings;
    keepManifests(outputs, { files, locations });
    const before = change === undefined ? undefined : await readingsBefore(change, readings, { line, io, parts });
    if (before === readings && mode === undefined)
      return unrepaired(files, withoutAll(lint(files, { ...options, charts, onlyReport })));
    const earlier = before && lint(before.files, { ...options, charts: before.charts }).diagnostics;
    const asked = { ...options, charts, onlyReport, earlier };
    if (mode === undefined) return unrepaired(files, lint(files, asked));
    const words = repairing(line.values.has('unsafe-fixes'));
    return repairFiles({ files, locations, mode, words, line, io, parts }, (texts, permission) =>
      repair(texts, { ...asked, ...permission }),
    );
  };
  const judged = await judgeInputs(line, io, parts, judge, change?.after);
  if (judged === null) return USAGE;
  const { files, result: found, said, diff } = judged.result;
  if (said !== '') await io.stderr.write(said);
  if (diff !== undefined) await io.stdout.write(diff);
  const unknown =
    baselineFile(line) === undefined
      ? found
      : await (await import('../configuration/baseline.js')).applyBaseline(found, files, { line, io, parts });
  const result = isAboutAll(line, io)
    ? (await import('../configuration/unused-settings.js')).withUnusedSettings(unknown, { ...judged, line, rules })
    : unknown;
  const repairable = mode === undefined ? repairableOf(result, judged) : undefined;
  const findings = { result, repairable, rules, outputs, failOn: limits.failOn };
  const isWritten = diff !== undefined || (await reportFindings(findings, line, io, parts));
  if (change !== undefined) await io.stderr.write(compared?.sentenceOf(found, change) ?? '');
  await sayLimit(result, limits, io);
  for (const { rule, error } of result.crashes)
    await io.stderr.write(bugReport(error, io, rule === null ? 'a kustomization' : `rule ${code(rule)}`));
  if (result.crashes.length > 0) return INTERNAL;
  if (judged.hasProblems || judged.result.hasProblems || !isWritten) return USAGE;
  if (exceeds(result, limits)) return FINDINGS;
  return result.summary.resources === 0 ? whereNothingJudged(judged, line, io) : CLEAN;
}

function unrepaired(files: Readings['files'], result: LintResult): Outcome {
  return { files, result, said: '', hasProblems: false };
}

/** Whether a run speaks of all that the settings file is for, so that what fits nothing is of no use. */
function isAboutAll(line: CommandLine, { cwd }: Io): boolean {
  const { shown = null, folder = cwd } = line.file ?? {};
  if (shown === null || PARTIAL.some((option) => line.values.has(option))) return false;
  const paths = line.operands.length === 0 ? ['.'] : pathsOf(line);
  return paths.some((path) => isWithin(resolved(path, cwd), folder));
}

const PARTIAL = ['only-report', 'since', 'staged', 'update-baseline'];

/** The files of `--only-report`, as findings show their paths; one that is not linted concerns nothing. */
function reportedFiles(line: CommandLine, io: Io): readonly string[] | undefined {
  if (!line.values.has('only-report')) return undefined;
  return allValuesOf(line, 'only-report').map((file) => shownPath(resolved(file, io.cwd), file, io.cwd));
}

function hasTooManyWarnings({ summary }: LintResult, { failOn, maxWarnings }: Limits): boolean {
  return failOn !== 'never' && summary.warnings > maxWarnings;
}

function exceeds(result: LintResult, limits: Limits): boolean {
  const { errors, warnings, infos } = result.summary;
  const failing = { error: errors, warning: errors + warnings, info: errors + warnings + infos, never: 0 }[
    limits.failOn
  ];
  return failing > 0 || hasTooManyWarnings(result, limits);
}

async function sayLimit(result: LintResult, limits: Limits, io: Io): Promise<void> {
  if (!hasTooManyWarnings(result, limits)) return;
  const allowed = code(`--max-warnings ${limits.maxWarnings}`);
  await io.stderr.write(`svclint: ${count(result.summary.warnings, 'warning')}, more than ${allowed}\n`);
}
