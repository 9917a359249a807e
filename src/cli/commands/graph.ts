import type { Io } from '../../host/process/io.js';
import { oneOf, type CommandLine } from '../arguments/command-line.js';
import { CLEAN, USAGE, type ExitCode } from '../program/exit-codes.js';
import { GRAPH_FORMATS } from '../arguments/formats.js';
import type { Parts } from '../program/parts.js';
import { keepManifests, outputsOf, writeOutputs } from '../configuration/outputs.js';
import { clusterOptions } from '../configuration/settings.js';
import { VERSION } from '../../report/version.js';
import { judgeInputs } from './inputs.js';
import { whereNothingJudged } from './nothing-judged.js';

/** `svclint graph [PATH…]`: the contract as a picture. */
export async function graphCommand(line: CommandLine, io: Io, parts: Parts): Promise<ExitCode> {
  const cluster = clusterOptions(line);
  const format = oneOf(line, 'format', GRAPH_FORMATS);
  const outputs = outputsOf(line, io, GRAPH_FORMATS);
  const { describeContract, describeUnits } = await parts.api();
  const judged = await judgeInputs(line, io, parts, (readings) => {
    keepManifests(outputs, readings);
    const { files, charts } = readings;
    return describeContract(files, { ...cluster, charts });
  });
  if (judged === null) return USAGE;
  const { graphReporters } = await parts.reports();
  const pictureAs = async (name: string): Promise<string> => {
    const load = graphReporters.get(name);
    if (load === undefined) throw new Error(`no reporter for the format ${name}`);
    return (await load())(judged.result, { version: VERSION });
  };
  const isWritten = await writeOutputs(outputs, io, pictureAs);
  // Whoever asks for files alone has no use for a second picture on the terminal.
  if (outputs.length === 0 || line.values.has('format')) await io.stdout.write(await pictureAs(format));
  if (judged.hasProblems || !isWritten) return USAGE;
  const hasNoObjects = (): boolean =>
    describeUnits(judged.files, { ...cluster, charts: judged.charts }).every(({ resources }) => resources === 0);
  return judged.result.namespaces.length === 0 && hasNoObjects() ? whereNothingJudged(judged, line, io) : CLEAN;
}
