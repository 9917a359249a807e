import type { Edit, KustomizeBuild, SourceTree } from '../../kustomize/index.js';
import type { ParsedFile } from '../../yaml/document.js';
import { buildOf, kustomizeAll, kustomizeEdited, objectsOfBuild, type FailedBuild } from './build.js';
import type { DeployedFolder, DeployedFolders } from '../deployments/deployed.js';
import type { LoadedObject, LoadOptions } from '../unit/objects.js';
import { isWaiting } from '../files/plain.js';
import { folderOf, foldersAbove } from '../../text/paths.js';
import { buildableAmong } from './roots.js';
import type { Unit } from '../unit/unit.js';

/** A build, and who applies it; the same build may be applied by several. */
export interface AppliedBuild {
  readonly build: KustomizeBuild;
  /** Undefined for somebody whom nothing on disk names. */
  readonly deployed: DeployedFolder | undefined;
  /** True where a script or a page applies it as it is. */
  readonly isApplied?: boolean;
}

/** What kustomizations build, each for itself. */
export interface Builds {
  readonly applied: readonly AppliedBuild[];
  readonly failed: readonly FailedBuild[];
}

/** What every root builds. */
export function buildRoots(
  roots: readonly string[],
  sources: SourceTree,
  isApplied: (folder: string) => boolean,
): Builds {
  const { builds, failed } = kustomizeAll(roots, sources);
  const applied = builds.map((build) => ({ build, deployed: undefined, isApplied: isApplied(build.folder) }));
  return { applied, failed };
}

/**
 * What is built where it is known who deploys it: each deployed kustomization as its deployer edits it, listed by
 * others or not, folders that get one of their own, and the other roots.
 */
export function buildDeployed(
  roots: Builds,
  files: readonly ParsedFile[],
  sources: SourceTree,
  deployed: DeployedFolders,
): Builds {
  if (deployed.folders.size === 0) return roots;
  const failed: FailedBuild[] = [...roots.failed];
  const buildable = buildableAmong(files);
  const byFolder = new Map(roots.applied.map(({ build }) => [build.folder, build]));
  const own = [...deployed.folders]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([folder, variants]) => {
      return variants.flatMap((each) =>
        buildable.has(folder) || each.edit?.written !== undefined
          ? variantOf(folder, each, { roots: byFolder, sources, failed }).map(asDeployed)
          : [],
      );
    });
  const listed = new Set(
    own.flatMap(({ deployed: by, build }) => (by?.edit?.written === undefined ? [] : [...build.files])),
  );
  const built = new Set(own.map(({ build }) => build.folder));
  const others = roots.applied.filter(({ build }) => !built.has(build.folder) && !listed.has(build.kustomization.path));
  const around = new Set([...deployed.folders.keys()].map(folderOf));
  /** Right around what is deployed by itself, and below a kustomization: nothing looks for others there. */
  const isLeft = (folder: string): boolean =>
    around.has(folder) && folder !== '' && foldersAbove(folder).some((above) => buildable.has(above));
  const above = others.flatMap(({ build, ...rest }): readonly AppliedBuild[] => {
    const variants = deployed.aboveBuild(build.folder);
    const left = isLeft(build.folder) ? { ...build, isBypassed: true } : build;
    if (variants.length === 0) return [{ ...rest, build: left }];
    // Only Flux takes what lies below, and it builds without restrictions.
    const free = { ...left, problems: left.problems.filter(({ reach }) => reach !== 'options') };
    return variants.map((each) => ({ build: free, deployed: each }));
  });
  return { applied: [...own, ...above], failed };
}

/** What somebody deploys is not there to be filled: it is refused. */
function asDeployed({ build, deployed }: AppliedBuild): AppliedBuild {
  if (build.problems.every(({ reach }) => reach !== 'nothing')) return { build, deployed };
  const problems = build.problems.map((each) => (each.reach === 'nothing' ? { ...each, reach: undefined } : each));
  return { build: { ...build, problems }, deployed };
}

