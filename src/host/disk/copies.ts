import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Disk } from './disk.js';
import { withFolders } from './with-folders.js';
import { onInterrupt } from '../process/run-program.js';

/** Where a file or folder lies for a program that reads the disk itself; both absolute. */
export type Located = (absolute: string) => string;

/**
 * Calls `use` with copies of files and folders as a disk has them, in a temporary folder that is gone afterwards, even
 * if a signal ends svclint. What the disk does not have is not there in the copies.
 */
export async function withCopies<T>(
  disk: Disk,
  wanted: readonly string[],
  use: (located: Located) => Promise<T>,
): Promise<T> {
  if (wanted.length === 0) return use((absolute) => absolute);
  const temporary = mkdtempSync(path.join(tmpdir(), 'svclint-'));
  const remove = (): void => rmSync(temporary, { recursive: true, force: true });
  const release = onInterrupt(remove);
  try {
    const copies = wanted.map((original, at) => ({
      original,
      copy: path.join(temporary, String(at), path.basename(original)),
    }));
    for (const { original, copy } of copies) copyFrom(disk, original, copy);
    const copyOf = new Map(copies.map(({ original, copy }) => [original, copy]));
    return await use((absolute) => {
      const copied = withFolders(absolute).find((each) => copyOf.has(each));
      if (copied === undefined) return absolute;
      return path.join(copyOf.get(copied) ?? '', path.relative(copied, absolute));
    });
  } finally {
    release();
    remove();
  }
}

/** Folders that are no part of a chart, and may be large. */
const FOREIGN = new Set(['.git', 'node_modules']);

/** Links are followed, but not in a circle; what cannot be read is left out, and missed by the program that reads. */
function copyFrom(disk: Disk, original: string, copy: string, above: ReadonlySet<string> = new Set()): void {
  try {
    const real = disk.realPath(original);
    const kind = disk.kindOf(real);
    if (kind === 'file') {
      mkdirSync(path.dirname(copy), { recursive: true });
      writeFileSync(copy, disk.bytes(real) ?? '');
    } else if (kind === 'folder' && !above.has(real)) {
      mkdirSync(copy, { recursive: true });
      const names = disk.entries(real).map(({ name }) => name);
      const inside = new Set([...above, real]);
      for (const name of names.filter((each) => !FOREIGN.has(each)))
        copyFrom(disk, path.join(real, name), path.join(copy, name), inside);
    }
  } catch {
    // A link that leads nowhere, or a folder that may not be read.
  }
}
