import type { KustomizeBuild } from '../../kustomize/index.js';
import type { MapTree } from '../../tree/tree.js';
import { folderOf } from '../../text/paths.js';
import { isKustomization } from '../../yaml/parse.js';
import type { RebuiltTrees } from '../files/plain.js';

/**
 * What builds that kustomize refuses would make of their documents, as far as they got: whoever mends them gets this
 * namespace and these patched fields, not what lies in the files. Of a document that several builds make something of,
 * all of them get at least what the base that they share makes of it, given by `bases`. Without one, and for a document
 * that holds several objects, it is what kustomize reads in it: to kubectl `on` is no text.
 */
export function rebuiltBy(
  refused: readonly KustomizeBuild[],
  bases: (folders: readonly string[]) => readonly KustomizeBuild[],
): RebuiltTrees {
  const made = treesOf(refused);
  const several = [...made.values()].some(({ makers }) => makers.size > 1);
  const shared = several ? sharedBases(refused, bases) : [];
  for (const { base, users } of shared) {
    for (const [key, { trees }] of treesOf([base])) {
      const known = made.get(key);
      const isOfAll = known !== undefined && [...known.makers].every((maker) => users.has(maker));
      if (isOfAll && known.makers.size > 1 && trees.length === 1) known.common = trees[0];
    }
  }
  return (path, start) => {
    const known = made.get(keyOf(path, start));
    if (known === undefined) return undefined;
    return known.trees.length === 1 ? known.trees[0] : (known.common ?? known.asRead);
  };
}

/** What becomes of one document. */
interface Made {
  /** Of each object that any build makes of it. */
  readonly trees: MapTree[];
  readonly makers: Set<KustomizeBuild>;
  readonly asRead: MapTree | undefined;
  /** What the base makes of it that all makers share. */
  common?: MapTree | undefined;
}

const keyOf = (path: string, start: number): string => `${path}\0${start}`;

function treesOf(builds: readonly KustomizeBuild[]): Map<string, Made> {
  const known = new Map<string, Made>();
  for (const build of builds) {
    for (const { tree, file, document } of build.objects) {
      if (document === undefined) continue;
      const key = keyOf(file.path, document.span.start);
      const asRead = document.tree?.type === 'map' ? document.tree : undefined;
      const made = known.get(key) ?? { trees: [], makers: new Set(), asRead };
      made.trees.push(tree);
      made.makers.add(build);
      known.set(key, made);
    }
  }
  return known;
}

interface SharedBase {
  readonly base: KustomizeBuild;
  readonly users: ReadonlySet<KustomizeBuild>;
}

/** What the kustomizations build that two refused builds take part of; those that hold others come last. */
function sharedBases(
  refused: readonly KustomizeBuild[],
  bases: (folders: readonly string[]) => readonly KustomizeBuild[],
): readonly SharedBase[] {
  const users = new Map<string, Set<KustomizeBuild>>();
  for (const build of refused) {
    for (const path of build.files) {
      if (isKustomization(path) && folderOf(path) !== build.folder)
        users.set(folderOf(path), (users.get(folderOf(path)) ?? new Set()).add(build));
    }
  }
  const folders = [...users].flatMap(([folder, by]) => (by.size > 1 ? [folder] : [])).sort();
  return bases(folders)
    .map((base) => ({ base, users: users.get(base.folder) ?? new Set() }))
    .sort((a, b) => a.base.files.size - b.base.files.size);
}
