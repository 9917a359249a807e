import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { anyContent } from '../../src/host/files/decode.js';
import { evaluateKustomization, type KustomizeBuild, type SourceTree } from '../../src/kustomize/index.js';
import { folderOf, joinPath } from '../../src/text/paths.js';
import { sourceFile, type SourceFile } from '../../src/text/source-file.js';
import { getList, getString } from '../../src/tree/tree.js';
import { isKustomization, parseFile } from '../../src/yaml/parse.js';
import { filesBelow } from './files.js';

/** A folder with a kustomization. */
export interface KustomizationFolder {
  readonly folder: string;
  /** `Component` builds only as a part of another. */
  readonly isComponent: boolean;
  /** Another kustomization of the tree names it: a base or a component. */
  readonly isListed: boolean;
}

/** Every folder below `root` with a kustomization, sorted. */
export function kustomizationsBelow(root: string): readonly KustomizationFolder[] {
  const found = filesBelow(root)
    .filter(isKustomization)
    .map((path) => {
      const trees = parseFile(sourceFile(path, readFileSync(join(root, path), 'utf8'))).documents.flatMap(
        ({ tree }) => tree ?? [],
      );
      const folder = folderOf(path);
      const named = trees.flatMap((tree) =>
        ['resources', 'bases', 'components'].flatMap((field) => getList(tree, field)),
      );
      const paths = named.flatMap((item) =>
        item.type === 'scalar' && typeof item.value === 'string' ? [item.value] : [],
      );
      const isComponent = trees.some((tree) => getString(tree, 'kind') === 'Component');
      return { folder, isComponent, lists: paths.map((path) => joinPath(folder, path)) };
    });
  const listed = new Set(found.flatMap(({ lists }) => lists));
  return found.map(({ folder, isComponent }) => ({ folder, isComponent, isListed: listed.has(folder) }));
}

/** The files below `root` as an evaluation reads them, each read once. */
export function sourcesBelow(root: string): SourceTree {
  const read = new Map<string, SourceFile | undefined>();
  const open = (path: string): SourceFile | undefined => {
    const isFile = existsSync(join(root, path)) && statSync(join(root, path)).isFile();
    if (!isFile) return undefined;
    const { text, bytes } = anyContent(readFileSync(join(root, path)));
    return sourceFile(path, text, bytes);
  };
  return {
    isFolder: (path) => existsSync(join(root, path)) && statSync(join(root, path)).isDirectory(),
    leftOut: () => undefined,
    isEdited: () => false,
    namesIn: () => '',
    file: (path) => {
      if (!read.has(path)) read.set(path, open(path));
      return read.get(path);
    },
  };
}

/** The native evaluation of a folder that is known to have a kustomization. */
export function buildNatively(folder: string, sources: SourceTree): KustomizeBuild {
  const build = evaluateKustomization(folder, sources);
  if (build === undefined) throw new Error(`no kustomization in \`${folder}\``);
  return build;
}
