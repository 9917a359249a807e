/** Items by what `keyOf` says of them, in their order. */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) append(groups, keyOf(item), item);
  return groups;
}

export function append<K, T>(map: Map<K, T[]>, key: K, item: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}

/**
 * The first answer that is one. It counts through the list, since an iterator makes an object of each step, which shows
 * where every node of a tree is asked.
 */
export function firstAnswer<T, A>(items: readonly T[], ask: (item: T) => A | undefined): A | undefined {
  for (let at = 0; at < items.length; at++) {
    const answer = ask(items[at] as T);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** What comes first in several lists, each thing once: at most `most` of each list. */
export function firstOf<T>(lists: readonly Iterable<T>[], most: number): readonly T[] {
  const found = new Set<T>();
  for (const list of lists) {
    let left = most;
    for (const item of list) {
      if (left-- === 0) break;
      found.add(item);
    }
  }
  return [...found];
}
