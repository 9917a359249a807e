import type { Io } from '../host/io.js';
import { widthOf } from '../host/terminal.js';
import { printable } from '../text/words.js';
import { commandLine, type CommandLine } from './command-line.js';
import { CLEAN, INTERNAL, USAGE, type ExitCode } from './exit-codes.js';
import { helpText } from './help.js';
import { READING } from './options.js';
import { PARTS, type Parts } from './parts.js';
import { UsageError } from './usage-error.js';
import { VERSION } from './version.js';

/** Runs the command line and resolves to the exit code, when all output has been written. Never rejects. */
export async function main(argv: readonly string[], io: Io, parts: Parts = PARTS): Promise<ExitCode> {
  try {
    const line = commandLine(argv);
    if (line.values.has('help')) return await show(io, helpText(line.command, widthOf(io.stdout)));
    if (line.values.has('version')) return await show(io, `${VERSION}\n`);
    return await run(line, io, parts);
  } catch (error) {
    return failed(error, io).catch(() => INTERNAL); // where not even standard error can be written
  }
}

async function show(io: Io, text: string): Promise<ExitCode> {
  await io.stdout.write(text);
  return CLEAN;
}

async function run(given: CommandLine, io: Io, parts: Parts): Promise<ExitCode> {
  const line = READING.includes(given.command)
    ? await (await import('./settings-file.js')).withSettings(given, io, parts)
    : given;
  switch (line.command) {
    case 'lint':
      return (await import('./commands/lint.js')).lintCommand(line, io, parts);
    case 'endpoints':
      return (await import('./commands/endpoints.js')).endpointsCommand(line, io, parts);
    case 'units':
      return (await import('./commands/units.js')).unitsCommand(line, io, parts);
    case 'rules':
      return (await import('./commands/rules.js')).rulesCommand(line, io, parts);
    case 'init':
      return (await import('./commands/init.js')).initCommand(line, io);
    case 'explain':
      return (await import('./commands/explain.js')).explainCommand(line, io, parts);
  }
}

async function failed(error: unknown, io: Io): Promise<ExitCode> {
  if (error instanceof UsageError) {
    await io.stderr.write(`svclint: ${error.message}\n`);
    return USAGE;
  }
  if (isWriteError(error)) {
    await io.stderr.write(`svclint: cannot write the output: ${printable(error.message)}\n`);
    return USAGE;
  }
  const { bugReport } = await import('./bug-report.js');
  await io.stderr.write(bugReport(error, io));
  return INTERNAL;
}

function isWriteError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && error.syscall === 'write';
}
