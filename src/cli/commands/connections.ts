import type { Io } from '../../host/process/io.js';
import { hasColor, widthOf } from '../../host/process/terminal.js';
import { VERSION } from '../../report/version.js';
import { oneOf, type CommandLine } from '../arguments/command-line.js';
import { CONNECTIONS_FORMATS } from '../arguments/formats.js';
import { clusterOptions, colorOf } from '../configuration/settings.js';
import { CLEAN, USAGE, type ExitCode } from '../program/exit-codes.js';
import type { Parts } from '../program/parts.js';
import { judgeInputs } from './inputs.js';
import { whereNothingJudged } from './nothing-judged.js';

/** `svclint connections [PATH…]`: who may talk to whom, as NetworkPolicies decide. */
export async function connectionsCommand(line: CommandLine, io: Io, parts: Parts): Promise<ExitCode> {
  const cluster = clusterOptions(line);
  const { describeConnections, describeUnits } = await parts.api();
  const judged = await judgeInputs(line, io, parts, ({ files, charts }) =>
    describeConnections(files, { ...cluster, charts }),
  );
  if (judged === null) return USAGE;
  const { connectionsReporters } = await parts.reports();
  const format = oneOf(line, 'format', CONNECTIONS_FORMATS);
  const load = connectionsReporters.get(format);
  if (load === undefined) throw new Error(`no reporter for the format ${format}`);
  const report = await load();
  const color = hasColor(colorOf(line), io.stdout, io.env);
  const options = { version: VERSION, color, width: widthOf(io.stdout), explain: line.values.has('explain') };
  await io.stdout.write(report(judged.result, options));
  if (judged.hasProblems) return USAGE;
  const hasNoObjects = (): boolean =>
    describeUnits(judged.files, { ...cluster, charts: judged.charts }).every(({ resources }) => resources === 0);
  return judged.result.length === 0 && hasNoObjects() ? whereNothingJudged(judged, line, io) : CLEAN;
}
