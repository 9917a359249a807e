import type { Io } from '../../host/process/io.js';
import { hasColor, widthOf } from '../../host/process/terminal.js';
import { oneOf, type CommandLine } from '../arguments/command-line.js';
import { CLEAN, USAGE, type ExitCode } from '../program/exit-codes.js';
import { UNITS_FORMATS } from '../arguments/formats.js';
import type { Parts } from '../program/parts.js';
import { clusterOptions, colorOf } from '../configuration/settings.js';
import { VERSION } from '../../report/version.js';
import { judgeInputs } from './inputs.js';
import { whereNothingJudged } from './nothing-judged.js';

/** `svclint units [PATH…]`: what is taken to be applied together, and why. */
export async function unitsCommand(line: CommandLine, io: Io, parts: Parts): Promise<ExitCode> {
  const cluster = clusterOptions(line);
  const { describeUnits } = await parts.api();
  const judged = await judgeInputs(line, io, parts, ({ files, charts }) =>
    describeUnits(files, { ...cluster, charts }),
  );
  if (judged === null) return USAGE;
  const { unitsReporters } = await parts.reports();
  const load = unitsReporters.get(oneOf(line, 'format', UNITS_FORMATS));
  if (load === undefined) throw new Error('no reporter for the format of units');
  const report = await load();
  await io.stdout.write(
    report(judged.result, {
      version: VERSION,
      color: hasColor(colorOf(line), io.stdout, io.env),
      width: widthOf(io.stdout),
    }),
  );
  if (judged.hasProblems) return USAGE;
  return judged.result.every(({ resources }) => resources === 0) ? whereNothingJudged(judged, line, io) : CLEAN;
}
