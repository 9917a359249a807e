import { groupBy } from '../../data/group.js';
import { once, remember } from '../../data/once.js';
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

interface Items<T> {
  resourceOf(item: T): Resource;
  isCertain(item: T): boolean;
}

/**
 * The items of the nearest scope that has any; there, those that are certain go before those that are only possible
 * (semantics 0.3, 9.2). What is applied as one stream is equally near. Undefined where there is nothing at all.
 */
export function nearestTo<T>(
  from: Resource,
  items: readonly T[],
  { isOneApply }: Pick<UnitIndex, 'isOneApply'>,
  { resourceOf, isCertain }: Items<T>,
): Nearest<T> | undefined {
  if (isOneApply) return surest('file', items, isCertain);
  const scopes = items.map((item) => scopeOf(from, resourceOf(item)));
  const scope = SCOPES.find((each) => scopes.includes(each));
  return scope && surest(scope, items.length === 1 ? items : items.filter((_, at) => scopes[at] === scope), isCertain);
}

/**
 * As `nearestTo`, for many objects that ask about the same items, such as all that name one Service: those of one file
 * have one answer, and so have those of one folder. There may be thousands of versions of one object.
 */
export function nearestAmong<T>(
  items: readonly T[],
  index: Pick<UnitIndex, 'isOneApply'>,
  { resourceOf, isCertain }: Items<T>,
): (from: Resource) => Nearest<T> | undefined {
  const anywhere = once(() => surest(index.isOneApply ? 'file' : 'unit', items, isCertain));
  if (index.isOneApply) return anywhere;
  const answersBy = <K>(scope: Scope, keyOf: (item: T) => K) => {
    const groups = groupBy(items, keyOf);
    return remember((key: K) => surest(scope, groups.get(key) ?? [], isCertain));
  };
  const inFile = answersBy('file', (item) => resourceOf(item).file);
  const inFolder = answersBy('folder', (item) => resourceOf(item).file.folder);
  return ({ file }) => inFile(file) ?? inFolder(file.folder) ?? anywhere();
}

function surest<T>(scope: Scope, near: readonly T[], isCertain: (item: T) => boolean): Nearest<T> | undefined {
  if (near.length === 0) return undefined;
  const certain = near.filter(isCertain);
  return certain.length > 0 ? { scope, items: certain, certain: true } : { scope, items: near, certain: false };
}
