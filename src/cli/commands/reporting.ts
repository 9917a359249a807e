import path from 'node:path';
import type { Io } from '../../host/process/io.js';
import { isWithin, withSlashes } from '../../host/files/paths.js';
import { ruleDocs } from '../../host/files/rule-docs.js';
import { hasColor, widthOf } from '../../host/process/terminal.js';
import type { LintResult } from '../../index.js';
import type { Reporter, RuleText } from '../../report/reporters.js';
import { code } from '../../text/words.js';
import { oneOf, valueOf, type CommandLine } from '../arguments/command-line.js';
import { FORMATS } from '../arguments/formats.js';
import type { Parts } from '../program/parts.js';
import { writeOutputs, type OutputFile } from '../configuration/outputs.js';
import { colorOf, type Limits } from '../configuration/settings.js';
import { UsageError } from '../program/usage-error.js';
import { PAGES, VERSION } from '../../report/version.js';
import type { Repairable } from './repair.js';

type Format = (typeof FORMATS)[number];
type Rules = Awaited<ReturnType<Parts['api']>>['rules'];
type Reports = Awaited<ReturnType<Parts['reports']>>;

/**
 * Throws UsageError where GitLab is to be told of standard input: it links each finding to a file of the repository,
 * and takes none without.
 */
export function mustBeFiles(line: CommandLine, outputs: readonly OutputFile<Format>[]): void {
  if (!line.operands.includes('-') || line.values.has('stdin-filename')) return;
  const option = outputs.some(({ format }) => format === 'gitlab') ? '--output gitlab' : '--format gitlab';
  if (option === '--format gitlab' && valueOf(line, 'format') !== 'gitlab') return;
  throw new UsageError(
    `option ${code(option)} links findings to files, and standard input is none; ` +
      `${code('--stdin-filename')} says which file of the repository it is`,
  );
}

/** What is to be reported, and where. */
export interface Findings extends Pick<Limits, 'failOn'> {
  readonly result: LintResult;
  /** How many `--fix` would repair; undefined where it has just done so. */
  readonly repairable: Repairable | undefined;
  readonly rules: Rules;
  readonly outputs: readonly OutputFile<Format>[];
}

/**
 * Writes the files, then standard output, then one sentence to standard error; false where a file could not be written,
 * which has been said.
 */
export async function reportFindings(
  { result, repairable, rules, outputs, failOn }: Findings,
  line: CommandLine,
  io: Io,
  parts: Parts,
): Promise<boolean> {
  const reports = await parts.reports();
  const format = formatOf(line, io);
  const formats = new Set([format, ...outputs.map((output) => output.format)]);
  const choice = colorOf(line);
  const options = {
    version: VERSION,
    quiet: line.values.has('quiet'),
    failOn,
    pages: PAGES,
    folder: folderInRepository(io),
    rules: formats.has('sarif') ? await ruleTexts(rules, result) : [],
  };
  const onPaper = { ...options, color: choice === 'always', width: Infinity };
  const isWritten = await writeOutputs(outputs, io, async (each) => (await reporterOf(each, reports))(result, onPaper));
  const report = line.values.has('statistics') ? reports.statistics : await reporterOf(format, reports);
  const text = report(result, { ...options, color: hasColor(choice, io.stdout, io.env), width: widthOf(io.stdout) });
  await io.stdout.write(text);
  const summary = reports.summaryLine(result, {
    ...options,
    color: hasColor(choice, io.stderr, io.env),
    width: widthOf(io.stderr),
  });
  // Both streams mostly end in one window, where the last frame would run into the summary.
  const gap = format === 'pretty' && text !== '' ? '\n' : '';
  await io.stderr.write(`${gap}${summary}${repairable === undefined ? '' : repairWords(repairable)}\n`);
  return isWritten;
}

function repairWords({ safe, unsafe }: Repairable): string {
  if (safe + unsafe === 0) return '';
  const guesses = code('--fix --unsafe-fixes');
  if (safe === 0) return `; ${unsafe} can be repaired with ${guesses}`;
  return `; ${safe} can be repaired with ${code('--fix')}${unsafe === 0 ? '' : `, ${unsafe} more with ${guesses}`}`;
}

/** `github` inside GitHub Actions, where nothing else is asked for. */
function formatOf(line: CommandLine, { env }: Io): Format {
  if (line.values.has('statistics')) {
    if (line.values.has('format'))
      throw new UsageError(`option ${code('--statistics')} writes a table and takes no ${code('--format')}`);
    return 'pretty';
  }
  return line.values.has('format') || env['GITHUB_ACTIONS'] !== 'true' ? oneOf(line, 'format', FORMATS) : 'github';
}

async function reporterOf(format: Format, { reporters }: Reports): Promise<Reporter> {
  const load = reporters.get(format);
  if (load === undefined) throw new Error(`no reporter for the format ${format}`);
  return load();
}

/** The rules that speak, with their pages. */
function ruleTexts(rules: Rules, { diagnostics }: LintResult): Promise<readonly RuleText[]> {
  const speaking = new Set(diagnostics.map(({ rule }) => rule));
  const known = rules.filter(({ id }) => speaking.has(id));
  return Promise.all(
    known.map(async ({ id, summary, category, severity }) => ({
      id,
      summary,
      category,
      severity,
      page: await ruleDocs(id),
    })),
  );
}

/**
 * Where this run stands below the root of the repository, as far as the runner tells: what GitHub and GitLab count
 * paths from.
 */
function folderInRepository({ env, cwd }: Io): string {
  const root = repositoryRoot(env);
  if (root === undefined || !path.isAbsolute(root) || !isWithin(root, cwd)) return '';
  return withSlashes(path.relative(root, cwd));
}

function repositoryRoot(env: Io['env']): string | undefined {
  if (env['GITHUB_ACTIONS'] === 'true') return env['GITHUB_WORKSPACE'];
  return env['GITLAB_CI'] === 'true' ? env['CI_PROJECT_DIR'] : undefined;
}
