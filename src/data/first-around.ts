/** Whole numbers from `first` to `last`, both included: lines of a file, or offsets. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

/**
 * Which of the items, in the order given, is the first whose range holds a number. The answers are worked out once, in
 * n log n steps: between two neighbouring bounds of ranges the answer is the same, so each such stretch is given to the
 * first item that covers it, and a stretch that is given away is never looked at again.
 */
export function firstAround<T>(items: readonly T[], rangeOf: (item: T) => Range): (at: number) => T | undefined {
  const ranges = items.map(rangeOf);
  const bounds = [...new Set(ranges.flatMap(({ first, last }) => [first, last + 1]))].sort((a, b) => a - b);
  const indexes = new Map(bounds.map((bound, index) => [bound, index]));
  const owners = new Array<T | undefined>(bounds.length);
  const nextFree = bounds.map((_, index) => index);
  items.forEach((item, at) => {
    const { first, last } = ranges[at] as Range;
    const end = indexes.get(last + 1) ?? 0;
    for (let index = follow(nextFree, indexes.get(first) ?? 0); index < end; index = follow(nextFree, index)) {
      owners[index] = item;
      nextFree[index] = index + 1;
    }
  });
  return (at) => {
    const index = firstAbove(bounds, at) - 1;
    return index === -1 ? undefined : owners[index];
  };
}

/** Where a chain of indexes ends; the chain gets shorter on the way, so that it is cheap to follow again. */
function follow(next: number[], from: number): number {
  let index = from;
  for (;;) {
    const after = next[index] ?? index;
    if (after === index) return index;
    next[index] = next[after] ?? after;
    index = after;
  }
}

/** The index of the first of the ascending numbers that is greater; their number where none is. */
export function firstAbove(ascending: readonly number[], number: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? Infinity) > number) high = middle;
    else low = middle + 1;
  }
  return low;
}
