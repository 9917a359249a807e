import type { Resource } from '../k8s/resource.js';
import { folderOf } from '../text/paths.js';
import type { LoadedObject, LoadedTree } from './objects.js';

/** Objects that may be wired together: one apply (semantics 9.4). */
export interface Unit {
  readonly folder: string;
  readonly objects: readonly LoadedObject[];
  /** Something in the unit's folders cannot be read: a template stands beside its objects. */
  readonly templated: boolean;
  /** Folders of the tree that hold templates. */
  readonly templatedFolders: ReadonlySet<string>;
}

interface Folder {
  readonly path: string;
  readonly own: LoadedObject[];
  readonly children: Map<string, Folder>;
}

/**
 * Plain folders merge into their parent unless the siblings look like environments, or would define one identity twice:
 * then each sibling is a unit of its own that shares the parent's files (semantics 9.4).
 */
export function buildUnits(tree: LoadedTree): readonly Unit[] {
  const top: Folder = { path: '', own: [], children: new Map() };
  for (const object of tree.objects) folderAt(top, folderOf(object.resource.file.path)).own.push(object);
  return unitsOf(top).map(({ folder, objects }) => ({
    folder,
    objects,
    templatedFolders: tree.templated,
    templated: objects.some(({ resource }) => tree.templated.has(folderOf(resource.file.path))),
  }));
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

type Group = Pick<Unit, 'folder' | 'objects'>;

function unitsOf(folder: Folder): readonly Group[] {
  const children = [...folder.children.values()].map(unitsOf).filter((units) => units.length > 0);
  const merging = children.filter((units) => units.length === 1).flat();
  const apart = children.filter((units) => units.length > 1).flat();
  if (areEnvironments(folder) || definesTwice([folder.own, ...merging.map((unit) => unit.objects)])) {
    const siblings = [...merging, ...apart];
    return siblings.map((unit) => ({ folder: unit.folder, objects: [...folder.own, ...unit.objects] }));
  }
  const merged = [...folder.own, ...merging.flatMap((unit) => unit.objects)];
  return merged.length === 0 ? apart : [{ folder: folder.path, objects: merged }, ...apart];
}

const ENVIRONMENT = /^(dev|devel|development|test|testing|qa|int|integration|stage|staging|stg|preprod|pre-prod|uat|acc|acceptance|prod|production|live|sandbox)([-_.].*)?$/i;
const ENVIRONMENTS_PARENT = /^(overlays|envs?|environments|clusters|regions|stages)$/i;

function areEnvironments(folder: Folder): boolean {
  const names = [...folder.children.keys()];
  if (ENVIRONMENTS_PARENT.test(folder.path.split('/').at(-1) ?? '')) return names.length > 1;
  return names.filter((name) => ENVIRONMENT.test(name)).length > 1;
}

function definesTwice(groups: readonly (readonly LoadedObject[])[]): boolean {
  const owner = new Map<string, number>();
  return groups.some((objects, group) =>
    objects.some(({ resource }) => {
      const id = identityOf(resource);
      if (id === undefined) return false;
      const earlier = owner.get(id);
      owner.set(id, group);
      return earlier !== undefined && earlier !== group;
    }),
  );
}

/** Group, kind, namespace and name: the version is no part of an object's identity (semantics 9.3). */
export function identityOf(resource: Resource): string | undefined {
  if (resource.name === undefined) return undefined;
  return `${resource.group}/${resource.kind}/${resource.namespace ?? ''}/${resource.name}`;
}
