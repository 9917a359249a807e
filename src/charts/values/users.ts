import { append } from '../../data/group.js';
import { folderOf, joinPath } from '../../text/paths.js';
import { sourceFile } from '../../text/source-file.js';
import { get, getString, type Tree } from '../../tree/tree.js';
import { parseAnyFile } from '../../yaml/parse.js';
import { listedParts } from '../parts/listed.js';

interface NamedText {
  readonly path: string;
  readonly text: string;
}

/** A chart that takes another one of the tree for a part of its own, and the values that it gives to that part. */
export interface ChartUser {
  readonly name: string;
  readonly values: Tree | undefined;
}

/** Who lists a chart as `repository: file://../block`, by the folder of that chart. */
export function usersAmong(files: readonly NamedText[]): ReadonlyMap<string, readonly ChartUser[]> {
  const users = new Map<string, ChartUser[]>();
  const texts = new Map(files.map((file) => [file.path, file]));
  for (const file of files) {
    if (!LISTS_PARTS.test(file.path) || !file.text.includes('file://')) continue;
    const folder = folderOf(file.path);
    const values = treeOf(texts.get(joinPath(folder, 'values.yaml')));
    const name = (/Chart\.ya?ml$/.test(file.path) ? getString(treeOf(file), 'name') : undefined) ?? folder;
    for (const { path, alias } of listedParts(file)) {
      if (path !== undefined) append(users, joinPath(folder, path), { name, values: get(values, alias) });
    }
  }
  return users;
}

const LISTS_PARTS = /(?:^|\/)(?:Chart|requirements)\.ya?ml$/;

function treeOf(file: NamedText | undefined): Tree | undefined {
  return file && parseAnyFile(sourceFile(file.path, file.text)).documents[0]?.tree;
}
