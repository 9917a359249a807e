import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { code } from '../../text/words.js';
import { decode, encodedLike } from '../files/decode.js';
import { isWithin } from '../files/paths.js';
import { reasonOf } from '../process/system-error.js';
import { temporaryName } from './temporary-name.js';

/** New text for a file: where it is, how findings name it, and the text that was read and is to be replaced. */
export interface Rewrite {
  readonly absolute: string;
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** The folders and files within which may be written, real and absolute. */
export type Territory = readonly string[];

/**
 * What the given paths allow to be written: a folder that is named by a link is that folder, a file that is one is not
 * followed.
 */
export function territoryOf(paths: readonly string[], cwd: string): Territory {
  return paths.flatMap((given) => {
    const absolute = path.resolve(cwd, given);
    try {
      return [
        statSync(absolute).isDirectory()
          ? realpathSync(absolute)
          : path.join(realpathSync(path.dirname(absolute)), path.basename(absolute)),
      ];
    } catch {
      return []; // what is not there is said where it is read
    }
  });
}

/**
 * Why the file must not be written, or undefined: outside of the territory, no plain file, read-only, or changed since
 * it was read.
 */
export function refusalOf(
  rewrite: Pick<Rewrite, 'absolute' | 'path' | 'before'>,
  territory: Territory,
): string | undefined {
  const reason = reasonAgainst(rewrite, territory);
  return reason === undefined ? undefined : refused(rewrite, reason);
}

function refused({ path: shown }: Pick<Rewrite, 'path'>, reason: string): string {
  return `cannot write ${code(shown)}: ${reason}`;
}

function reasonAgainst(
  { absolute, before }: Pick<Rewrite, 'absolute' | 'before'>,
  territory: Territory,
): string | undefined {
  try {
    const real = realpathSync(absolute);
    if (!territory.some((root) => isWithin(root, real)))
      return `it is a symbolic link to ${code(real)}, outside of the given paths`;
    const stats = lstatSync(real);
    if (!stats.isFile()) return 'it is no plain file';
    if (!mayWrite(real)) return 'it is read-only';
    const bytes = readFileSync(real);
    if (!holds(bytes, before)) return CHANGED;
    return encodedLike(bytes, before) === undefined ? 'it is not UTF-8; save it so first' : undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

/** What the system says, not the mode alone: root may write what others may only read, with every other program too. */
function mayWrite(real: string): boolean {
  try {
    accessSync(real, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

const CHANGED = 'it has changed since it was read';

/** True where the file has other names, which do not become the new one. */
export function isLinked({ absolute }: Pick<Rewrite, 'absolute'>): boolean {
  const stats = statSync(absolute, { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.nlink > 1;
}

/**
 * Replaces the text of a file in one step: whoever looks, whatever happens meanwhile, sees the old or the new one,
 * never a part. Mode and, where the system allows it, owner stay. Returns why it was not done, or undefined.
 */
export function writeFile(rewrite: Rewrite, territory: Territory): string | undefined {
  const refusal = refusalOf(rewrite, territory);
  if (refusal !== undefined) return refusal;
  try {
    return replace(realpathSync(rewrite.absolute), rewrite) ? undefined : refused(rewrite, CHANGED);
  } catch (error) {
    return refused(rewrite, reasonOf(error));
  }
}

/** The temporary file has a name of its own length, since some names fill the limit. */
function replace(real: string, { before, after }: Rewrite): boolean {
  const folder = path.dirname(real);
  const temporary = path.join(folder, temporaryName());
  try {
    const bytes = encodedLike(readFileSync(real), after);
    if (bytes === undefined) return false;
    writeDurably(temporary, bytes, statSync(real));
    if (!holds(readFileSync(real), before)) return false;
    renameSync(temporary, real);
  } finally {
    rmSync(temporary, { force: true }); // there only if it has not become the file
  }
  syncFolder(folder);
  return true;
}

function holds(bytes: Uint8Array, text: string): boolean {
  const decoded = decode(bytes);
  return 'text' in decoded && decoded.text === text;
}

function writeDurably(
  file: string,
  bytes: Uint8Array,
  { mode, uid, gid }: { readonly mode: number; readonly uid: number; readonly gid: number },
): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeFileSync(descriptor, bytes);
    const own = fstatSync(descriptor);
    if (own.uid !== uid || own.gid !== gid) ignoringRefusal(() => fchownSync(descriptor, uid, gid));
    fchmodSync(descriptor, mode & 0o7777);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Makes the new name last through a power cut; not every file system can. */
function syncFolder(folder: string): void {
  ignoringRefusal(() => {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  });
}

function ignoringRefusal(work: () => void): void {
  try {
    work();
  } catch {
    // the system does not allow it to this user or on this file system, and the text is safe without
  }
}
