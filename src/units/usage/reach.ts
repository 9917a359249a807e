import { append } from '../../data/group.js';
import { once } from '../../data/once.js';
import { allFoldersAbove, beginningWith, foldersAbove, joinPath, liesIn } from '../../text/paths.js';
import { scalarsIn } from '../../tree/tree.js';
import type { ParsedFile } from '../../yaml/document.js';
import { isKustomizationFile } from '../builds/roots.js';
import type { DeployedFolders } from '../deployments/deployed.js';
import type { Instructions } from '../instructions/instructions.js';

/** Who makes use of what lies in a folder. */
export interface Reach {
  readonly kustomizations: readonly ParsedFile[];
  /** The first file in a folder, and a file itself. */
  readonly firstIn: (path: string) => string;
  /** True for a file or a folder of the tree. */
  readonly exists: (path: string) => boolean;
  /**
   * Whether something outside of a file or folder has it applied: a kustomization that names it, or something in it,
   * Argo CD, Flux, or a command.
   */
  readonly isReachedFromOutside: (path: string) => boolean;
  /** The same, but for what deploys the folder around it. */
  readonly isReachedByItself: (path: string) => boolean;
  /** Whether Argo CD or Flux apply anything of the tree. */
  readonly isDeployed: boolean;
}

export function reachOf(
  files: readonly ParsedFile[],
  deployed: DeployedFolders,
  told: Pick<Instructions, 'appliesFromOutside'>,
): Reach {
  const kustomizations = files.filter(isKustomizationFile);
  const paths = files.map(({ file }) => file.path);
  const sorted = once(() => [...paths].sort());
  const known = once(() => new Set([...paths, ...allFoldersAbove(paths)]));
  const named = once(() => namersOf(kustomizations));
  const namedPaths = once(() => [...named().keys()].sort());
  const deployedPaths = once(() => [...deployed.folders.keys()].sort());
  const kustomized = once(() => new Set(kustomizations.map(({ file }) => file.folder)));

  const isNamed = (path: string): boolean =>
    [path, ...beginningWith(namedPaths(), `${path}/`)].some((each) =>
      named()
        .get(each)
        ?.some((folder) => !liesIn(folder, path)),
    );
  /** Up to the next kustomization, which decides what of its folder is applied. */
  const deployersAround = (path: string): readonly string[] => {
    const above = foldersAbove(path);
    const barrier = above.findIndex((folder) => kustomized().has(folder));
    return barrier === -1 ? above : above.slice(0, barrier);
  };
  const isDeployedAt = (folders: readonly string[], path: string): boolean =>
    folders.some((folder) =>
      deployed.folders.get(folder)?.some(({ saidIn }) => saidIn.some((file) => !liesIn(file, path))),
    );
  const isReachedByItself = (path: string): boolean =>
    isNamed(path) ||
    isDeployedAt([path, ...beginningWith(deployedPaths(), `${path}/`)], path) ||
    told.appliesFromOutside(path);
  return {
    kustomizations,
    firstIn: (path) => beginningWith(sorted(), `${path}/`)[0] ?? path,
    exists: (path) => known().has(path),
    isReachedByItself,
    isReachedFromOutside: (path) => isReachedByItself(path) || isDeployedAt(deployersAround(path), path),
    isDeployed: deployed.folders.size > 0,
  };
}

/** The folders of the kustomizations that name a path, by that path. */
function namersOf(kustomizations: readonly ParsedFile[]): ReadonlyMap<string, readonly string[]> {
  const namers = new Map<string, string[]>();
  for (const { file, documents } of kustomizations)
    for (const { tree } of documents)
      for (const text of scalarsIn(tree)) append(namers, joinPath(file.folder, text), file.folder);
  return namers;
}
