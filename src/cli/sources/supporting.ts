import { parse } from 'node:path';
import type { Bounds } from '../../host/files/bounds.js';
import { DISK, type Disk } from '../../host/disk/disk.js';
import { awaitsSubmodule } from '../../host/files/work-tree.js';
import { isLeftOutByGit } from '../../host/files/gitignore.js';
import { sortedTexts } from '../../text/compare.js';
import { resolved } from '../../host/files/paths.js';
import { readSupporting } from '../../host/files/supporting.js';
import type { InputFile } from '../../index.js';
import { folderOf } from '../../text/paths.js';
import { code } from '../../text/words.js';
import { isKustomization } from '../../yaml/parse.js';

export interface Supported {
  readonly files: readonly InputFile[];
  /** What could not be read, or was left out. */
  readonly notes: readonly string[];
  /** Paths that kustomizations name, perhaps for a folder, where no file could be read. */
  readonly absent: readonly string[];
  /** Paths out of bounds, where nobody has looked. */
  readonly outside: readonly string[];
}

/**
 * The files, and those that only their kustomizations name: bases above, patches, generator files. What is read names
 * more, so this goes on until nothing new is missing; every path is tried once, and none that is out of bounds.
 */
export function withSupporting(
  given: readonly InputFile[],
  missingFiles: (files: readonly InputFile[]) => readonly string[],
  { cwd, bounds, disk }: Whence,
): Supported {
  const tried = new Set<string>();
  const outside = new Set<string>();
  let notes: readonly string[] = [];
  let files = given;
  if (!given.some(({ path }) => isKustomization(path))) return { files, notes, absent: [], outside: [] };
  for (;;) {
    const missing = missingFiles(files).filter((path) => !tried.has(path) && !outside.has(path));
    if (missing.length === 0) break;
    for (const path of missing) (bounds(resolved(path, cwd)) ? tried : outside).add(path);
    const read = readSupporting(
      missing.filter((path) => tried.has(path)),
      cwd,
      disk,
    );
    notes = [...notes, ...read.problems, ...read.notes];
    files = [...files, ...read.files];
  }
  const paths = [...outside];
  return { files, notes: [...notes, ...outsideNotes(paths)], absent: absentAmong(files, tried), outside: paths };
}

/** Where the paths are relative to, and what may be read. */
interface Whence {
  readonly cwd: string;
  readonly bounds: Bounds;
  /** The disk as it is, unless it says otherwise. */
  readonly disk?: Disk | undefined;
}

/** What may be a folder is asked for as its kustomization, too. */
function outsideNotes(outside: readonly string[]): readonly string[] {
  const named = new Set(outside.map((path) => (isKustomization(path) ? folderOf(path) : path)));
  const shown = sortedTexts(named).slice(0, SHOWN);
  const rest = named.size - shown.length;
  return [
    ...shown.map((path) => `did not read ${code(path)}: it lies outside of what is linted`),
    ...(rest === 0 ? [] : [`did not read ${rest} more of such paths`]),
  ];
}

const SHOWN = 5;

function absentAmong(files: readonly InputFile[], tried: ReadonlySet<string>): readonly string[] {
  const read = new Set(files.map(({ path }) => path));
  return [...tried].filter((path) => !read.has(path));
}

/** `secrets.env.example`, `secrets.example.env`: whoever builds copies it, and fills it in. */
function hasExample(disk: Disk, absolute: string): boolean {
  const { dir, base, name, ext } = parse(absolute);
  const names = ['example', 'sample', 'template', 'dist'].flatMap((word) => [
    `${base}.${word}`,
    `${name}.${word}${ext}`,
  ]);
  try {
    return disk.entries(dir).some((entry) => entry.isFile() && names.includes(entry.name));
  } catch {
    return false; // no such folder
  }
}

/**
 * Those of the absent paths that git leaves out, as secrets are, or brings with a submodule, and what is out of bounds:
 * whoever builds the kustomization has them.
 */
export function leftOut(
  { absent, outside }: Pick<Supported, 'absent' | 'outside'>,
  { cwd, disk = DISK }: Pick<Whence, 'cwd' | 'disk'>,
): readonly InputFile[] {
  const isAwaited = absent.length === 0 ? (): boolean => false : awaitsSubmodule(disk, cwd);
  const reasonFor = (path: string): InputFile['leftOut'] => {
    const absolute = resolved(path, cwd);
    if (isAwaited(absolute)) return 'submodule';
    if (isLeftOutByGit(disk, absolute, cwd)) return 'git-ignored';
    return hasExample(disk, absolute) ? 'example' : undefined;
  };
  return [
    ...absent.flatMap((path): readonly InputFile[] => {
      const reason = reasonFor(path);
      return reason === undefined ? [] : [{ path, text: '', supporting: true, leftOut: reason }];
    }),
    ...outside.map((path): InputFile => ({ path, text: '', supporting: true, leftOut: 'outside' })),
  ];
}
