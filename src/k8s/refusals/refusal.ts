import { getList, type Path, type Tree } from '../../tree/tree.js';
import { expandPattern, type PathPattern } from '../object/path-pattern.js';
import type { ObjectKind } from '../object/object-kind.js';
import type { Resource } from '../object/resource.js';

/** What validation refuses in one object: a value, or fields that exclude or need each other (semantics 7.19). */
export interface Refusal {
  /** The field that is refused, or the nearest place of one that is missing. */
  readonly path: Path;
  /** What it has, behind the name of the object: `has a hostname with a port`. */
  readonly says: string;
  /** The sentence of the validation, in our words. */
  readonly because: string;
  /** The other field that makes it wrong. */
  readonly other?: { readonly path: Path; readonly text: string };
}

/** One check of some kinds, of every place of a pattern. */
export interface RefusalRow {
  readonly kinds: readonly ObjectKind[];
  readonly at: PathPattern;
  readonly judge: (tree: Tree, path: Path, resource: Resource) => readonly Refusal[];
}

export function refusalsBy(rows: readonly RefusalRow[], resource: Resource): readonly Refusal[] {
  return rows.flatMap(({ at, judge }) =>
    expandPattern(at, (path) => getList(resource.tree, ...path).map((_, index) => index)).flatMap((path) => {
      const tree = resource.get(...path);
      return tree === undefined ? [] : judge(tree, path, resource);
    }),
  );
}

/** The items of a list that have the key of an earlier one, each with that one. */
export function repeated<T>(
  items: readonly T[],
  keyOf: (item: T) => string | undefined,
): readonly { readonly index: number; readonly first: number }[] {
  const seen = new Map<string, number>();
  return items.flatMap((item, index) => {
    const key = keyOf(item);
    const first = key === undefined ? undefined : seen.get(key);
    if (key !== undefined && first === undefined) seen.set(key, index);
    return first === undefined ? [] : [{ index, first }];
  });
}
