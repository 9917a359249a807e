import { getEntries, placeOf, type Path } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';
import { CLASS_ANNOTATION } from '../routes/ingress.js';
import { CONTROLLERS, type IngressController } from './ingress-controllers.js';

/** Annotations of an Ingress for a controller that does not get it. */
export interface ForeignAnnotations {
  readonly paths: readonly Path[];
  /** Whose they are, and who gets the Ingress: two where they have one name for their classes. */
  readonly theirs: IngressController;
  readonly takers: readonly IngressController[];
}

/**
 * A set for several other controllers is written so that it fits whichever is there, and says nothing about this one;
 * nor does what stands in a base, for which an overlay chooses the class (semantics 7.15).
 */
export function foreignAnnotations(
  ingress: Resource,
  takers: readonly IngressController[],
): ForeignAnnotations | undefined {
  if (takers.length === 0) return undefined;
  const read = takers.flatMap(({ prefixes }) => prefixes);
  const { file } = placeOf(ingress.tree, classPathOf(ingress)).span;
  const found = new Map<IngressController, Path[]>();
  for (const { key, keyPlace } of getEntries(ingress.tree, 'metadata', 'annotations')) {
    if (keyPlace.span.file !== file) continue;
    if (read.some((prefix) => key.startsWith(prefix))) continue;
    const owner = CONTROLLERS.find(({ prefixes }) => prefixes.some((prefix) => key.startsWith(prefix)));
    // The prefix of no single controller, and of Google's for more than Ingresses.
    if (owner === undefined || key.startsWith('ingress.kubernetes.io/') || key.startsWith('cloud.google.com/'))
      continue;
    found.set(owner, [...(found.get(owner) ?? []), ['metadata', 'annotations', key]]);
  }
  const [only, ...more] = found;
  return only === undefined || more.length > 0 ? undefined : { theirs: only[0], paths: only[1], takers };
}

/** False for an annotation that only a controller reads which does not get the Ingress. */
export function isHeard(ingress: Resource, [, , key]: Path, takers: readonly IngressController[]): boolean {
  const foreign = foreignAnnotations(ingress, takers);
  return foreign === undefined || !foreign.paths.some((path) => path[2] === key);
}

/** Where an Ingress names its class. */
export function classPathOf(ingress: Resource): Path {
  const field = ['spec', 'ingressClassName'];
  return ingress.get(...field) === undefined ? ['metadata', 'annotations', CLASS_ANNOTATION] : field;
}
