import { append, groupBy } from '../../data/group.js';

/** What is there before and after. */
export interface Pair<T> {
  readonly was: T;
  readonly now: T;
}

/** What is there before and after, what is gone, and what has come. */
export interface Pairs<T> {
  readonly same: readonly Pair<T>[];
  readonly gone: readonly T[];
  readonly added: readonly T[];
}

/** Where a thing stands in its state of a tree. */
export interface Home {
  /** The folder of the unit that it is applied with. */
  readonly unit: string;
  readonly file: string;
}

/** A thing of which a tree may have several with one name. */
export interface Housed {
  readonly home: Home;
}

/** Things of two states by their key, the first with the first where several share one. */
export function paired<T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string): Pairs<T> {
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

/** From the same text of the same unit to anything in the tree. */
const NEARNESS: readonly ((home: Home) => readonly string[])[] = [
  ({ unit, file }) => [unit, file],
  ({ unit }) => [unit],
  ({ file }) => ['', file],
  () => [],
];

/** The same where things that know nothing of each other may share a key: what stands nearest is the same thing. */
export function pairedNearest<T extends Housed>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => string,
): Pairs<T> {
  return inSteps(before, after, NEARNESS, (gone, added, near) =>
    paired(gone, added, (item) => JSON.stringify([keyOf(item), ...near(item.home)])),
  );
}

/**
 * Pairs of which nothing else has the key, neither before nor after: first within a unit, then within the tree. What
 * has no key has no partner.
 */
export function pairedAlone<T extends Housed>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => string,
): Pairs<T> {
  const scopes: readonly ((home: Home) => string)[] = [({ unit }) => unit, () => ''];
  return inSteps(before, after, scopes, (gone, added, scope) => {
    const scoped = (item: T): string => (keyOf(item) === '' ? '' : JSON.stringify([scope(item.home), keyOf(item)]));
    const [left, came] = [singles(gone, scoped), singles(added, scoped)];
    const isClear = (item: T): boolean => left.has(scoped(item)) && came.has(scoped(item));
    const { same } = paired(gone.filter(isClear), added.filter(isClear), scoped);
    const isOpen = (item: T): boolean => !isClear(item);
    return { same, gone: gone.filter(isOpen), added: added.filter(isOpen) };
  });
}

/** The keys that one thing has alone. */
function singles<T>(things: readonly T[], keyOf: (thing: T) => string): ReadonlySet<string> {
  const alone = [...groupBy(things, keyOf)].filter(([key, those]) => key !== '' && those.length === 1);
  return new Set(alone.map(([key]) => key));
}

/** What one step leaves over is for the next. */
function inSteps<T, S>(
  before: readonly T[],
  after: readonly T[],
  steps: readonly S[],
  pair: (gone: readonly T[], added: readonly T[], step: S) => Pairs<T>,
): Pairs<T> {
  let left: Pairs<T> = { same: [], gone: before, added: after };
  for (const step of steps) {
    const { same, gone, added } = pair(left.gone, left.added, step);
    left = { same: [...left.same, ...same], gone, added };
  }
  return left;
}

/** Of what a file has twice, the later text is applied last, and counts; two files may be for two namespaces. */
export function lastInFile<T extends Housed>(things: readonly T[], keyOf: (thing: T) => string): readonly T[] {
  return [
    ...new Map(
      things.map((thing) => [JSON.stringify([thing.home.unit, thing.home.file, keyOf(thing)]), thing]),
    ).values(),
  ];
}
