import { loadScript } from '../host/process/load-script.js';
import { setTiers } from '../host/process/v8-tiers.js';
import type * as Commands from './run-command.js';

/**
 * Stands in `dist/` for `load-commands.ts`: there the commands are a script, for which V8 keeps what it has compiled.
 */
export function loadCommands(): Promise<typeof Commands> {
  const commands = loadScript(import.meta.dirname, 'commands') as typeof Commands;
  setTiers(process.env); // not before: V8 keeps what it compiled with the same flags only
  return Promise.resolve(commands);
}
