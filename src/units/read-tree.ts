import type { KustomizeBuild } from '../kustomize/index.js';
import { CHART_FILES } from '../charts/chart.js';
import { allFoldersAbove, joinPath } from '../text/paths.js';
import { kustomizeAll, type FailedBuild } from './builds/build.js';
import {
  buildDeployed,
  buildRoots,
  isSound,
  objectsMade,
  type AppliedBuild,
  type Builds,
  type MadeObjects,
} from './builds/builds.js';
import { deployersBeside } from './deployments/deployers-beside.js';
import { deployedFolders, type DeployedFolders } from './deployments/deployed.js';
import type { FileRoles } from './files/file-roles.js';
import { listedBelow, sortedPaths } from './deployments/listed-below.js';
import type { Instructions } from './instructions/instructions.js';
import type { LoadedObject, LoadOptions } from './unit/objects.js';
import { plainObjects } from './files/plain.js';
import { foldersOfPolicies } from './builds/policy-generators.js';
import { rebuiltBy } from './builds/rebuilt.js';
import { isKustomizationFile, rootsAmong } from './builds/roots.js';
import type { Sources } from './sources.js';

/** What lies in a tree, not yet put into units. */
export interface TreeParts {
  /** What kustomizations build, with what kustomize refuses in them. */
  readonly builds: readonly KustomizeBuild[];
  /** Those that it does not refuse, with their objects. */
  readonly applied: readonly (AppliedBuild & { readonly objects: readonly LoadedObject[] })[];
  readonly failed: readonly FailedBuild[];
  readonly deployed: DeployedFolders;
  /** The objects of all files that no build covers. */
  readonly plain: readonly LoadedObject[];
  /** Folders that hold templates. */
  readonly templated: ReadonlySet<string>;
}

/**
 * Reads a tree in two steps: what deploys folders may itself be built, and a folder that is deployed is built for
 * itself.
 */
export function readTree(
  { files, tree, told }: Pick<Sources, 'files' | 'tree'> & { readonly told: Instructions },
  roles: FileRoles,
  options: LoadOptions,
): TreeParts {
  const known = new Map<KustomizeBuild, MadeObjects>();
  const made = (each: AppliedBuild): MadeObjects => {
    const objects = (each.deployed === undefined ? known.get(each.build) : undefined) ?? objectsMade(each, options);
    if (each.deployed === undefined) known.set(each.build, objects);
    return objects;
  };
  const read = (builds: Builds): Pick<TreeParts, 'applied' | 'plain' | 'templated'> => {
    const sound = builds.applied.filter(({ build }) => isSound(build));
    const covered = new Set(sound.flatMap(({ build }) => [...build.files]));
    const refused = new Set(builds.applied.map(({ build }) => build).filter((build) => !isSound(build)));
    const { objects, templated: withTemplates } = plainObjects(files, roles, {
      options,
      isCovered: (path) => covered.has(path),
      rebuilt: rebuiltBy([...refused], (folders) => kustomizeAll(folders, tree).builds.filter(isSound)),
    });
    const all = sound.map((each) => ({ ...each, made: made(each) }));
    const templated = new Set([...withTemplates, ...all.flatMap((each) => [...each.made.templated])]);
    return { plain: objects, templated, applied: all.map((each) => ({ ...each, objects: each.made.objects })) };
  };
  const roots = buildRoots(rootsAmong(files), tree, told.appliesByName);
  const first = read(roots);
  const kustomized = new Set(files.filter(isKustomizationFile).map(({ file }) => file.folder));
  const every = [...allFoldersAbove(files.map(({ file }) => file.path))].sort();
  const paths = sortedPaths(files);
  const folders = {
    all: every,
    isFolder: tree.isFolder,
    isKustomization: (folder: string) => kustomized.has(folder),
    isChart: (folder: string) => CHART_FILES.some((name) => tree.file(joinPath(folder, name)) !== undefined),
    listed: (folder: string) => listedBelow(folder, paths, kustomized),
  };
  const beside = deployersBeside(files, folders, { isUnlisted: (path) => roles.isUnlisted(path) }, options);
  const resources = [...first.plain, ...first.applied.flatMap(({ objects }) => objects), ...beside].map(
    ({ resource }) => resource,
  );
  const deployed = deployedFolders(resources, folders, options);
  const all = buildDeployed(roots, files, tree, deployed);
  const last = all === roots ? first : read(all);
  const builds = new Set(all.applied.map(({ build }) => build));
  const isFlux = resources.some(({ group }) => group === FLUX);
  const taken = foldersOfPolicies(files);
  const used = new Set(
    all.applied.flatMap((each) => (each.deployed !== undefined || each.isApplied ? [each.build] : [])),
  );
  const free = [...builds].map((build) => {
    const known = taken.has(build.folder) && !used.has(build) ? { ...build, isBypassed: true } : build;
    return isFlux || told.isUnrestricted(build.folder) ? withoutRestrictions(known) : known;
  });
  return { builds: free, failed: all.failed, deployed, ...last };
}

/** Its controller builds without restrictions: so it does what is left out for the moment, once it is listed. */
const FLUX = 'kustomize.toolkit.fluxcd.io';

/** What is built with an option is not refused for the lack of it. */
function withoutRestrictions(build: KustomizeBuild): KustomizeBuild {
  const problems = build.problems.filter(({ reach }) => reach !== 'options');
  return problems.length < build.problems.length ? { ...build, problems } : build;
}
