import { readdirSync, realpathSync, statSync } from 'node:fs';
import { bytesOf } from './bytes.js';

/** One entry of a folder, as far as it is asked; Node's `Dirent` is one. */
export interface Entry {
  readonly name: string;
  readonly isFile: () => boolean;
  readonly isDirectory: () => boolean;
  readonly isSymbolicLink: () => boolean;
}

/**
 * What is read of folders and files: the disk as it is, or as it was at a revision of git (`revision.ts`). Paths are
 * absolute and normal; what is not there, or may not be read, throws the error of Node.
 */
export interface Disk {
  readonly entries: (folder: string) => readonly Entry[];
  /** Where a path leads when links are resolved. */
  readonly realPath: (file: string) => string;
  /** What stands at a path when links are resolved; a pipe and a device are neither. */
  readonly kindOf: (file: string) => 'file' | 'folder' | 'other';
  /** Null for a file that is too large. */
  readonly bytes: (file: string) => Uint8Array | null;
  /** Whether git tracks a file here, or below, in the state that this disk shows; undefined where its index tells. */
  readonly isTracked: (absolute: string) => boolean | undefined;
}

export const DISK: Disk = {
  entries: (folder) => readdirSync(folder, { withFileTypes: true }),
  realPath: (file) => realpathSync(file),
  kindOf: (file) => {
    const stats = statSync(file);
    if (stats.isDirectory()) return 'folder';
    return stats.isFile() ? 'file' : 'other';
  },
  bytes: bytesOf,
  isTracked: () => undefined,
};

/**
 * The bytes of a file that a linted tree may name: null for one that is too large, and for what is no regular file.
 * Opening a named pipe waits for somebody who writes to it, and a device may never end.
 */
export function regularBytes(disk: Disk, absolute: string): Uint8Array | null {
  return disk.kindOf(absolute) === 'file' ? disk.bytes(absolute) : null;
}
