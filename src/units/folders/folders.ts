import { groupBy } from '../../data/group.js';
import { code } from '../../text/words.js';
import { folderOf, foldersAbove, nameOf } from '../../text/paths.js';
import type { AppliedPathsOf } from '../instructions/sequences.js';
import type { LoadedObject } from '../unit/objects.js';
import { clashOf, shown, type FolderGroup, type Reason } from './clashes.js';
import { joinApplied } from './joined.js';

interface Folder {
  readonly path: string;
  readonly own: LoadedObject[];
  /** By their paths. */
  readonly children: Map<string, Folder>;
}

/**
 * Plain folders merge into their parent unless the siblings look like environments, or would define one identity twice:
 * then each sibling is a unit of its own that shares the parent's files (semantics 9.4). Of those that define something
 * twice, what commands apply in one go stays together (semantics 14.8).
 */
export function groupFolders(objects: readonly LoadedObject[], appliedPathsOf: AppliedPathsOf): readonly FolderGroup[] {
  const byFolder = groupBy(objects, ({ resource }) => resource.file.folder);
  const folderAt = folderTree([...byFolder.keys()]);
  for (const [path, own] of byFolder) {
    const folder = folderAt(path);
    for (const object of own) folder.own.push(object);
  }
  return groupsOf(folderAt(undefined), appliedPathsOf);
}

/**
 * Each folder on the way to a path, made when it is first asked for; undefined stands for what is above all of them.
 */
function folderTree(paths: readonly string[]): (path: string | undefined) => Folder {
  let highest = 0;
  for (const path of paths) highest = Math.max(highest, levelsUp(path));
  const known = new Map<string | undefined, Folder>([[undefined, { path: '', own: [], children: new Map() }]]);
  return (wanted) => {
    const missing: string[] = [];
    let path = wanted;
    for (; path !== undefined && !known.has(path); path = parentOf(path, highest)) missing.push(path);
    let at = known.get(path) as Folder;
    for (const child of missing.reverse()) {
      const folder: Folder = { path: child, own: [], children: new Map() };
      at.children.set(child, folder);
      known.set(child, folder);
      at = folder;
    }
    return at;
  };
}

/** How far above the current folder a path begins. */
function levelsUp(folder: string): number {
  let up = 0;
  while (folder.startsWith('..', 3 * up) && [undefined, '/'].includes(folder[3 * up + 2])) up++;
  return up;
}

/**
 * The folder that holds another one: undefined for the root of the disk, and for the highest above the current folder.
 */
function parentOf(folder: string, highest: number): string | undefined {
  if (folder.startsWith('/')) return folder === '/' ? undefined : folderOf(folder) || '/';
  const isAbove = /^(\.\.(\/\.\.)*)?$/.test(folder);
  if (!isAbove) return folderOf(folder);
  const up = levelsUp(folder);
  return up < highest
    ? Array<string>(up + 1)
        .fill('..')
        .join('/')
    : undefined;
}

function groupsOf(folder: Folder, appliedPathsOf: AppliedPathsOf): readonly FolderGroup[] {
  const { path, own } = folder;
  const children = [...folder.children.values()].map((child) => groupsOf(child, appliedPathsOf));
  const below: Below = {
    merging: children.flatMap((groups) => (groups.length === 1 ? groups : [])),
    apart: children.flatMap((groups) => (groups.length > 1 ? groups : [])),
  };
  const environments = environmentsOf(folder);
  const clash = environments === undefined ? clashOf([{ folder: path, objects: own }, ...below.merging]) : undefined;
  const reason = environments ?? clash?.reason;
  if (reason === undefined) return groupsTogether(folder, below);
  // What stands apart further down has a reason of its own, which says more.
  const parted = below.merging.map((group) => ({ ...group, why: reason(group.folder) ?? group.why }));
  const joined = clash === undefined ? parted : joinApplied({ folder: path, own, parts: parted }, appliedPathsOf);
  return [...joined, ...below.apart].map((group) => sharing(own, group));
}

/** The groups below a folder: those of folders that are one group each, and those of folders with several. */
interface Below {
  readonly merging: readonly FolderGroup[];
  readonly apart: readonly FolderGroup[];
}

function sharing(own: readonly LoadedObject[], { objects, ...group }: FolderGroup): FolderGroup {
  return { ...group, objects: [...own, ...objects] };
}

/** The groups of a folder whose files, and the groups that merge into it, define nothing twice. */
function groupsTogether({ path, own }: Folder, { merging, apart }: Below): readonly FolderGroup[] {
  if (own.length === 0 && merging.length === 0) return apart;
  // A folder that holds nothing itself but one folder's objects is called by that one.
  const [only] = merging;
  if (own.length === 0 && merging.length === 1 && only !== undefined) return [only, ...apart];
  const objects = [...own, ...merging.flatMap((group) => group.objects)];
  if (merging.length > 0) {
    const why = 'its folders define nothing twice, so they are applied together';
    return [{ folder: path, why, objects }, ...apart];
  }
  if (apart.length === 0) return [{ folder: path, why: ALONE, objects }];
  // With nothing but such units below it, the files of a folder are there for them; unless one of them has its own
  // version.
  const again = clashOf([{ folder: path, objects: own }, ...apart], path);
  if (again === undefined) return apart.map((group) => sharing(own, group));
  return [{ folder: path, why: again.reason(path) ?? ALONE, objects }, ...apart];
}

const ALONE = 'its files are applied together';

/** Stages of development, also behind a product's name. */
const STAGE = new RegExp(
  [
    /^(dev|devel|development|test|testing|qa|int|integration|stage|staging|stg)([-_.].*)?$/,
    /^(preprod|pre-prod|uat|acc|acceptance|prod|production|live|sandbox)([-_.].*)?$/,
    /[-_.](dev|qa|staging|preprod|uat|prod|production)$/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
);
const CONTINENT = '(us|eu|ap|sa|ca|me|af|il|mx|asia|europe|australia|africa)';
const DIRECTION = '(north|south|east|west|central|northeast|southeast|northwest|southwest)';
/** Where one application is brought to: platforms, regions of a cloud, numbered clusters. */
const TARGET = new RegExp(
  [
    '^(aws|azure|gcp|gke|eks|aks|openshift|minikube|kind|k3s|k3d|local|bare-?metal|on-?prem(ises)?)$',
    `^${CONTINENT}-(gov-)?${DIRECTION}(-?\\d{1,2})?(-?[a-z])?$`,
    '^cluster[-_]?(\\d+|[a-z])$',
  ].join('|'),
  'i',
);
const ENVIRONMENTS_PARENT = /^(overlays|envs?|environments|clusters|regions|stages)$/i;

function environmentsOf({ path, children }: Folder): Reason | undefined {
  if (ENVIRONMENTS_PARENT.test(nameOf(path))) {
    return children.size > 1
      ? () => `the folders in ${shown(path)} are environments, each deployed for itself`
      : undefined;
  }
  const environments = [STAGE, TARGET]
    .map((pattern) => [...children.keys()].filter((child) => pattern.test(nameOf(child))))
    .find((some) => some.length > 1);
  const [first, second] = environments ?? [];
  if (environments === undefined || first === undefined || second === undefined) return undefined;
  const words = `${code(nameOf(first))} and ${code(nameOf(second))} look like environments, each deployed for itself`;
  const known = new Set(environments);
  const isWithin = (unit: string): boolean => [unit, ...foldersAbove(unit)].some((each) => known.has(each));
  return (unit) => (isWithin(unit) ? words : `beside it, ${words}`);
}
