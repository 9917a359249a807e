import {
  evaluateEdited,
  evaluateKustomization,
  type BuiltObject,
  type Edit,
  type KustomizeBuild,
  type LeftOut,
  type OpenPart,
  type SourceTree,
} from '../../kustomize/index.js';
import { groupBy } from '../../data/group.js';
import { once } from '../../data/once.js';
import { isInstructionFile } from '../../text/instruction-files.js';
import { allFoldersAbove, folderOf, foldersAbove, nameOf } from '../../text/paths.js';
import type { SourceFile } from '../../text/source-file.js';
import { getString } from '../../tree/tree.js';
import { isKustomization } from '../../yaml/parse.js';
import { readInstructions } from '../instructions/instructions.js';
import { objectsIn, type LoadedObject, type LoadOptions } from '../unit/objects.js';
import type { Unit } from '../unit/unit.js';

/**
 * Objects that a program makes from files before they are applied, and that are applied as one: what a kustomization
 * builds. A rendered chart has the same shape.
 */
export interface Build extends Pick<Unit, 'kind' | 'folder' | 'why'> {
  /** Located trees: a part that the program made points at the text that a person would change. */
  readonly objects: readonly Pick<BuiltObject, 'tree' | 'file'>[];
  readonly open: readonly OpenPart[];
  /** Overlays that are not on disk may add what its objects lack. */
  readonly isBase: boolean;
  /** Paths of the files that took part, which are then not judged as they lie. */
  readonly files: ReadonlySet<string>;
}

/** A root whose evaluation threw, which is a bug of svclint. */
export interface FailedBuild {
  readonly folder: string;
  readonly error: unknown;
}

/** What kustomize would build of each folder. One whose evaluation fails leaves its files as they lie. */
export function kustomizeAll(
  folders: readonly string[],
  sources: SourceTree,
): { readonly builds: readonly KustomizeBuild[]; readonly failed: readonly FailedBuild[] } {
  const builds: KustomizeBuild[] = [];
  const failed: FailedBuild[] = [];
  for (const folder of folders) {
    const build = attempt(failed, folder, () => evaluateKustomization(folder, sources));
    if (build !== undefined) builds.push(build);
  }
  return { builds, failed };
}

/**
 * What a deployer builds of a folder after its edit; undefined where that fails, or where there is nothing to build.
 */
export function kustomizeEdited(
  folder: string,
  edit: Edit,
  sources: SourceTree,
  failed: FailedBuild[],
): KustomizeBuild | undefined {
  return attempt(failed, folder, () => evaluateEdited(folder, edit, sources));
}

function attempt(
  failed: FailedBuild[],
  folder: string,
  build: () => KustomizeBuild | undefined,
): KustomizeBuild | undefined {
  try {
    return build();
  } catch (error) {
    failed.push({ folder, error });
    return undefined;
  }
}

/** A kustomization's build as one unit; what somebody deploys as it is is complete, whatever its name says. */
export function buildOf({ folder, objects, open, files }: KustomizeBuild, isDeployed: boolean): Build {
  const isBase = !isDeployed && (BASE.test(folder) || (BELOW_BASE.test(folder) && !buildsOnOthers(folder, files)));
  const why = isBase
    ? 'no other kustomization on disk lists it, ' +
      'though its name says that it is a base: overlays elsewhere may complete it'
    : 'no other kustomization lists it';
  return { kind: 'kustomization', folder, why, objects, open, isBase, files };
}

/**
 * A folder of such a name waits for somebody's overlay, which need not be on this disk (semantics 14.2):
 * `shared-kustomize-bases` too, but not any word before it, since a `knowledge-base` is an application.
 */
const BASE = /(^|\/|kustomize-|shared-|common-)(bases?|components?)(\/[^/]*)?$/;
const BELOW_BASE = /(^|\/|kustomize-|shared-|common-)(bases?|components?)\//;

/**
 * True for an overlay: what it builds on lies outside of its own folder, as `../base` beside `components/shop/prod`.
 */
function buildsOnOthers(folder: string, files: ReadonlySet<string>): boolean {
  return [...files].some((path) => isKustomization(path) && !foldersAbove(path).includes(folder));
}

/**
 * The objects of a build. Beside an open part, unless all of it are Secrets, and in a base, nothing is concluded from
 * absence; where an unread part may change what is there, not even ports and labels are final. Objects of the kinds
 * that whoever mends the build changes are judged as those beside an open part.
 */
export function objectsOfBuild(
  { objects, open, isBase }: Build,
  changing: ReadonlySet<string>,
  options: LoadOptions,
): readonly LoadedObject[] {
  const isUnsettled = open.some(({ changes }) => changes);
  const isOpen = isUnsettled || isBase || open.some(({ secrets }) => secrets !== true);
  return objects.flatMap(({ tree, file }) => {
    const isChanging = changing.size > 0 && changing.has(getString(tree, 'kind') ?? '');
    const context = {
      partial: isOpen || isChanging,
      isPatched: () => isUnsettled,
      labelKeys: new Set<string>(),
    };
    return objectsIn({ tree }, file, context, options);
  });
}

/** Files by their paths, and the folders that hold them; `leftOut` are paths that nobody reads. */
export function sourceTree(
  files: readonly SourceFile[],
  leftOut: ReadonlyMap<string, LeftOut> = new Map(),
): SourceTree {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const folders = allFoldersAbove(files.map(({ path }) => path));
  const told = readInstructions(files.filter(({ path }) => isInstructionFile(path)));
  const held = once(() => groupBy(files, ({ path }) => folderOf(path)));
  return {
    file: (path) => byPath.get(path),
    isFolder: (path) => folders.has(path),
    leftOut: (path) => leftOut.get(path) ?? told.reasonFor(path),
    namesIn: (folder) => (held().get(folder) ?? []).map(({ path }) => nameOf(path)).join('\n'),
    isEdited: (folder) => told.isEdited(folder),
  };
}
