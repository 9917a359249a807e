import path from 'node:path';
import { ignoreList, type IgnoreList } from '../../text/ignoring/ignore-list.js';
import { isWithin, pathBelow } from './paths.js';
import { upwards, workTreeOf } from './work-tree.js';
import { regularBytes, type Disk } from '../disk/disk.js';

/** The patterns of one `.gitignore`, with the folder they are relative to. */
interface Layer {
  readonly base: string;
  readonly lines: readonly string[];
  readonly patterns: IgnoreList;
}

/** The `.gitignore` files that speak about one folder, outermost first. */
export type Layers = readonly Layer[];

/**
 * Patterns of `--ignore`, written as in `.gitignore`; undefined where there are none. A leading `./`, which git does
 * not know, is forgiven. Case counts, as git does by default.
 */
export function patterns(lines: readonly string[]): IgnoreList | undefined {
  if (lines.length === 0) return undefined;
  return ignoreList(lines.map((line) => line.replace(/^(!?)\.\//, '$1/')));
}

function layer(base: string, lines: readonly string[]): Layer {
  return { base, lines, patterns: ignoreList(lines) };
}

function verdict(layer: Layer, absolute: string, isFolder: boolean): 'ignored' | 'kept' | 'unsaid' {
  const relative = pathBelow(layer.base, absolute);
  const answer = layer.patterns.test(isFolder ? `${relative}/` : relative);
  if (answer.ignored) return 'ignored';
  return answer.unignored ? 'kept' : 'unsaid';
}

/** True where git would not see the entry: the innermost file that says anything about it decides. */
export function isIgnored(layers: Layers, absolute: string, isFolder: boolean): boolean {
  for (let at = layers.length - 1; at >= 0; at--) {
    const layer = layers[at];
    const said = layer === undefined ? 'unsaid' : verdict(layer, absolute, isFolder);
    if (said !== 'unsaid') return said === 'ignored';
  }
  return false;
}

/** The layer of one folder's own `.gitignore`; none if there is none, or it cannot be read. */
export function layerOf(disk: Disk, folder: string): Layers {
  try {
    const bytes = regularBytes(disk, path.join(folder, '.gitignore'));
    if (bytes === null) return [];
    const text = Buffer.from(bytes).toString('utf8');
    return [layer(folder, text.replace(/^\uFEFF/, '').split(/\r?\n/))];
  } catch {
    return [];
  }
}

/**
 * What the layers still say inside `folder`: the lines that ignore the folder itself have been overruled by a deeper
 * file, or by whoever named the folder, and would otherwise ignore everything in it.
 */
export function layersInside(layers: Layers, folder: string): Layers {
  return layers.map((each) => {
    if (verdict(each, folder, true) !== 'ignored') return each;
    return layer(
      each.base,
      each.lines.filter((line) => verdict(layer(each.base, [line]), folder, true) !== 'ignored'),
    );
  });
}

/** The folders above `folder` up to the root of its git work tree, outermost first; none outside of a work tree. */
function foldersAbove(folder: string): readonly string[] {
  const root = workTreeOf(folder);
  return root === undefined ? [] : upwards(folder, root).slice(1).reverse();
}

/**
 * What the `.gitignore` files above a given folder say about its inside; only those of the same git work tree count.
 */
export function layersAbove(disk: Disk, folder: string): Layers {
  const layers = foldersAbove(folder).flatMap((above) => layerOf(disk, above));
  return layersInside(layers, folder);
}

/**
 * True for an absent path that git leaves out, by a pattern for it or for a folder above it; it may have been a folder
 * itself. Patterns count from the top of the git work tree down; outside of one, from `cwd` down.
 */
export function isLeftOutByGit(disk: Disk, absolute: string, cwd: string): boolean {
  const [root = isWithin(cwd, absolute) ? cwd : path.dirname(absolute)] = foldersAbove(absolute);
  const steps = path.relative(root, absolute).split(path.sep);
  const layers: Layer[] = [];
  let folder = root;
  for (const [index, step] of steps.entries()) {
    layers.push(...layerOf(disk, folder));
    folder = path.join(folder, step);
    const isLast = index === steps.length - 1;
    if (isIgnored(layers, folder, true) || (isLast && isIgnored(layers, folder, false))) return true;
  }
  return false;
}

/** A file or folder that a pattern may name. */
export interface Entry {
  readonly absolute: string;
  readonly isFolder: boolean;
}

/**
 * Whether patterns name the entry or a folder it lies in; they are relative to the first of `bases` that contains it.
 */
export function isNamedBy(ignored: IgnoreList | undefined, entry: Entry, bases: readonly string[]): boolean {
  if (ignored === undefined) return false;
  const base = bases.find((folder) => folder !== entry.absolute && isWithin(folder, entry.absolute));
  if (base === undefined) return false;
  return ignored.ignores(pathBelow(base, entry.absolute) + (entry.isFolder ? '/' : ''));
}
