import { lstatSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import type { Disk, Entry } from './disk.js';
import { codeOf } from '../process/system-error.js';
import type { GitEntry } from '../process/git.js';
import { LARGEST } from '../process/largest.js';

/** Reads the objects of git with these ids. */
export type Blobs = (ids: readonly string[]) => ReadonlyMap<string, Uint8Array>;

/**
 * The disk as a tree of git would have it: `others` are the absolute paths at which the tree has something else, or
 * nothing (null). Everything else is read from the disk, such as what git ignores: a chart may need it, but in a folder
 * it is not met, whatever the tree's own `.gitignore` says, if `ignored` lists it. Nothing is written.
 */
export function diskAt(
  disk: Disk,
  others: ReadonlyMap<string, GitEntry | null>,
  blobs: Blobs,
  ignored: ReadonlySet<string> = new Set(),
): Disk {
  const content = contents(others, blobs);
  const folders = foldersOf(others);
  const realPath = (file: string, links = 0): string => {
    const other = others.get(file);
    if (other === null) throw failure('ENOENT', file);
    if (other?.kind === 'link') return realPath(followed(file, content(other.id).toString(), links), links + 1);
    if (other !== undefined || folders.has(file)) return file;
    const real = realOnDisk(disk, file) ?? followed(file, readlinkSync(file), links);
    return real === file ? file : realPath(real, links + 1);
  };
  return {
    realPath: (file) => realPath(file),
    kindOf: (file) => {
      const real = realPath(file);
      if (others.has(real)) return 'file';
      return folders.has(real) ? 'folder' : disk.kindOf(real);
    },
    bytes: (file) => {
      const real = realPath(file);
      const other = others.get(real);
      if (other === undefined || other === null) return disk.bytes(real);
      const bytes = content(other.id);
      return bytes.length > LARGEST ? null : bytes;
    },
    isTracked: (absolute) => {
      if (folders.has(absolute) || (others.get(absolute) ?? null) !== null) return true;
      return ignored.has(absolute) ? false : undefined;
    },
    entries: (folder) => {
      const inTree = folders.get(folder);
      const onDisk = inTree === undefined ? disk.entries(folder) : entriesOnDisk(disk, folder);
      const kept = onDisk.filter(({ name }) => !others.has(path.join(folder, name)) && inTree?.has(name) !== true);
      return [...kept, ...(inTree?.values() ?? [])];
    },
  };
}

/** What is read first brings along all that a run is likely to read: one process of git for many files. */
const LIKELY = /\.(?:ya?ml|json|tpl|env|properties)$|(?:^|\/)(?:Kustomization|\.gitignore|\.helmignore)$/;

function contents(others: ReadonlyMap<string, GitEntry | null>, blobs: Blobs): (id: string) => Buffer {
  const read = new Map<string, Uint8Array>();
  return (id) => {
    if (!read.has(id)) {
      const likely = read.size > 0 ? [] : [...others].filter(([file]) => LIKELY.test(file));
      const ids = new Set([id, ...likely.flatMap(([, other]) => (other === null ? [] : other.id))]);
      for (const [each, bytes] of blobs([...ids])) read.set(each, bytes);
    }
    const bytes = read.get(id);
    if (bytes === undefined) throw new Error(`git has no object ${id}`);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  };
}

/** What the tree has in each folder, as far as it is otherwise than on the disk; by the names of the entries. */
function foldersOf(others: ReadonlyMap<string, GitEntry | null>): ReadonlyMap<string, ReadonlyMap<string, Entry>> {
  const folders = new Map<string, Map<string, Entry>>();
  for (const [file, other] of others) {
    if (other === null) continue;
    let kind: GitEntry['kind'] | 'folder' = other.kind;
    for (let at = file; path.dirname(at) !== at; at = path.dirname(at)) {
      const folder = path.dirname(at);
      const name = path.basename(at);
      const isKnown = folders.get(folder)?.has(name) === true;
      if (!folders.has(folder)) folders.set(folder, new Map());
      folders.get(folder)?.set(name, entry(name, kind));
      if (isKnown) break; // and so is every folder above
      kind = 'folder';
    }
  }
  return folders;
}

function entry(name: string, kind: GitEntry['kind'] | 'folder'): Entry {
  return {
    name,
    isFile: () => kind === 'file',
    isDirectory: () => kind === 'folder',
    isSymbolicLink: () => kind === 'link',
  };
}

function entriesOnDisk(disk: Disk, folder: string): readonly Entry[] {
  try {
    return disk.entries(folder);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return [];
    throw error;
  }
}

/** Undefined for a link of the disk that leads to what only the tree has. */
function realOnDisk(disk: Disk, file: string): string | undefined {
  try {
    return disk.realPath(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' && lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true)
      return undefined;
    throw error;
  }
}

/** As many as Linux follows. */
const MOST_LINKS = 40;

function followed(link: string, target: string, links: number): string {
  if (links >= MOST_LINKS) throw failure('ELOOP', link);
  return path.resolve(path.dirname(link), target);
}

/** An error as Node throws it. */
function failure(code: 'ENOENT' | 'ELOOP', file: string): Error {
  return Object.assign(new Error(`${code}: ${file}`), { code });
}
