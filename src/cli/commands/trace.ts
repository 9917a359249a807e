import type { Io } from '../../host/process/io.js';
import { hasColor, widthOf } from '../../host/process/terminal.js';
import type { Verdict } from '../../index.js';
import { VERSION } from '../../report/version.js';
import { oneOf, type CommandLine } from '../arguments/command-line.js';
import { TRACE_FORMATS } from '../arguments/formats.js';
import { clusterOptions, colorOf } from '../configuration/settings.js';
import { CLEAN, FINDINGS, UNKNOWN, USAGE, type ExitCode } from '../program/exit-codes.js';
import type { Parts } from '../program/parts.js';
import { UsageError } from '../program/usage-error.js';
import { judgeInputs } from './inputs.js';

const EXITS: Readonly<Record<Verdict, ExitCode>> = { arrives: CLEAN, broken: FINDINGS, unknown: UNKNOWN };

/** `svclint trace FROM TO [PATH…]`: one request, hop by hop. */
export async function traceCommand(line: CommandLine, io: Io, parts: Parts): Promise<ExitCode> {
  const [from, to, ...paths] = line.operands;
  if (from === undefined || to === undefined)
    throw new UsageError(
      'trace takes FROM and TO, as `svclint trace deploy/web http://checkout:80 k8s`: ' +
        'FROM is `deploy/web`, `shop/deploy/web`, a namespace, or `outside`',
    );
  const cluster = clusterOptions(line);
  const { trace } = await parts.api();
  const walk = await judgeInputs({ ...line, operands: paths }, io, parts, ({ files, charts }) => {
    try {
      return trace(files, { from, to }, { ...cluster, charts });
    } catch (error) {
      throw error instanceof RangeError ? new UsageError(error.message) : error;
    }
  });
  if (walk === null) return USAGE;
  const { traceReporters } = await parts.reports();
  const load = traceReporters.get(oneOf(line, 'format', TRACE_FORMATS));
  if (load === undefined) throw new Error('no reporter for the format of trace');
  const report = await load();
  const color = hasColor(colorOf(line), io.stdout, io.env);
  await io.stdout.write(report(walk.result, { version: VERSION, color, width: widthOf(io.stdout) }));
  return walk.hasProblems ? USAGE : EXITS[walk.result.verdict];
}
