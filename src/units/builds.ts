import type { KustomizeBuild, SourceTree } from '../kustomize/index.js';
import type { ParsedFile } from '../yaml/document.js';
import { buildOf, kustomizeAll, objectsOfBuild, type FailedBuild } from './build.js';
import type { DeployedFolder, DeployedFolders } from './deployed.js';
import type { LoadedObject, LoadOptions } from './objects.js';
import { isWaiting } from './plain.js';
import { buildableAmong, rootsAmong } from './roots.js';
import type { Unit } from './unit.js';

/** What kustomizations build, each for itself. */
export interface Builds {
  readonly builds: readonly KustomizeBuild[];
  readonly failed: readonly FailedBuild[];
  /** Paths of the files that take part in what is applied, which are then not judged as they lie. */
  readonly covered: ReadonlySet<string>;
}

/** What every root builds. */
export function buildRoots(files: readonly ParsedFile[], sources: SourceTree): Builds {
  return built(kustomizeAll(rootsAmong(files), sources));
}

/** What the roots build, and the kustomizations that somebody deploys though another one lists them. */
export function addDeployed(roots: Builds, files: readonly ParsedFile[], sources: SourceTree, deployed: DeployedFolders): Builds {
  const known = new Set([...roots.builds, ...roots.failed].map(({ folder }) => folder));
  const listed = [...buildableAmong(files)].filter((folder) => deployed.folders.has(folder) && !known.has(folder)).sort();
  if (listed.length === 0) return roots;
  const more = kustomizeAll(listed, sources);
  return built({ builds: [...roots.builds, ...more.builds], failed: [...roots.failed, ...more.failed] });
}

/** Of a build that kustomize refuses nothing is applied: its files are judged as they lie, unless the rest of the build is known. */
export function soundAmong({ builds }: Pick<Builds, 'builds'>): readonly KustomizeBuild[] {
  return builds.filter(({ problems }) => problems.every(({ reach }) => reach !== undefined));
}

/** The builds as those make them who deploy them, who may let a kustomization take files from outside of its folder. */
export function asDeployersBuild({ builds, failed }: Builds, { ofBuild }: DeployedFolders): Builds {
  return built({ builds: builds.map((build) => withoutRestriction(build, ofBuild(build.folder))), failed });
}

function withoutRestriction(build: KustomizeBuild, deployed: readonly DeployedFolder[]): KustomizeBuild {
  if (deployed.length === 0 || !deployed.every(({ unrestricted }) => unrestricted) || build.problems.length === 0) return build;
  return { ...build, problems: build.problems.filter(({ reach }) => reach !== 'options') };
}

function built({ builds, failed }: Pick<Builds, 'builds' | 'failed'>): Builds {
  return { builds, failed, covered: new Set(soundAmong({ builds }).flatMap(({ files }) => [...files])) };
}

/** The objects of a kustomization as it builds them; those with a placeholder mark their folder as templated. */
export function objectsMade(build: KustomizeBuild, isDeployed: boolean, templated: Set<string>, options: LoadOptions): readonly LoadedObject[] {
  return objectsOfBuild(buildOf(build, isDeployed), options).filter((object) => !isWaiting(object, templated));
}

type Made = Pick<Unit, 'kind' | 'folder' | 'why' | 'open' | 'objects' | 'namespace' | 'deployer' | 'builtFrom'>;

/** A kustomization as it is applied: once by each who deploys it, or by somebody whom nothing on disk names. */
export function appliedBuilds(build: KustomizeBuild, objects: readonly LoadedObject[], deployed: readonly DeployedFolder[]): readonly Made[] {
  const { kind, folder, why, open, files: builtFrom } = buildOf(build, deployed.length > 0);
  if (deployed.length === 0) return [{ kind, folder, why, open, builtFrom, objects, namespace: undefined, deployer: undefined }];
  return deployed.map((each) => ({
    kind,
    folder,
    why: each.folder === folder ? each.why : why,
    open,
    builtFrom,
    objects: objects.map(each.move),
    namespace: each.namespace,
    deployer: each.by,
  }));
}
