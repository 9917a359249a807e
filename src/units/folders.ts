import { describe } from '../k8s/resource.js';
import { code } from '../text/words.js';
import { folderOf } from '../text/paths.js';
import type { LoadedObject } from './objects.js';
import { identityOf, type Unit } from './unit.js';

/** Objects of plain folders that are applied together, and why. */
export type FolderGroup = Pick<Unit, 'folder' | 'why' | 'objects'>;

interface Folder {
  readonly path: string;
  readonly own: LoadedObject[];
  readonly children: Map<string, Folder>;
}

/**
 * Plain folders merge into their parent unless the siblings look like environments, or would define one identity twice:
 * then each sibling is a unit of its own that shares the parent's files (semantics 9.4).
 */
export function groupFolders(objects: readonly LoadedObject[]): readonly FolderGroup[] {
  const top: Folder = { path: '', own: [], children: new Map() };
  for (const object of objects) folderAt(top, folderOf(object.resource.file.path)).own.push(object);
  return groupsOf(top);
}

function folderAt(top: Folder, path: string): Folder {
  let at = top;
  for (const name of path === '' ? [] : path.split('/')) {
    let child = at.children.get(name);
    if (child === undefined) {
      child = { path: at.path === '' ? name : `${at.path}/${name}`, own: [], children: new Map() };
      at.children.set(name, child);
    }
    at = child;
  }
  return at;
}

function groupsOf(folder: Folder): readonly FolderGroup[] {
  const children = [...folder.children.values()].map(groupsOf).filter((units) => units.length > 0);
  const merging = children.filter((units) => units.length === 1).flat();
  const apart = children.filter((units) => units.length > 1).flat();
  const reason = environmentsOf(folder) ?? clashOf([{ folder: folder.path, objects: folder.own }, ...merging]);
  if (reason !== undefined) {
    return [...merging, ...apart].map((unit) => ({ folder: unit.folder, why: reason(unit.folder) ?? unit.why, objects: [...folder.own, ...unit.objects] }));
  }
  const merged = [...folder.own, ...merging.flatMap((unit) => unit.objects)];
  if (merged.length === 0) return apart;
  // A folder that holds nothing itself but one folder's objects is called by that one.
  const [only] = merging;
  if (folder.own.length === 0 && merging.length === 1 && only !== undefined) return [only, ...apart];
  return [{ folder: folder.path, why: merging.length > 0 ? 'its folders define nothing twice, so they are applied together' : ALONE, objects: merged }, ...apart];
}

const ALONE = 'its files are applied together';

const ENVIRONMENT = /^(dev|devel|development|test|testing|qa|int|integration|stage|staging|stg|preprod|pre-prod|uat|acc|acceptance|prod|production|live|sandbox)([-_.].*)?$/i;
const ENVIRONMENTS_PARENT = /^(overlays|envs?|environments|clusters|regions|stages)$/i;

/** Why a child of the folder stands apart; undefined for what is none of its children. */
type Reason = (child: string) => string | undefined;

function environmentsOf(folder: Folder): Reason | undefined {
  const names = [...folder.children.keys()];
  const parent = folder.path.split('/').at(-1) ?? '';
  if (ENVIRONMENTS_PARENT.test(parent)) {
    return names.length > 1 ? () => `the folders in ${code(folder.path)} are environments, each deployed for itself` : undefined;
  }
  const environments = names.filter((name) => ENVIRONMENT.test(name));
  if (environments.length < 2) return undefined;
  const [first = '', second = ''] = environments;
  return () => `${code(first)} and ${code(second)} look like environments, each deployed for itself`;
}

/** The first object that two of the groups define. */
function clashOf(groups: readonly Pick<FolderGroup, 'folder' | 'objects'>[]): Reason | undefined {
  const owners = new Map<string, string>();
  const clashes = new Map<string, string>();
  let found = '';
  for (const { folder, objects } of groups) {
    for (const { resource } of objects) {
      const id = identityOf(resource);
      if (id === undefined) continue;
      const earlier = owners.get(id);
      owners.set(id, folder);
      if (earlier === undefined || earlier === folder) continue;
      if (!clashes.has(folder)) clashes.set(folder, `it defines ${describe(resource)} again`);
      if (!clashes.has(earlier)) clashes.set(earlier, `${code(folder)} defines its ${describe(resource)} again`);
      if (found === '') found = `${code(earlier)} and ${code(folder)} both define ${describe(resource)}`;
    }
  }
  return found === '' ? undefined : (child) => clashes.get(child) ?? `${found}, so the folders beside them stand apart`;
}
