import type { KustomizeBuild } from '../kustomize/index.js';
import { folderOf } from '../text/paths.js';
import type { FailedBuild } from './build.js';
import { addDeployed, asDeployersBuild, buildRoots, objectsMade, soundAmong } from './builds.js';
import { deployedFolders, type DeployedFolders } from './deployed.js';
import type { Kustomizations } from './kustomizations.js';
import type { LoadedObject, LoadOptions } from './objects.js';
import { plainObjects } from './plain.js';
import { isKustomizationFile } from './roots.js';
import type { Sources } from './units.js';

/** What lies in a tree, not yet put into units. */
export interface TreeParts {
  readonly builds: readonly KustomizeBuild[];
  readonly failed: readonly FailedBuild[];
  readonly deployed: DeployedFolders;
  /** The objects of a build that kustomize does not refuse. */
  readonly objectsOf: (build: KustomizeBuild) => readonly LoadedObject[];
  /** The objects of all files that no build covers. */
  readonly plain: readonly LoadedObject[];
  /** Folders that hold templates. */
  readonly templated: ReadonlySet<string>;
}

/** Reads a tree in two steps: what deploys folders may itself be built, and a folder that is deployed is built for itself. */
export function readTree({ files, tree }: Pick<Sources, 'files' | 'tree'>, roles: Kustomizations, options: LoadOptions): TreeParts {
  const roots = buildRoots(files, tree);
  const { objects, templated: withTemplates } = plainObjects(files, roles, (path) => roots.covered.has(path), options);
  const templated = new Set(withTemplates);
  const made = new Map(soundAmong(roots).map((build) => [build, objectsMade(build, false, templated, options)]));
  const kustomized = new Set(files.filter(isKustomizationFile).map(({ file }) => folderOf(file.path)));
  const resources = [...objects, ...[...made.values()].flat()].map(({ resource }) => resource);
  const deployed = deployedFolders(resources, { isFolder: tree.isFolder, isKustomization: (folder) => kustomized.has(folder) }, options);
  const all = asDeployersBuild(addDeployed(roots, files, tree, deployed), deployed);
  for (const build of soundAmong(all)) {
    const isDeployed = deployed.ofBuild(build.folder).length > 0;
    if (isDeployed || !made.has(build)) made.set(build, objectsMade(build, isDeployed, templated, options));
  }
  const plain = objects.filter(({ resource }) => !all.covered.has(resource.file.path));
  return { builds: all.builds, failed: all.failed, deployed, plain, templated, objectsOf: (build) => made.get(build) ?? [] };
}
