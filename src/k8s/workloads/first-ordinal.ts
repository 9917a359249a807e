import { getNumber } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';

/** The number in the name of the first Pod of a StatefulSet. */
export function firstOrdinal(statefulSet: Resource): number {
  return getNumber(statefulSet.tree, 'spec', 'ordinals', 'start') ?? 0;
}
