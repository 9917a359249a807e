import type { Io } from '../../host/io.js';
import { resolved, shownPath } from '../../host/paths.js';
import { hasColor, widthOf } from '../../host/terminal.js';
import type { LintResult } from '../../index.js';
import { code, count } from '../../text/words.js';
import { bugReport } from '../bug-report.js';
import { allValuesOf, oneOf, type CommandLine } from '../command-line.js';
import { CLEAN, FINDINGS, INTERNAL, USAGE, type ExitCode } from '../exit-codes.js';
import { FORMATS } from '../options.js';
import type { Parts } from '../parts.js';
import { clusterOptions, colorOf, limitsOf, ruleSeverities, type Limits } from '../settings.js';
import { VERSION } from '../version.js';
import { judgeInputs } from './inputs.js';

/** `svclint [PATH…]`: findings to standard output, everything else to standard error. */
export async function lintCommand(line: CommandLine, io: Io, parts: Parts): Promise<ExitCode> {
  const limits = limitsOf(line);
  const { lint, rules } = await parts.api();
  const options = { ...clusterOptions(line), rules: ruleSeverities(line, rules.map(({ id }) => id)), onlyReport: reportedFiles(line, io) };
  const judged = await judgeInputs(line, io, (files, charts) => lint(files, { ...options, charts }));
  if (judged === null) return USAGE;
  const { result, hasProblems } = judged;
  await write(result, line, io, parts);
  await sayLimit(result, limits, io);
  for (const { rule, error } of result.crashes) await io.stderr.write(bugReport(error, io, `rule ${code(rule)}`));
  if (result.crashes.length > 0) return INTERNAL;
  if (hasProblems) return USAGE;
  return exceeds(result, limits) ? FINDINGS : CLEAN;
}

/** The files of `--only-report`, as findings show their paths; one that is not linted concerns nothing. */
function reportedFiles(line: CommandLine, io: Io): readonly string[] | undefined {
  const files = allValuesOf(line, 'only-report');
  return files.length === 0 ? undefined : files.map((file) => shownPath(resolved(file, io.cwd), file, io.cwd));
}

async function write(result: LintResult, line: CommandLine, io: Io, parts: Parts): Promise<void> {
  const { reporters, summaryLine } = await parts.reports();
  const format = oneOf(line, 'format', FORMATS);
  const load = reporters.get(format);
  if (load === undefined) throw new Error(`no reporter for the format ${format}`);
  const report = await load();
  const choice = colorOf(line);
  const options = { version: VERSION, quiet: line.values.has('quiet') };
  await io.stdout.write(report(result, { ...options, color: hasColor(choice, io.stdout, io.env), width: widthOf(io.stdout) }));
  const summary = summaryLine(result, { ...options, color: hasColor(choice, io.stderr, io.env), width: widthOf(io.stderr) });
  await io.stderr.write(summary.endsWith('\n') ? summary : `${summary}\n`);
}

function hasTooManyWarnings({ summary }: LintResult, { failOn, maxWarnings }: Limits): boolean {
  return failOn !== 'never' && summary.warnings > maxWarnings;
}

function exceeds(result: LintResult, limits: Limits): boolean {
  const { errors, warnings, infos } = result.summary;
  const failing = { error: errors, warning: errors + warnings, info: errors + warnings + infos, never: 0 }[limits.failOn];
  return failing > 0 || hasTooManyWarnings(result, limits);
}

async function sayLimit(result: LintResult, limits: Limits, io: Io): Promise<void> {
  if (!hasTooManyWarnings(result, limits)) return;
  const allowed = code(`--max-warnings ${limits.maxWarnings}`);
  await io.stderr.write(`svclint: ${count(result.summary.warnings, 'warning')}, more than ${allowed}\n`);
}
