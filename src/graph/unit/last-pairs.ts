import { append } from '../../data/group.js';

/** What asks in vain, and what nobody asks for. */
export interface Ends<Asker, Thing> {
  readonly askers: Iterable<Asker>;
  readonly things: Iterable<Thing>;
  /** What an asker and a thing must have in common to belong together: where they stand, and how they fit. */
  keysOfAsker(asker: Asker): readonly string[];
  keysOfThing(thing: Thing): readonly string[];
  /** Askers of one wish are one. */
  wishOf(asker: Asker): string;
  /** Things of one owner are one. */
  ownerOf(thing: Thing): unknown;
}

/**
 * The thing that only one asker can mean, which can mean no other thing: what a name that was changed on one side
 * leaves behind (semantics 0.3). Undefined where several may be meant on either side.
 */
export function lastPairs<Asker, Thing>(ends: Ends<Asker, Thing>): (asker: Asker) => Thing | undefined {
  const askers = shelve(ends.askers, ends.keysOfAsker);
  const things = shelve(ends.things, ends.keysOfThing);
  return (asker) => {
    const [only, ...others] = fewOn(things, ends.keysOfAsker(asker)) ?? [];
    if (only === undefined || others.some((other) => ends.ownerOf(other) !== ends.ownerOf(only))) return undefined;
    const rivals = fewOn(askers, ends.keysOfThing(only));
    return rivals?.every((rival) => ends.wishOf(rival) === ends.wishOf(asker)) === true ? only : undefined;
  };
}

function shelve<T>(items: Iterable<T>, keysOf: (item: T) => readonly string[]): ReadonlyMap<string, readonly T[]> {
  const shelves = new Map<string, T[]>();
  for (const item of items) for (const key of keysOf(item)) append(shelves, key, item);
  return shelves;
}

/** Among more than these nobody can say which was meant. */
const MOST_RIVALS = 8;

function fewOn<T>(shelves: ReadonlyMap<string, readonly T[]>, keys: readonly string[]): readonly T[] | undefined {
  const lists = keys.flatMap((key) => [shelves.get(key) ?? []]);
  return lists.some(({ length }) => length > MOST_RIVALS) ? undefined : [...new Set(lists.flat())];
}
