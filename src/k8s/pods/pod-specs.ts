import type { Path } from '../../tree/tree.js';
import { podMaker } from './pod-makers.js';
import { readContainers, type Container } from './container.js';
import type { Resource } from '../object/resource.js';

/** The paths of the Pod templates of a built-in object: `[]` for a Pod; none for what makes no Pods, and for custom resources. */
export function podTemplatePaths(resource: Resource): readonly Path[] {
  if (resource.custom) return [];
  return (podMaker(resource.group, resource.kind)?.templates ?? []).filter(
    (path) => resource.get(...path) !== undefined,
  );
}

/** The paths of the Pod specs that are written. */
export function podSpecPaths(resource: Resource): readonly Path[] {
  return podTemplatePaths(resource)
    .map((path) => [...path, 'spec'])
    .filter((path) => resource.get(...path)?.type === 'map');
}

const known = new WeakMap<Resource, readonly Container[]>();

/** Every container and init container of a built-in object; read once, since a dozen rules ask for them. */
export function containersOf(resource: Resource): readonly Container[] {
  const found = known.get(resource) ?? podSpecPaths(resource).flatMap((path) => readContainers(resource, path));
  known.set(resource, found);
  return found;
}
