import { append } from '../../data/group.js';

/** What is there before and after. */
export interface Pair<T> {
  readonly was: T;
  readonly now: T;
}

/** Things of two states by their key, the first with the first where several share one. */
export function paired<T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string) {
  const left = new Map<string, T[]>();
  for (const item of after) append(left, keyOf(item), item);
  const same: Pair<T>[] = [];
  const gone: T[] = [];
  for (const was of before) {
    const now = left.get(keyOf(was))?.shift();
    if (now === undefined) gone.push(was);
    else same.push({ was, now });
  }
  const added = [...left.values()].flat();
  return { same, gone, added };
}
