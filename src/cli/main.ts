import type { Io } from '../host/io.js';
import { widthOf } from '../host/terminal.js';
import { printable } from '../text/words.js';
import { bugReport } from './bug-report.js';
import { commandLine } from './command-line.js';
import { CLEAN, INTERNAL, USAGE, type ExitCode } from './exit-codes.js';
import { helpText } from './help.js';
import { loadCommands } from './load-commands.js';
import type { Parts } from './parts.js';
import { isUsageError } from './usage-error.js';
import { VERSION } from './version.js';

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
