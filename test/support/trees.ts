import { sourceFile } from '../../src/text/source-file.js';
import { get, toData, type Entry, type ScalarTree, type Tree } from '../../src/tree/tree.js';
import type { ParsedFile } from '../../src/yaml/document.js';
import { parseFile } from '../../src/yaml/parse.js';

export function parse(text: string, path = 'manifest.yaml'): ParsedFile {
  return parseFile(sourceFile(path, text));
}

/** The tree of a text that holds exactly one readable document. */
export function treeOf(text: string): Tree {
  const { documents } = parse(text);
  const [only, ...more] = documents.filter(({ tree }) => tree !== undefined);
  if (only?.tree === undefined || more.length > 0)
    throw new Error(`not one document: ${JSON.stringify(documents.map(({ problems }) => problems))}`);
  return only.tree;
}

/** The tree of a value in flow style, as it stands in an object. */
export function valueOf(text: string): Tree {
  const value = get(treeOf(`kind: T\nvalue: ${text}\n`), 'value');
  if (value === undefined) throw new Error(`no value: ${text}`);
  return value;
}

/** Plain data of every document; a broken one is the text of its problem. */
export function dataOf(text: string): readonly unknown[] {
  return parse(text).documents.map(({ tree, problems }) =>
    tree === undefined ? (problems[0]?.message ?? null) : toData(tree),
  );
}

/** Every entry and scalar of a tree. */
export function partsOf(tree: Tree): { readonly entries: readonly Entry[]; readonly scalars: readonly ScalarTree[] } {
  const entries: Entry[] = [];
  const scalars: ScalarTree[] = [];
  const walk = (at: Tree): void => {
    if (at.type === 'scalar') scalars.push(at);
    else if (at.type === 'list') at.items.forEach(walk);
    else {
      for (const entry of at.entries.values()) {
        entries.push(entry);
        walk(entry.value);
      }
    }
  };
  walk(tree);
  return { entries, scalars };
}
