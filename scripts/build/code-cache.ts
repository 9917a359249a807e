import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Script } from 'node:vm';
import { commandLine } from '../../src/cli/arguments/command-line.js';
import type * as Commands from '../../src/cli/run-command.js';
import type { Io } from '../../src/host/process/io.js';
import { codeCacheName, exportsOf } from '../../src/host/process/load-script.js';

/** Trees with a little of everything, sound and broken: what linting them compiles is what most runs need. */
const TYPICAL = 'fixtures/projects';

/**
 * Lints typical trees with the commands built into `folder` and writes what V8 has compiled for that beside them, for
 * this release of V8 alone.
 */
export async function codeCache(root: string, folder = path.join(root, 'dist')): Promise<void> {
  const filename = path.join(folder, 'commands.cjs');
  const script = new Script(await readFile(filename, 'latin1'), { filename });
  const { runCommand } = exportsOf(script, folder) as typeof Commands;
  await runCommand(commandLine([TYPICAL]), silentIo(root));
  await writeFile(path.join(folder, codeCacheName('commands')), script.createCachedData());
}

function silentIo(cwd: string): Io {
  const output = { write: () => Promise.resolve(), isTTY: false, columns: undefined };
  return { stdin: () => Promise.resolve(Buffer.of()), stdout: output, stderr: output, env: {}, cwd, now: () => 0 };
}
