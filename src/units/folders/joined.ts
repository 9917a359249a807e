import { append } from '../../data/group.js';
import { code, list } from '../../text/words.js';
import type { AppliedPath, AppliedPathsOf, Sequence } from '../instructions/sequences.js';
import type { LoadedObject } from '../unit/objects.js';
import { clashOf, type FolderGroup } from './clashes.js';

/** A folder, its own files, and the groups below it, two of which define something twice. */
interface Parting {
  readonly folder: string;
  readonly own: readonly LoadedObject[];
  readonly parts: readonly FolderGroup[];
}

/** Sequences that are tried: many texts tell the same, and each costs a look at all that it names. */
const TRIED = 20;

/**
 * Of folders of which two define one object, those that commands apply in one go, and that define nothing twice among
 * them, are applied together all the same. The longest sequence counts first, and each folder once.
 */
export function joinApplied({ folder, own, parts }: Parting, pathsOf: AppliedPathsOf): readonly FolderGroup[] {
  const longest = [...sequencesOf(parts, pathsOf)].sort(([, one], [, other]) => other.size - one.size).slice(0, TRIED);
  const taken = new Set<FolderGroup>();
  const joined = longest.flatMap(([{ saidIn }, named]): readonly FolderGroup[] => {
    const free = [...named].filter((part) => !taken.has(part));
    const clash = clashOf([{ folder, objects: own }, ...free]);
    const together = clash === undefined ? free : free.filter((part) => !clash.isOfTwo(part.folder));
    if (together.length < 2) return [];
    for (const part of together) taken.add(part);
    const names = list(together.map((part) => code(part.folder)));
    return [
      {
        folder,
        why: `${code(saidIn)} applies ${names} one after the other`,
        objects: together.flatMap(({ objects }) => objects),
      },
    ];
  });
  return [...joined, ...parts.filter((part) => !taken.has(part))];
}

/** The groups that each sequence applies. A path that may mean several of them, and is not for all, means none. */
function sequencesOf(
  parts: readonly FolderGroup[],
  pathsOf: AppliedPathsOf,
): ReadonlyMap<Sequence, ReadonlySet<FolderGroup>> {
  const byPath = new Map<AppliedPath, FolderGroup[]>();
  for (const part of parts) for (const path of pathsOf(part.folder)) append(byPath, path, part);
  const found = new Map<Sequence, Set<FolderGroup>>();
  for (const [{ sequence, isRecursive }, meant] of byPath) {
    if (meant.length > 1 && !isRecursive) continue;
    const named = found.get(sequence) ?? new Set();
    found.set(sequence, named);
    for (const part of meant) named.add(part);
  }
  return found;
}
