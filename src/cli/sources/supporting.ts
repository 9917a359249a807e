import { DISK, type Disk } from '../../host/disk/disk.js';
import { isLeftOutByGit } from '../../host/files/gitignore.js';
import { resolved } from '../../host/files/paths.js';
import { readSupporting } from '../../host/files/supporting.js';
import type { InputFile } from '../../index.js';
import { isKustomization } from '../../yaml/parse.js';

export interface Supported {
  readonly files: readonly InputFile[];
  /** What could not be read, or was left out. */
  readonly notes: readonly string[];
  /** Paths that kustomizations name, perhaps for a folder, where no file could be read. */
  readonly absent: readonly string[];
}

/**
 * The files, and those that only their kustomizations name: bases above, patches, generator files. What is read names
 * more, so this goes on until nothing new is missing; every path is tried once.
 */
export function withSupporting(
  given: readonly InputFile[],
  missingFiles: (files: readonly InputFile[]) => readonly string[],
  cwd: string,
  disk: Disk = DISK,
): Supported {
  const tried = new Set<string>();
  let notes: readonly string[] = [];
  let files = given;
  if (!given.some(({ path }) => isKustomization(path))) return { files, notes, absent: [] };
  for (;;) {
    const missing = missingFiles(files).filter((path) => !tried.has(path));
    if (missing.length === 0) return { files, notes, absent: absentAmong(files, tried) };
    for (const path of missing) tried.add(path);
    const read = readSupporting(missing, cwd, disk);
    notes = [...notes, ...read.problems, ...read.notes];
    files = [...files, ...read.files];
  }
}

function absentAmong(files: readonly InputFile[], tried: ReadonlySet<string>): readonly string[] {
  const read = new Set(files.map(({ path }) => path));
  return [...tried].filter((path) => !read.has(path));
}

/** Those of the absent paths that git leaves out, as secrets are: whoever builds the kustomization has them. */
export function leftOut(absent: readonly string[], cwd: string, disk: Disk = DISK): readonly InputFile[] {
  return absent
    .filter((path) => isLeftOutByGit(disk, resolved(path, cwd), cwd))
    .map((path): InputFile => ({ path, text: '', supporting: true, leftOut: true }));
}
