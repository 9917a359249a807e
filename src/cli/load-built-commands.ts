import { loadScript } from '../host/load-script.js';
import type * as Commands from './run-command.js';

/** Stands in `dist/` for `load-commands.ts`: there the commands are a script, for which V8 keeps what it has compiled. */
export function loadCommands(): Promise<typeof Commands> {
  return Promise.resolve(loadScript(import.meta.dirname, 'commands') as typeof Commands);
}
