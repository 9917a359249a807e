import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { boundsOf } from '../../src/host/files/bounds.js';
import { withSupporting } from '../../src/cli/sources/supporting.js';
import { missingFiles, type InputFile } from '../../src/index.js';

const MANIFEST = /\.(?:ya?ml|json)$|^Kustomization$/;

/**
 * Every manifest below `root`, with paths relative to it, in one order on every machine.
 * Hidden folders and `node_modules` stay out; links are not followed. What only kustomizations name is there as well.
 */
export function readTree(root: string): readonly InputFile[] {
  return withSupporting(readFiles(root, manifestsBelow(root, '').sort()), missingFiles, {
    cwd: root,
    bounds: boundsOf([root], root),
  }).files;
}

/** Exactly the named files of one folder, their paths as given. */
export function readFiles(folder: string, names: readonly string[]): readonly InputFile[] {
  return names.map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}

/** The names of the folders directly inside `root`, sorted. */
export function foldersIn(root: string): readonly string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** A JSON file, as the type that the caller knows it to have. */
export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

function manifestsBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory())
      return entry.name.startsWith('.') || entry.name === 'node_modules' ? [] : manifestsBelow(root, path);
    return entry.isFile() && MANIFEST.test(entry.name) ? [path] : [];
  });
}

/** Every file below `root`, hidden ones too, as sorted paths relative to it. */
export function filesBelow(root: string): readonly string[] {
  return readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(relative(root, entry.parentPath), entry.name).replaceAll('\\', '/'))
    .sort();
}
