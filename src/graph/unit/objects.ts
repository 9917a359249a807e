import { groupBy } from '../../data/group.js';
import { once } from '../../data/once.js';
import type { Resource } from '../../k8s/object/resource.js';
import { get, getString, toData } from '../../tree/tree.js';
import type { Service } from '../../k8s/services/service.js';
import type { Namespaces } from './namespaces.js';
import type { Surroundings } from './surroundings.js';
import type { UnitIndex } from './unit-index.js';

/**
 * What is there: the objects of one unit, by kind, name, namespace and file. There is no list of all of them: a rule
 * that went through it for each object would make lint() quadratic.
 */
export interface UnitObjects {
  readonly services: readonly Service[];
  /** True where Services are written among what is applied with an object for sure: in one apply, or in its folder. */
  hasServicesBeside(resource: Resource): boolean;
  /** Objects of a group and kind with that name, whatever their namespace. */
  named(group: string, kind: string, name: string): readonly Resource[];
  /** Objects of a group and kind with that name which share (or may share) the namespace of `near`. */
  find(group: string, kind: string, name: string, near: Resource): readonly Resource[];
  /** Services of that name which share (or may share) the namespace of `near`. */
  servicesNamed(name: string, near: Resource): readonly Service[];
  /**
   * The object of the same group, kind, name and effective namespace that its file, or another one of the same apply,
   * defines before it: the nearest one.
   */
  earlierVersion(resource: Resource): Resource | undefined;
  /** Objects of a group and kind whose effective namespace is that one; null for those that nothing decides. */
  inNamespace(group: string, kind: string, namespace: string | null): readonly Resource[];
  /** True where the API server refuses the object whatever else is on disk. */
  isRefused(resource: Resource): boolean;
  /**
   * Some object beside it is a template, or waits for its name or namespace: what is absent there may only not be
   * readable.
   */
  hasTemplatesBeside(resource: Resource): boolean;
}

export function objectsOf(
  index: UnitIndex,
  namespaces: Namespaces,
  { refused }: Pick<Surroundings, 'refused'>,
): UnitObjects {
  const earlier = once(() => earlierVersions(index, namespaces));
  const kinds = new Map<string, ReadonlyMap<string | null, readonly Resource[]>>();
  const sharesNamespace = (resource: Resource) => (other: Resource) => namespaces.same(resource, other) !== 'no';
  return {
    services: index.services,
    hasServicesBeside: ({ file }) =>
      index.isOneApply ? index.services.length > 0 : index.foldersWithServices.has(file.folder),
    named: index.objectsNamed,
    find: (group, kind, name, near) => index.objectsNamed(group, kind, name).filter(sharesNamespace(near)),
    servicesNamed: (name, near) =>
      index.servicesNamed(name).filter(({ resource }) => namespaces.same(near, resource) !== 'no'),
    earlierVersion: (resource) => earlier().get(resource),
    inNamespace(group, kind, namespace) {
      const id = `${group}/${kind}`;
      const known = kinds.get(id) ?? groupBy(index.ofKind(group, kind), namespaces.of);
      kinds.set(id, known);
      return known.get(namespace) ?? [];
    },
    isRefused: (resource) => refused.has(resource),
    hasTemplatesBeside: (resource) => index.templated.has(resource.file.folder),
  };
}

function earlierVersions(
  { resources, isOneApply }: Pick<UnitIndex, 'resources' | 'isOneApply'>,
  namespaces: Pick<Namespaces, 'of'>,
): ReadonlyMap<Resource, Resource> {
  const earlier = new Map<Resource, Resource>();
  for (const inFile of groupBy(resources, ({ file }) => (isOneApply ? undefined : file)).values()) {
    if (inFile.length === 1) continue; // as in most files
    const last = new Map<string, Resource>();
    for (const resource of inFile) {
      const { group, kind, name } = resource;
      const identity = `${group}\0${kind}\0${name ?? ''}\0${namespaces.of(resource) ?? ''}`;
      const before = last.get(identity);
      if (before !== undefined && (before.file === resource.file || areRivals(before, resource)))
        earlier.set(resource, before);
      last.set(identity, resource);
    }
  }
  return earlier;
}

/**
 * Two contents in two files of one apply. A hook of helm may be made anew, the same again changes nothing, and samples
 * of each API version of a kind stand in for each other on purpose.
 */
function areRivals(one: Resource, other: Resource): boolean {
  if (getString(one.tree, 'apiVersion') !== getString(other.tree, 'apiVersion')) return false;
  const isHook = [one, other].some(({ tree }) => get(tree, 'metadata', 'annotations', 'helm.sh/hook') !== undefined);
  return !isHook && JSON.stringify(toData(one.tree)) !== JSON.stringify(toData(other.tree));
}