interface Variants {
  readonly roots: ReadonlyMap<string, KustomizeBuild>;
  readonly sources: SourceTree;
  readonly failed: FailedBuild[];
}

/**
 * A folder as one deployer builds it. Where its edit names what is not among the files, nobody knows what it changes.
 */
function variantOf(
  folder: string,
  deployed: DeployedFolder,
  { roots, sources, failed }: Variants,
): readonly AppliedBuild[] {
  const plain = (): KustomizeBuild | undefined =>
    roots.get(folder) ?? kustomizeEdited(folder, UNCHANGED, sources, failed);
  const edited = deployed.edit === undefined ? plain() : kustomizeEdited(folder, deployed.edit, sources, failed);
  if (edited === undefined) return [];
  // What Flux writes into a folder lists all that lies there: where that cannot be built, the files are judged as they
  // lie.
  if (deployed.edit?.written !== undefined) return isSound(edited) ? [{ build: edited, deployed }] : [];
  const before = edited.missing.size === 0 || deployed.edit === undefined ? edited : plain();
  if (before === undefined || before.missing.size >= edited.missing.size) return [{ build: edited, deployed }];
  const unread = {
    place: { span: { file: before.kustomization, start: 0, end: 0 } },
    what: `what ${deployed.by} adds to it`,
    changes: true,
  };
  return [{ build: { ...before, open: [...before.open, unread] }, deployed: { ...deployed, settle: deployed.move } }];
}

const UNCHANGED: Edit = { change: (tree) => tree, isUnrestricted: false };

/**
 * Of a build that kustomize refuses nothing is applied: its files are judged as they lie, unless the rest of the build
 * is known.
 */
export function isSound({ problems }: KustomizeBuild): boolean {
  return problems.every(({ reach }) => reach !== undefined && reach !== 'nothing');
}

/** The objects of a build, and the folders of those that still wait for a name or a port. */
export interface MadeObjects {
  readonly objects: readonly LoadedObject[];
  readonly templated: ReadonlySet<string>;
}

/** The objects of a kustomization as they are applied. */
export function objectsMade({ build, deployed, isApplied }: AppliedBuild, options: LoadOptions): MadeObjects {
  const templated = new Set<string>();
  const { finish, unread } = deployed ?? {};
  const finished =
    finish === undefined ? build.objects : build.objects.map((object) => ({ ...object, tree: finish(object.tree) }));
  const open = unread === undefined ? build.open : [...build.open, unread];
  const changing = new Set(build.problems.flatMap(({ reach }) => (typeof reach === 'object' ? reach : [])));
  const known = buildOf({ ...build, open, objects: finished }, deployed !== undefined || isApplied === true);
  const objects = objectsOfBuild(known, changing, options);
  return { objects: objects.filter((object) => !isWaiting(object, templated)), templated };
}

type Made = Pick<Unit, 'kind' | 'folder' | 'why' | 'open' | 'objects' | 'namespace' | 'deployer' | 'builtFrom'>;

/** A build as it is applied; a namespace in the settings goes before that of the deployer. */
export function unitOfBuild(
  { build, deployed, isApplied }: AppliedBuild,
  objects: readonly LoadedObject[],
  stated: Unit['namespace'],
): Made {
  const { kind, folder, why, open, files: builtFrom } = buildOf(build, deployed !== undefined || isApplied === true);
  if (deployed === undefined)
    return { kind, folder, why, open, builtFrom, objects, namespace: stated, deployer: undefined };
  const settled =
    stated === undefined ? objects.map(deployed.folder === folder ? deployed.settle : deployed.move) : objects;
  return {
    kind,
    folder,
    why: deployed.folder === folder ? deployed.why : why,
    open: deployed.unread === undefined ? open : [...open, deployed.unread],
    builtFrom,
    objects: settled,
    namespace: stated ?? deployed.namespace,
    deployer: deployed.by,
  };
}
