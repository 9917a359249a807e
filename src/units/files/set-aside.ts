import type { SourceTree } from '../../kustomize/index.js';
import type { ParsedFile } from '../../yaml/document.js';
import { mixedFolders } from './mixed-files.js';
import { podmanFiles } from './podman-files.js';
import { printedFiles } from './printed-files.js';
import { recordedFiles } from './recorded-files.js';

/** Why nobody applies the objects of a file, as a clause about it, or about the folder of which that holds. */
export interface SetAside {
  readonly why: string;
  readonly folder?: string;
}

/** The files whose objects nobody applies, by their paths (semantics 14.2). */
export function setAside(files: readonly ParsedFile[], tree: Pick<SourceTree, 'file'>): ReadonlyMap<string, SetAside> {
  const mixed = mixedFolders(files);
  const all = (paths: Iterable<string>, why: string): readonly (readonly [string, SetAside])[] =>
    [...paths].map((path) => [path, { why }] as const);
  return new Map([
    ...files.flatMap(({ file: { path, folder } }): readonly (readonly [string, SetAside])[] =>
      mixed.has(folder) ? [[path, { why: 'the files here mix settings of a test with objects', folder }]] : [],
    ),
    ...all(printedFiles(files, tree), 'helm printed it, and the chart is judged by what it makes today'),
    ...all(podmanFiles(files), 'Podman plays it, without a cluster'),
    ...all(recordedFiles(files), 'a cluster printed it'),
  ]);
}
