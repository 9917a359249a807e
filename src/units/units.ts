import type { KustomizeBuild } from '../kustomize/index.js';
import type { FailedBuild } from './builds/build.js';
import { unitOfBuild } from './builds/builds.js';
import { applied, declaredFolders, groupApplied, type DeclaredUnit } from './folders/declared.js';
import { partAlternatives } from './folders/alternatives.js';
import { groupFolders } from './folders/folders.js';
import { fileRoles } from './files/file-roles.js';
import { unreadObjects, type UnreadObjects } from './files/unread-objects.js';
import { setAside } from './files/set-aside.js';
import { readInstructions, type Instructions } from './instructions/instructions.js';
import type { LoadedObject, LoadOptions } from './unit/objects.js';
import { plainObjects } from './files/plain.js';
import { readTree } from './read-tree.js';
import { renderedBecause } from './deployments/releases.js';
import type { ChartSource, Sources } from './sources.js';
import type { Unit } from './unit/unit.js';
import { unappliedTexts } from './usage/unapplied-texts.js';
import type { UnappliedTexts } from './usage/unapplied.js';

/** Everything that is applied, unit by unit. */
export interface LoadedTree {
  readonly units: readonly Unit[];
  /** The objects of all units, each once. */
  readonly objects: readonly LoadedObject[];
  /** What kustomizations build, with what kustomize refuses in them. */
  readonly kustomizations: readonly KustomizeBuild[];
  /** True for a file that only changes objects of others: kustomize reads it as a patch. */
  readonly isPatch: (path: string) => boolean;
  /** Kustomizations on which svclint itself failed. */
  readonly failed: readonly FailedBuild[];
  /** What scripts and pages say of how the files are applied. */
  readonly instructions: Instructions;
  /** Why a file is not applied as it stands. */
  readonly unapplied: UnappliedTexts;
  readonly unread: UnreadObjects;
}

export interface UnitOptions extends LoadOptions {
  readonly declared?: readonly DeclaredUnit[];
}

/** How standard input is called as a folder. */
const STANDARD_INPUT = '<stdin>';

/** Of what is applied as it stands. */
const NOTHING: ReadonlySet<string> = new Set();

type Made = Pick<Unit, 'folder' | 'why' | 'objects'> & Partial<Unit>;

/**
 * The units of a tree: what kustomizations build; of all other files what the settings declare and Argo CD or Flux
 * deploy, then folders that merge or stand apart; charts, and standard input.
 */
export function loadUnits(
  { files, streamed, charts, unread = [], tree, instructions = [] }: Sources,
  options: UnitOptions,
): LoadedTree {
  const declaredAt = declaredFolders(options.declared ?? []);
  const aside = setAside(files, tree);
  const told = readInstructions(instructions);
  const roles = fileRoles(files, aside, told);
  const {
    builds,
    applied: appliedBuilds,
    failed,
    deployed,
    plain,
    templated,
  } = readTree({ files, tree, told }, roles, options);
  const built = appliedBuilds.map((each) => unitOfBuild(each, each.objects, declaredAt(each.build.folder)?.namespace));
  const finished = ({ folder, why, objects, ...more }: Made): Unit => ({
    kind: 'folder',
    folder,
    why,
    objects,
    open: [],
    namespace: undefined,
    deployer: undefined,
    guessedRelease: undefined,
    isWhole: false,
    builtFrom: new Set(),
    values: [],
    templatedFolders: templated,
    instructions: told,
    templated: objects.some(({ resource }) => templated.has(resource.file.folder)),
    ...more,
  });
  const { groups, rest } = groupApplied(plain, ({ resource }) => {
    const folder = resource.file.folder;
    return applied(declaredAt(folder), deployed.ofFiles(folder));
  });
  const rendered = charts.map((chart) => chartUnit(chart, options));
  const stream = plainObjects(streamed, fileRoles(streamed, NOTHING), { options }).objects;
  const streams: readonly Made[] =
    stream.length === 0
      ? []
      : [{ kind: 'stream', folder: STANDARD_INPUT, why: 'standard input is applied as one', objects: stream }];
  const { alternatives, others } = partAlternatives(rest);
  const folders = [...groupFolders(others, told.appliedPathsOf), ...alternatives];
  const units = [...built, ...groups, ...folders, ...rendered, ...streams].map(finished);
  return {
    units,
    objects: [...new Set(units.flatMap(({ objects }) => objects))],
    kustomizations: builds,
    failed,
    instructions: told,
    isPatch: (path) => roles.isPatch(path),
    unapplied: unappliedTexts({ files, aside, deployed, told }),
    unread: unreadObjects(files, () => unread.flatMap((chart) => [chart.name, ...told.releasesOf(chart)])),
  };
}
function chartUnit(chart: ChartSource, options: UnitOptions): Made {
  const {
    folder,
    release,
    isReleaseGuessed,
    namespace,
    isNamespaceGuessed,
    values,
    deployer,
    isIncomplete,
    isPart,
    open,
    files,
  } = chart;
  const roles = fileRoles(files, NOTHING);
  const lent = isPart || isIncomplete ? { ...roles, isPart: () => true } : roles;
  const known = isIncomplete ? { ...lent, isPatched: () => true } : lent;
  const { objects } = plainObjects(files, known, { options, deployed: true });
  return {
    kind: 'chart',
    folder,
    why: renderedBecause(release, values, deployer),
    objects,
    open,
    values,
    deployer,
    guessedRelease: isReleaseGuessed ? release : undefined,
    namespace: { name: namespace, place: undefined, isGuess: isNamespaceGuessed },
  };
}
