import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Io } from '../../host/process/io.js';
import { writeOutputFile } from '../../host/output/output-file.js';
import { SETTINGS_NAMES } from '../../host/files/settings-file.js';
import { reasonOf } from '../../host/process/system-error.js';
import { NEXT_STEPS, SETTINGS_TEMPLATE } from '../../settings/template.js';
import { code } from '../../text/words.js';
import type { CommandLine } from '../arguments/command-line.js';
import { CLEAN, type ExitCode } from '../program/exit-codes.js';
import { UsageError } from '../program/usage-error.js';

/**
 * `svclint init`: a commented settings file in the current folder, and the lines for a hook and for CI. Writes over
 * nothing.
 */
export async function initCommand(line: CommandLine, io: Io): Promise<ExitCode> {
  const [operand] = line.operands;
  if (operand !== undefined)
    throw new UsageError(`${code('svclint init')} takes no path: it writes into the current folder`);
  const there = SETTINGS_NAMES.find((name) => existsSync(path.join(io.cwd, name)));
  if (there !== undefined) throw new UsageError(`there is a settings file already: ${code(there)}`);
  const [name] = SETTINGS_NAMES;
  try {
    await writeOutputFile(path.join(io.cwd, name), SETTINGS_TEMPLATE);
  } catch (error) {
    throw new UsageError(`cannot write ${code(name)}: ${reasonOf(error)}`);
  }
  await io.stdout.write(`wrote ${name}\n\n${NEXT_STEPS}`);
  return CLEAN;
}
