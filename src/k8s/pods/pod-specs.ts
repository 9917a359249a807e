import { treeAt, type MapTree, type Path } from '../../tree/tree.js';
import { podMaker } from './pod-makers.js';
import { readContainers, type Container } from './container.js';
import type { Resource } from '../object/resource.js';

/**
 * The paths of the Pod templates of a built-in object: `[]` for a Pod; none for what makes no Pods, and for custom
 * resources.
 */
export function podTemplatePaths(resource: Resource): readonly Path[] {
  return resource.view(readTemplatePaths);
}

function readTemplatePaths(resource: Resource): readonly Path[] {
  if (resource.custom) return [];
  return (podMaker(resource.group, resource.kind)?.templates ?? []).filter(
    (path) => resource.get(...path) !== undefined,
  );
}

/** Where an object has labels and annotations: its own, and those of its templates. A Pod is its own template. */
export function metadataPaths(resource: Resource): readonly Path[] {
  const templates = podTemplatePaths(resource).filter((path) => path.length > 0);
  return [[], ...templates].map((path) => [...path, 'metadata']);
}

/** A Pod spec that is written in a built-in object. */
export class PodSpec {
  /** Regular containers first, then init containers, each in document order. */
  readonly containers: readonly Container[];

  constructor(
    private readonly resource: Resource,
    readonly path: Path,
  ) {
    this.containers = readContainers(resource, path);
  }

  get tree(): MapTree {
    return treeAt(this.resource.tree, this.path) as MapTree;
  }
}

/** The Pod specs of a built-in object: one, or none. */
export function podSpecsOf(resource: Resource): readonly PodSpec[] {
  return resource.view(readPodSpecs);
}

function readPodSpecs(resource: Resource): readonly PodSpec[] {
  return podTemplatePaths(resource).flatMap((template) => {
    const path = [...template, 'spec'];
    return treeAt(resource.tree, path)?.type === 'map' ? [new PodSpec(resource, path)] : [];
  });
}

/** The containers of the Pod spec at `path`, of whatever kind. */
export function containersAt(resource: Resource, path: Path): readonly Container[] {
  const known = podSpecsOf(resource).find((spec) => isSamePath(spec.path, path));
  return known?.containers ?? readContainers(resource, path);
}

function isSamePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}

/** Every container and init container of a built-in object. */
export function containersOf(resource: Resource): readonly Container[] {
  return resource.view(readAllContainers);
}

function readAllContainers(resource: Resource): readonly Container[] {
  return podSpecsOf(resource).flatMap(({ containers }) => containers);
}
