import type { Place } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';

/**
 * The label of a kustomization that makes the selector of a Service whose manifest has none; undefined for all others
 * (semantics 9.6).
 */
export function gainedSelector({ resource }: { readonly resource: Resource }): Place | undefined {
  if (resource.get('spec', 'selector') === undefined) return undefined;
  const place = resource.keyAt('spec', 'selector');
  return place.setBy === undefined ? undefined : place;
}
