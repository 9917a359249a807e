import { append } from '../../data/group.js';
import { nameOf } from '../../text/paths.js';
import { isMeant, leadsInto, type SaidPath } from './said-path.js';

/*
 * A tree may say as many paths as it has files. So that not each is compared with each, a path that is said is kept by
 * a step that it names; one that names none, as `*.yaml`, is compared with all.
 */

/** Those of the items, in their order, of which a path means the one that is asked about. */
export function meantAmong<T>(
  items: readonly T[],
  pathsOf: (item: T) => readonly SaidPath[],
): (path: string) => readonly T[] {
  const byName = new Map<string | undefined, number[]>();
  // The last name is that of a file mostly, and few share it.
  items.forEach((item, at) => {
    for (const { names } of pathsOf(item))
      append(
        byName,
        names.findLast((name) => name !== undefined),
        at,
      );
  });
  if (byName.size === 0) return () => [];
  return (path) => {
    const near = new Set([undefined, ...path.split('/')].flatMap((name) => byName.get(name) ?? []));
    const found = [...near].sort((a, b) => a - b).map((at) => items[at] as T);
    return found.filter((item) => pathsOf(item).some((said) => isMeant(said, path)));
  };
}

/** Those that may mean a folder, or something in it. */
export function leadingAmong(all: readonly SaidPath[]): (folder: string) => readonly SaidPath[] {
  const byName = new Map<string | undefined, SaidPath[]>();
  for (const said of all) for (const name of new Set(said.names)) append(byName, name, said);
  return (folder) => {
    const near = new Set([undefined, nameOf(folder)].flatMap((name) => byName.get(name) ?? []));
    return [...near].filter((said) => leadsInto(said, folder));
  };
}
