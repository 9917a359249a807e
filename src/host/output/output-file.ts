import { mkdir, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '../process/system-error.js';
import { removeLeftovers, temporaryName } from './temporary-name.js';

/**
 * Writes a file that belongs to the user alone: a report, a baseline. Its folder is made; a file that is there is
 * replaced in one step, so that nobody reads half of it, and keeps its mode; a link to one is followed. What is no
 * plain file (`/dev/null`, a pipe) is written into. Rejects with the error of the system.
 */
export async function writeOutputFile(absolute: string, text: string): Promise<void> {
  const target = await realpath(absolute).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return absolute;
    throw error;
  });
  const there = await stat(target).catch(() => undefined);
  if (there?.isDirectory() === true) throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' });
  if (there !== undefined && !there.isFile()) return writeFile(target, text);
  await makeFolder(path.dirname(target));
  await replace(target, text, there?.mode);
}

/** With those above it. Node has one that never ends where the system lets nobody make a folder (`/proc`). */
async function makeFolder(folder: string): Promise<void> {
  if (await isMade(folder, ['EEXIST', 'ENOENT'])) return;
  if (path.dirname(folder) !== folder) await makeFolder(path.dirname(folder));
  await isMade(folder, ['EEXIST']);
}

/** False where the folder above is not there, if that may be; somebody else may make it meanwhile. */
async function isMade(folder: string, expected: readonly string[]): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    const code = codeOf(error) ?? '';
    if (!expected.includes(code)) throw error;
    return code !== 'ENOENT';
  }
}

async function replace(target: string, text: string, mode: number | undefined): Promise<void> {
  removeLeftovers(path.dirname(target));
  const temporary = path.join(path.dirname(target), temporaryName());
  try {
    const file = await open(temporary, 'wx', 0o666);
    try {
      if (mode !== undefined) await file.chmod(mode & 0o7777);
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } finally {
    await rm(temporary, { force: true });
  }
}
