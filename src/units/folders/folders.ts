import { groupBy } from '../../data/group.js';
import { describe, isKind, type Resource } from '../../k8s/object/resource.js';
import { toData } from '../../tree/tree.js';
import { code } from '../../text/words.js';
import { folderOf, foldersAbove, nameOf } from '../../text/paths.js';
import type { LoadedObject } from '../unit/objects.js';
import { identityOf, type Unit } from '../unit/unit.js';

/** Objects of plain folders that are applied together, and why. */
export type FolderGroup = Pick<Unit, 'folder' | 'why' | 'objects'>;

interface Folder {
  readonly path: string;
  readonly own: LoadedObject[];
  /** By their paths. */
  readonly children: Map<string, Folder>;
}

/**
 * Plain folders merge into their parent unless the siblings look like environments, or would define one identity twice:
 * then each sibling is a unit of its own that shares the parent's files (semantics 9.4).
 */
export function groupFolders(objects: readonly LoadedObject[]): readonly FolderGroup[] {
  const byFolder = groupBy(objects, ({ resource }) => resource.file.folder);
  const folderAt = folderTree([...byFolder.keys()]);
  for (const [path, own] of byFolder) {
    const folder = folderAt(path);
    for (const object of own) folder.own.push(object);
  }
  return groupsOf(folderAt(undefined));
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

function groupsOf(folder: Folder): readonly FolderGroup[] {
  const { path, own } = folder;
  const children = [...folder.children.values()].map(groupsOf);
  const below: Below = {
    merging: children.flatMap((groups) => (groups.length === 1 ? groups : [])),
    apart: children.flatMap((groups) => (groups.length > 1 ? groups : [])),
  };
  const reason = environmentsOf(folder) ?? clashOf([{ folder: path, objects: own }, ...below.merging]);
  if (reason === undefined) return groupsTogether(folder, below);
  // What stands apart further down has a reason of its own, which says more.
  const parted = below.merging.map((group) => ({ ...group, why: reason(group.folder) ?? group.why }));
  return [...parted, ...below.apart].map((group) => sharing(own, group));
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
  return [{ folder: path, why: again(path) ?? ALONE, objects }, ...apart];
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

/** Why a child of the folder stands apart; undefined for what is none of its children. */
type Reason = (child: string) => string | undefined;

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

/** The first object that two of the groups define; `by` is a group that must be one of the two. */
function clashOf(groups: readonly Pick<FolderGroup, 'folder' | 'objects'>[], by?: string): Reason | undefined {
  if (groups.length < 2) return undefined;
  const written = new Set<string>();
  for (const { objects } of groups)
    for (const { resource } of objects) if (resource.namespace !== undefined) written.add(resource.namespace);
  // Together, what names no namespace would be taken to be in the only one that is named (semantics 9.2).
  const target = written.size === 1 ? [...written][0] : undefined;
  const owners = new Map<string, { readonly folder: string; readonly resource: Resource }>();
  const clashes = new Map<string, string>();
  let found = '';
  for (const { folder, objects } of groups) {
    for (const { resource } of objects) {
      // Each level of folders asks again: only where the target has a say is it written once more.
      const isOpen = target !== undefined && resource.namespace === undefined;
      const id = isOpen ? identityOf(resource, target) : resource.view(ownIdentity);
      if (id === undefined) continue;
      const before = owners.get(id);
      owners.set(id, { folder, resource });
      if (before === undefined || isNamespaceAgain(before.resource, resource)) continue;
      const earlier = before.folder;
      if (earlier === folder || (by !== undefined && earlier !== by)) continue;
      if (!clashes.has(folder)) clashes.set(folder, `it defines ${describe(resource)} again`);
      if (!clashes.has(earlier)) clashes.set(earlier, `${shown(folder)} defines its ${describe(resource)} again`);
      if (found === '') found = `${shown(earlier)} and ${shown(folder)} both define ${describe(resource)}`;
    }
  }
  return found === '' ? undefined : (child) => clashes.get(child) ?? `${found}, so the folders beside them stand apart`;
}

const ownIdentity = (resource: Resource): string | undefined => identityOf(resource);

/** Folders of one application may each bring its Namespace: to apply it twice changes nothing. */
function isNamespaceAgain(one: Resource, other: Resource): boolean {
  return isKind(other, '', 'Namespace') && JSON.stringify(toData(one.tree)) === JSON.stringify(toData(other.tree));
}

/** The top is the current folder. */
function shown(folder: string): string {
  return code(folder === '' ? '.' : folder);
}
