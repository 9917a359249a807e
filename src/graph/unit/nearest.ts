import type { Resource } from '../../k8s/object/resource.js';
import { type Scope, scopeOf } from './scope.js';
import type { UnitIndex } from './unit-index.js';

/** What stands nearest to an object, of all that may be meant. */
export interface Nearest<T> {
  readonly scope: Scope;
  readonly items: readonly T[];
  /** False where each of them is only possible, since a namespace is left open. */
  readonly certain: boolean;
}

const SCOPES: readonly Scope[] = ['file', 'folder', 'unit'];

/**
 * The items of the nearest scope that has any; there, those that are certain go before those that are only possible
 * (semantics 0.3, 9.2). What is applied as one stream is equally near. Undefined where there is nothing at all.
 */
export function nearestTo<T>(
  from: Resource,
  items: readonly T[],
  { isOneApply }: Pick<UnitIndex, 'isOneApply'>,
  { resourceOf, isCertain }: { resourceOf(item: T): Resource; isCertain(item: T): boolean },
): Nearest<T> | undefined {
  const only = items[0];
  if (only === undefined) return undefined;
  if (items.length === 1)
    return { scope: isOneApply ? 'file' : scopeOf(from, resourceOf(only)), items, certain: isCertain(only) };
  const ranks = items.map((item) => (isOneApply ? 0 : SCOPES.indexOf(scopeOf(from, resourceOf(item)))));
  const nearest = ranks.reduce((best, rank) => Math.min(best, rank), SCOPES.length);
  const scope = SCOPES[nearest];
  if (scope === undefined) return undefined;
  const near = items.filter((_, at) => ranks[at] === nearest);
  const certain = near.filter(isCertain);
  return certain.length > 0 ? { scope, items: certain, certain: true } : { scope, items: near, certain: false };
}
