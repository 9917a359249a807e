import type { Io } from '../host/process/io.js';
import type { CommandLine } from './arguments/command-line.js';
import type { ExitCode } from './program/exit-codes.js';
import { READING } from './arguments/options.js';
import { PARTS, type Parts } from './program/parts.js';

/** Runs the command of a command line. Rejects with a UsageError, an error of writing, or a bug. */
export async function runCommand(given: CommandLine, io: Io, parts: Parts = PARTS): Promise<ExitCode> {
  const line = READING.includes(given.command)
    ? await (await import('./configuration/settings-file.js')).withSettings(given, io, parts)
    : given;
  switch (line.command) {
    case 'lint':
      return (await import('./commands/lint.js')).lintCommand(line, io, parts);
    case 'endpoints':
      return (await import('./commands/endpoints.js')).endpointsCommand(line, io, parts);
    case 'graph':
      return (await import('./commands/graph.js')).graphCommand(line, io, parts);
    case 'connections':
      return (await import('./commands/connections.js')).connectionsCommand(line, io, parts);
    case 'trace':
      return (await import('./commands/trace.js')).traceCommand(line, io, parts);
    case 'diff':
      return (await import('./commands/diff.js')).diffCommand(line, io, parts);
    case 'units':
      return (await import('./commands/units.js')).unitsCommand(line, io, parts);
    case 'rules':
      return (await import('./manual/rules.js')).rulesCommand(line, io, parts);
    case 'silence':
      return (await import('./commands/silence.js')).silenceCommand(line, io, parts);
    case 'init':
      return (await import('./manual/init.js')).initCommand(line, io);
    case 'completion':
      return (await import('./manual/completion.js')).completionCommand(line, io);
    case 'explain':
      return (await import('./manual/explain.js')).explainCommand(line, io, parts);
  }
}
