import { groupBy } from '../../data/group.js';
import { once, remember } from '../../data/once.js';
import { allFoldersAbove, folderOf, foldersAbove, joinPath, liesIn, nameOf } from '../../text/paths.js';
import { code } from '../../text/words.js';
import { scalarsIn } from '../../tree/tree.js';
import type { ParsedFile } from '../../yaml/document.js';
import { namedFolders } from '../deployments/named-folders.js';
import type { Reach } from './reach.js';
import type { Unapplied, UnappliedTexts } from './unapplied.js';

/**
 * What the kustomization above leaves out, and nobody else reaches: a comment in it names the file or folder, or that
 * of what would deploy it; or, where Argo CD or Flux apply the tree, it lists the folders beside and not this one.
 */
export function leftOut(files: readonly ParsedFile[], reach: Reach): UnappliedTexts {
  const commented = once(() => {
    const found = reach.kustomizations.flatMap((each) => commentedOut(each, reach));
    return new Map([...deployedBy(found, files, reach), ...found]);
  });
  const unlisted = once(() => new Map(reach.isDeployed ? unlistedBeside(files, reach) : []));
  const isLeft = remember((scope: string) => !reach.isReachedFromOutside(scope));
  return (path) => {
    if (commented().size + unlisted().size === 0) return undefined; // as in most trees
    for (const scope of [path, ...foldersAbove(path)]) {
      const found = commented().get(scope) ?? unlisted().get(scope);
      if (found !== undefined && isLeft(scope)) return found;
    }
    return undefined;
  };
}

type Scoped = readonly [scope: string, unapplied: Unapplied];

/** What is named in the comments of a kustomization, and nowhere else in it. */
function commentedOut({ file, documents }: ParsedFile, { exists, firstIn }: Reach): readonly Scoped[] {
  if (!file.text.includes('#')) return [];
  const listed = pathsListed({ file, documents });
  const folders = new Set([...listed].map(folderOf));
  return [...file.text.matchAll(COMMENT)].flatMap(({ 0: comment, index }) =>
    [...comment.matchAll(PATH)].flatMap(({ 0: said, index: within }): readonly Scoped[] => {
      const path = joinPath(file.folder, said);
      if (path === file.folder || path === file.path) return [];
      // An overlay lists the parts of a base, and leaves out one of them.
      if (!liesIn(path, file.folder) && !isPartOf(path, folders)) return [];
      if (!exists(path) || listed.has(path)) return [];
      const folder = folderOf(path);
      // With the one file of a folder that others are listed by, the folder is left out.
      const scope = folder === file.folder || listed.has(folder) ? path : folder;
      const start = index + within;
      const why = `a comment in ${code(file.path)} leaves ${code(scope)} out`;
      return [[scope, { path: scope, first: firstIn(scope), why, sign: { file, start, end: start + said.length } }]];
    }),
  );
}

const isPartOf = (path: string, folders: ReadonlySet<string>): boolean =>
  folderOf(path) !== '' && folders.has(folderOf(path));

/** The folders that only those objects would deploy which are left out, and in which they do not lie themselves. */
function deployedBy(
  out: readonly Scoped[],
  files: readonly ParsedFile[],
  { kustomizations, exists, firstIn }: Reach,
): readonly Scoped[] {
  if (out.length === 0) return [];
  const reasons = new Map(out);
  const all = [...allFoldersAbove(files.map(({ file }) => file.path))];
  const kustomized = new Set(kustomizations.map(({ file }) => file.folder));
  const folders = { all, isFolder: exists, isKustomization: (folder: string) => kustomized.has(folder) };
  return files.flatMap((parsed): readonly Scoped[] => {
    const { path } = parsed.file;
    const reason = [path, ...foldersAbove(path)].flatMap((scope) => reasons.get(scope) ?? [])[0];
    if (reason === undefined) return [];
    return namedFolders(parsed, folders)
      .filter((folder) => folder !== '' && !liesIn(path, folder))
      .map((folder) => {
        const why = `${code(path)}, which would deploy it, is left out by a comment`;
        return [folder, { path: folder, first: firstIn(folder), why, sign: reason.sign }];
      });
  });
}

const COMMENT = /^[ \t]*#.*$/gm;
const PATH = /[\w.][\w./-]*/g;

/** The folders right below a kustomization that lists two of them or more, and not these; no overlays of others. */
function unlistedBeside(files: readonly ParsedFile[], { kustomizations, firstIn }: Reach): readonly Scoped[] {
  const folders = groupBy(allFoldersAbove(files.map(({ file }) => file.path)), folderOf);
  const overlays = allFoldersAbove(kustomizations.filter(buildsOnOthers).map(({ file }) => file.path));
  return kustomizations.flatMap(({ file, documents }) => {
    const listed = pathsListed({ file, documents });
    const below = (folders.get(file.folder) ?? []).filter((folder) => folder !== file.folder);
    if (below.filter((folder) => listed.has(folder)).length < 2) return [];
    return below
      .filter((folder) => !listed.has(folder) && !overlays.has(folder) && !FOR_OTHERS.test(nameOf(folder)))
      .map((path) => {
        const why = `${code(file.path)} lists the folders beside ${code(path)}, and not this one`;
        return [path, { path, first: firstIn(path), why, sign: undefined }];
      });
  });
}

/** Folders that are there for kustomizations elsewhere, or for their environments, or that `flux bootstrap` applies. */
const FOR_OTHERS = /^(?:bases?|components?|overlays?|envs?|environments?|clusters?|common|shared|flux-system)$/;

function buildsOnOthers({ documents }: ParsedFile): boolean {
  return documents.some(({ tree }) => [...scalarsIn(tree)].some((text) => text.startsWith('../')));
}

/** What a kustomization names, and every folder above that. */
function pathsListed({ file, documents }: Pick<ParsedFile, 'file' | 'documents'>): ReadonlySet<string> {
  const named = documents.flatMap(({ tree }) => [...scalarsIn(tree)].map((text) => joinPath(file.folder, text)));
  return new Set([...named, ...allFoldersAbove(named)]);
}
