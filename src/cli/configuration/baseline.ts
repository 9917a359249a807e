import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Io } from '../../host/process/io.js';
import { writeOutputFile } from '../../host/output/output-file.js';
import { shownPath, withSlashes } from '../../host/files/paths.js';
import { readFiles } from '../../host/files/read.js';
import { reasonOf } from '../../host/process/system-error.js';
import type { Diagnostic, InputFile, LintResult } from '../../index.js';
import { withoutKnown } from '../../diagnostic/known.js';
import { baselineText, entriesOf, readBaseline, type BaselineEntry } from '../../settings/baseline.js';
import { sourceFile } from '../../text/source-file.js';
import { code, count, printable } from '../../text/words.js';
import type { CommandLine } from '../arguments/command-line.js';
import type { Parts } from '../program/parts.js';
import { baselineFile, refused } from './settings-file.js';
import { UsageError } from '../program/usage-error.js';

/**
 * Leaves out what the baseline knows, and says which of its entries no longer occur; with `--update-baseline` writes it
 * anew.
 */
export async function applyBaseline(
  result: LintResult,
  files: readonly InputFile[],
  run: { readonly line: CommandLine; readonly io: Io; readonly parts: Parts },
): Promise<LintResult> {
  const { line, io, parts } = run;
  const absolute = baselineFile(line);
  if (absolute === undefined) return result;
  const isUpdate = line.values.has('update-baseline');
  if (isUpdate && line.values.has('only-report'))
    throw new UsageError(
      `option ${code('--update-baseline')} needs all findings, so that ${code('--only-report')} cannot stand beside it`,
    );
  const shown = shownPath(absolute, '', io.cwd);
  const relative = (file: string): string =>
    withSlashes(path.relative(path.dirname(absolute), path.resolve(io.cwd, file)));
  const fileOf = ({ primary }: Diagnostic): string => relative(primary.span.file.path);
  const old = isUpdate && !existsSync(absolute) ? [] : await entriesIn(absolute, shown, io, parts);
  const known = withoutKnown(result, isUpdate ? entriesOf(result.diagnostics, fileOf) : old, fileOf);
  const linted = new Set(files.map((file) => relative(file.path)));
  const isJudged = ({ file }: BaselineEntry): boolean =>
    linted.has(file) || !existsSync(path.resolve(path.dirname(absolute), file));
  if (isUpdate) {
    const entries = [...entriesOf(result.diagnostics, fileOf), ...old.filter((entry) => !isJudged(entry))];
    await write(absolute, shown, baselineText(entries));
    const known = entries.reduce((sum, entry) => sum + entry.count, 0);
    const next = 'later runs leave them out, and say which no longer occur';
    await io.stderr.write(`svclint: wrote ${count(known, 'known finding')} to ${code(shown)}; ${next}\n`);
  } else if (!['only-report', 'since', 'staged'].some((option) => line.values.has(option))) {
    await sayUnmet(known.unmet.filter(isJudged), shown, io);
  }
  return known.result;
}

async function entriesIn(absolute: string, shown: string, io: Io, parts: Parts): Promise<readonly BaselineEntry[]> {
  if (existsSync(absolute) && !statSync(absolute).isFile())
    throw new UsageError(`cannot read ${code(shown)}: it is no regular file`);
  const {
    files: [input],
    problems: [unread],
  } = readFiles([{ absolute, path: shown, isNamed: true }]);
  if (input === undefined)
    throw new UsageError(`${unread ?? `cannot read ${code(shown)}`}; ${code('--update-baseline')} writes a baseline`);
  const read = readBaseline(sourceFile(shown, input.text));
  if ('problems' in read) throw await refused(read.problems, `the baseline ${code(shown)}`, io, parts);
  return read.entries;
}

async function write(absolute: string, shown: string, text: string): Promise<void> {
  try {
    await writeOutputFile(absolute, text);
  } catch (error) {
    throw new UsageError(`cannot write ${code(shown)}: ${reasonOf(error)}`);
  }
}

const SHOWN = 10;

async function sayUnmet(unmet: readonly BaselineEntry[], shown: string, io: Io): Promise<void> {
  if (unmet.length === 0) return;
  const lines = unmet.slice(0, SHOWN).map((entry) => `  ${wordsOf(entry)}\n`);
  const more = unmet.length > SHOWN ? `  and ${unmet.length - SHOWN} more\n` : '';
  const file = code(shown);
  const what =
    unmet.length === 1 ? `1 entry of ${file} no longer occurs` : `${unmet.length} entries of ${file} no longer occur`;
  const hint = `${code('--update-baseline')} removes what is repaired`;
  await io.stderr.write(`svclint: ${what}; ${hint}\n${lines.join('')}${more}`);
}

function wordsOf({ file, rule, object }: BaselineEntry): string {
  const parts = [file, rule, object].filter((part) => part !== '');
  return parts.map(printable).join('  ');
}
