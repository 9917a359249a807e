import type { Io } from '../../host/process/io.js';
import { resolved } from '../../host/files/paths.js';
import type { LintResult } from '../../index.js';
import { code, codes, count } from '../../text/words.js';
import { allValuesOf, valueOf, type CommandLine } from '../arguments/command-line.js';
import { UsageError } from '../program/usage-error.js';
import { changeOf, mustLieWithin, optionOf, type Change, type Compared } from '../sources/revision.js';

/**
 * The change that `--since` or `--staged` asks about; undefined where all is reported. Throws UsageError where git
 * cannot tell, and for options that do not go together.
 */
export function comparedChange(line: CommandLine, io: Io): Change | undefined {
  const compared = comparedWith(line);
  if (compared === undefined) return undefined;
  const option = optionOf(compared);
  if (line.operands.includes('-'))
    throw new UsageError(`option ${code(option)} compares files, and ${code('-')} reads standard input`);
  if (line.values.has('update-baseline'))
    throw new UsageError(`option ${code('--update-baseline')} needs all findings, not only those of ${code(option)}`);
  const change = changeOf(compared, io);
  mustLieWithin(change, line.operands, compared, io.cwd);
  const named = allValuesOf(line, 'only-report').map((file) => resolved(file, io.cwd));
  return change.staged !== undefined && named.some((file) => change.staged?.has(file) === false) ? undefined : change;
}

function comparedWith(line: CommandLine): Compared | undefined {
  const since = valueOf(line, 'since');
  const isStaged = line.values.has('staged');
  if (since !== undefined && isStaged)
    throw new UsageError(`options ${codes(['--since', '--staged'])} compare with different commits: give one`);
  if (isStaged) return { staged: true };
  return since === undefined ? undefined : { since };
}

/** One sentence about what is left out, for standard error; empty where nothing is. */
export function sentenceOf({ known = 0 }: LintResult, { shown }: Change): string {
  if (known === 0) return '';
  return `svclint: ${count(known, 'older finding is', 'older findings are')} not shown; compared with ${shown}\n`;
}
