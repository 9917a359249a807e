import type * as Commands from './run-command.js';

/**
 * Loads what runs commands, which `--help` and `--version` do without; the build has `load-built-commands.ts` stand
 * here.
 */
export async function loadCommands(): Promise<typeof Commands> {
  return import('./run-command.js');
}
