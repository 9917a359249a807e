import type { Io } from '../../host/process/io.js';
import { oneOf, type CommandLine } from '../arguments/command-line.js';
import { CLEAN, USAGE, type ExitCode } from '../program/exit-codes.js';
import { GRAPH_FORMATS } from '../arguments/formats.js';
import type { Parts } from '../program/parts.js';
import { clusterOptions } from '../configuration/settings.js';
import { VERSION } from '../../report/version.js';
import { judgeInputs } from './inputs.js';
import { whereNothingJudged } from './nothing-judged.js';

/** `svclint graph [PATH…]`: the contract as a picture. */
export async function graphCommand(line: CommandLine, io: Io, parts: Parts): Promise<ExitCode> {
  const cluster = clusterOptions(line);
  const format = oneOf(line, 'format', GRAPH_FORMATS);
  const { describeContract, describeUnits } = await parts.api();
  const judged = await judgeInputs(line, io, parts, ({ files, charts }) =>
    describeContract(files, { ...cluster, charts }),
  );
  if (judged === null) return USAGE;
  const { graphReporters } = await parts.reports();
  const load = graphReporters.get(format);
  if (load === undefined) throw new Error(`no reporter for the format ${format}`);
  const report = await load();
  await io.stdout.write(report(judged.result, { version: VERSION }));
  if (judged.hasProblems) return USAGE;
  const hasNoObjects = (): boolean =>
    describeUnits(judged.files, { ...cluster, charts: judged.charts }).every(({ resources }) => resources === 0);
  return judged.result.namespaces.length === 0 && hasNoObjects() ? whereNothingJudged(judged, line, io) : CLEAN;
}
