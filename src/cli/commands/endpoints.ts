import type { Io } from '../../host/process/io.js';
import { hasColor, widthOf } from '../../host/process/terminal.js';
import { oneOf, type CommandLine } from '../arguments/command-line.js';
import { CLEAN, USAGE, type ExitCode } from '../program/exit-codes.js';
import { ENDPOINTS_FORMATS } from '../arguments/options.js';
import type { Parts } from '../program/parts.js';
import { clusterOptions, colorOf } from '../configuration/settings.js';
import { VERSION } from '../../report/version.js';
import { judgeInputs } from './inputs.js';
import { whereNothingJudged } from './nothing-judged.js';

/** `svclint endpoints [PATH…]`: what stands behind each Service. */
export async function endpointsCommand(line: CommandLine, io: Io, parts: Parts): Promise<ExitCode> {
  const cluster = clusterOptions(line);
  const { describeUnits, predictEndpoints } = await parts.api();
  const judged = await judgeInputs(line, io, parts, ({ files, charts }) =>
    predictEndpoints(files, { ...cluster, charts }),
  );
  if (judged === null) return USAGE;
  const { endpointsReporters } = await parts.reports();
  const format = oneOf(line, 'format', ENDPOINTS_FORMATS);
  const load = endpointsReporters.get(format);
  if (load === undefined) throw new Error(`no reporter for the format ${format}`);
  const report = await load();
  const color = hasColor(colorOf(line), io.stdout, io.env);
  await io.stdout.write(report(judged.result, { version: VERSION, color, width: widthOf(io.stdout) }));
  if (judged.hasProblems) return USAGE;
  const hasNoObjects = (): boolean =>
    describeUnits(judged.files, { ...cluster, charts: judged.charts }).every(({ resources }) => resources === 0);
  return judged.result.length === 0 && hasNoObjects() ? whereNothingJudged(judged, line, io) : CLEAN;
}
