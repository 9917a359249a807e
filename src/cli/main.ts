import type { Io } from '../host/process/io.js';
import { widthOf } from '../host/process/terminal.js';
import { printable } from '../text/words.js';
import { bugReport } from './program/bug-report.js';
import { commandLine } from './arguments/command-line.js';
import { CLEAN, INTERNAL, USAGE, type ExitCode } from './program/exit-codes.js';
import { helpText } from './arguments/help.js';
import { loadCommands } from './load-commands.js';
import type { Parts } from './program/parts.js';
import { isUsageError } from './program/usage-error.js';
import { VERSION } from '../report/version.js';

/** Runs the command line and resolves to the exit code, when all output has been written. Never rejects. */
export async function main(argv: readonly string[], io: Io, parts?: Parts): Promise<ExitCode> {
  try {
    const line = commandLine(argv);
    if (line.values.has('help')) return await show(io, helpText(line.command, widthOf(io.stdout)));
    if (line.values.has('version')) return await show(io, `${VERSION}\n`);
    const { runCommand } = await loadCommands();
    return await runCommand(line, io, parts);
  } catch (error) {
    return failed(error, io).catch(() => INTERNAL); // where not even standard error can be written
  }
}

async function show(io: Io, text: string): Promise<ExitCode> {
  await io.stdout.write(text);
  return CLEAN;
}

async function failed(error: unknown, io: Io): Promise<ExitCode> {
  if (isUsageError(error)) {
    await io.stderr.write(`svclint: ${error.message}\n`);
    return USAGE;
  }
  if (isWriteError(error)) {
    await io.stderr.write(`svclint: cannot write the output: ${printable(error.message)}\n`);
    return USAGE;
  }
  await io.stderr.write(bugReport(error, io));
  return INTERNAL;
}

function isWriteError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && error.syscall === 'write';
}
