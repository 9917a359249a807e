import { missingSources } from '../../kustomize/index.js';
import { folderOf, foldersAbove } from '../../text/paths.js';
import { rootsAmong } from '../../units/builds/roots.js';
import { isKustomization } from '../../yaml/parse.js';
import { readSources } from './sources.js';
import type { InputFile } from './options.js';

const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/**
 * What kustomizations name and the files lack, sorted. A path may be a file or a folder, so that the kustomization of
 * such a folder is asked for as well. Files outside of its folder are asked for too: kustomize loads them where it is
 * told to. What leads out of the tree, and is outside of every kustomization's folder, is asked for only if it is
 * called like a manifest: nothing else on the machine is anybody's business.
 */
export function missingAmong(inputs: readonly InputFile[]): readonly string[] {
  if (!inputs.some(({ path }) => isKustomization(path))) return [];
  const { files, tree } = readSources(inputs, []);
  const folders = new Set(inputs.filter(({ path }) => isKustomization(path)).map(({ path }) => folderOf(path)));
  const isLoadable = (path: string): boolean =>
    !path.startsWith('../') ||
    /\.(ya?ml|json)$/.test(path) ||
    foldersAbove(path).some((folder) => folder.startsWith('../') && folders.has(folder));
  const wanted = [...missingSources(rootsAmong(files), tree)].flatMap((path) => [
    ...(isLoadable(path) ? [path] : []),
    ...NAMES.map((name) => (path === '' ? name : `${path}/${name}`)),
  ]);
  return [...new Set(wanted)].sort();
}
