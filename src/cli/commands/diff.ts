import { existsSync } from 'node:fs';
import { DISK } from '../../host/disk/disk.js';
import { resolved, shownPath } from '../../host/files/paths.js';
import type { Io } from '../../host/process/io.js';
import { hasColor, widthOf } from '../../host/process/terminal.js';
import type { ContractChange } from '../../index.js';
import { VERSION } from '../../report/version.js';
import { code } from '../../text/words.js';
import { oneOf, type CommandLine } from '../arguments/command-line.js';
import { DIFF_FORMATS } from '../arguments/formats.js';
import { clusterOptions, colorOf } from '../configuration/settings.js';
import { withSettings } from '../configuration/settings-file.js';
import { CLEAN, FINDINGS, USAGE, type ExitCode } from '../program/exit-codes.js';
import type { Parts } from '../program/parts.js';
import { UsageError } from '../program/usage-error.js';
import { stateAt, type State } from '../sources/revision.js';
import { judgeInputs, readingsBefore, type Readings } from './inputs.js';

/**
 * `svclint diff A [B]`: what a change does to the contract; A and B are folders or revisions of git, B may be standard
 * input.
 */
export async function diffCommand(given: CommandLine, io: Io, parts: Parts): Promise<ExitCode> {
  const { before, after } = sidesOf(given, io);
  const line = await withSettings({ ...given, operands: after.paths }, io, parts);
  const cluster = clusterOptions(line);
  const { describeDifference } = await parts.api();
  const judge = async (now: Readings) => {
    const past = before.state ?? { disk: DISK, others: new Map(), isPast: true };
    const run = { line: { ...line, operands: before.paths }, io, parts };
    const then = await readingsBefore({ before: past }, now, run);
    return describeDifference(
      { files: then.files, options: { ...cluster, charts: then.charts }, folder: before.folder },
      { files: now.files, options: { ...cluster, charts: now.charts }, folder: after.folder },
    );
  };
  const judged = await judgeInputs(line, io, parts, judge, after.state);
  if (judged === null) return USAGE;
  const { differenceReporters } = await parts.reports();
  const load = differenceReporters.get(oneOf(line, 'format', DIFF_FORMATS));
  if (load === undefined) throw new Error('no reporter for the format');
  const report = await load();
  const color = hasColor(colorOf(line), io.stdout, io.env);
  await io.stdout.write(report(judged.result, { version: VERSION, color, width: widthOf(io.stdout) }));
  if (judged.hasProblems) return USAGE;
  const breaks = judged.result.changes.some(({ effect }: ContractChange) => effect === 'breaks');
  return breaks && line.values.has('exit-code') ? FINDINGS : CLEAN;
}

/** One state: a folder of the disk, or the paths as a revision has them. */
interface Side {
  readonly paths: readonly string[];
  readonly state: State | undefined;
  /** The folder, as paths show it, where one is compared with another. */
  readonly folder?: string | undefined;
}

function sidesOf({ operands, behind = 0 }: CommandLine, io: Io): { readonly before: Side; readonly after: Side } {
  const sides = operands.slice(0, operands.length - behind);
  const paths = operands.slice(operands.length - behind);
  const [first, second, ...others] = sides;
  if (first === undefined || others.length > 0)
    throw new UsageError(
      `${code('svclint diff')} takes one or two folders or revisions, and paths behind ${code('--')}`,
    );
  if (first === STDIN) throw new UsageError(`${code(STDIN)} can only be B, the state after the change`);
  const side = (text: string): Side => {
    if (text === STDIN) return { paths: [STDIN], state: undefined };
    if (existsSync(resolved(text, io.cwd)))
      return { paths: [text], state: undefined, folder: shownPath(resolved(text, io.cwd), text, io.cwd) };
    return { paths: paths.length > 0 ? paths : ['.'], state: stateAt(text, 'diff', io) };
  };
  const then = side(first);
  const now: Side = { paths: paths.length > 0 ? paths : ['.'], state: undefined };
  const onDisk = then.paths.filter((each) => each !== STDIN);
  const before = { ...then, paths: onDisk.length > 0 ? onDisk : ['.'] };
  return { before, after: second === undefined ? now : side(second) };
}

/** What stands for standard input, which has no state before. */
const STDIN = '-';
