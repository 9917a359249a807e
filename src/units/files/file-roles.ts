import { remember } from '../../data/once.js';
import { isBuildFragment } from '../../k8s/object/build-fragment.js';
import { folderOf, joinPath, nearestAbove } from '../../text/paths.js';
import { sourceFile } from '../../text/source-file.js';
import { get, getEntries, getList, getString, type Tree } from '../../tree/tree.js';
import type { ParsedFile } from '../../yaml/document.js';
import { isKustomization, parseFile } from '../../yaml/parse.js';
import { partialFiles } from './partial-files.js';

/**
 * What the files of a tree are for: how they take part in its kustomizations, which are not evaluated here, and in
 * tests of Kuttl and Chainsaw.
 */
export interface FileRoles {
  /**
   * A patch, a part of an object that a test expects, or a file beside a kustomization that lists it nowhere: it only
   * looks like an object (semantics 14.2).
   */
  isPatch(path: string): boolean;
  /** A file beside a kustomization that lists it nowhere, neither as a resource nor as a patch. */
  isUnlisted(path: string): boolean;
  /** A file that kustomizations or a build may still transform: what it lacks, they may add (semantics 14.2). */
  isPart(path: string): boolean;
  /** True where a patch on disk names the object, or may mean any object of its kind. */
  isPatched(kind: string, name: string): boolean;
  /** Keys of labels that some kustomization adds to the objects it lists. */
  readonly labelKeys: ReadonlySet<string>;
}

const RESOURCE_FIELDS = ['resources', 'bases', 'components', 'crds'];
/** What kustomize reads for itself: patches, and the settings of its plugins. None of it reaches a server. */
const PATCH_FIELDS = [
  'generators',
  'transformers',
  'validators',
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
  'replacements',
  'configurations',
];

/** What commands do with a file: they apply it by its name, or take it for a patch. */
interface Commands {
  readonly appliesByName: (path: string) => boolean;
  readonly isPatchFile: (path: string) => boolean;
}

const NO_COMMANDS: Commands = { appliesByName: () => false, isPatchFile: () => false };

export function fileRoles(
  files: readonly ParsedFile[],
  aside: Pick<ReadonlySet<string>, 'has'>,
  { appliesByName: isApplied, isPatchFile }: Commands = NO_COMMANDS,
): FileRoles {
  const folders = new Set<string>();
  const listed = new Set<string>();
  const patches = new Set<string>();
  const labelKeys = new Set<string>();
  const inline: Tree[] = [];
  for (const { file, documents } of files) {
    if (!isKustomization(file.path)) continue;
    const folder = file.folder;
    folders.add(folder);
    for (const { tree } of documents) {
      for (const path of RESOURCE_FIELDS.flatMap((field) => pathsIn(tree, field))) listed.add(joinPath(folder, path));
      for (const key of labelKeysIn(tree)) labelKeys.add(key);
      for (const patch of PATCH_FIELDS.flatMap((field) => getList(tree, field))) inline.push(patch);
      for (const path of PATCH_FIELDS.flatMap((field) => pathsIn(tree, field))) patches.add(joinPath(folder, path));
    }
  }
  const isPartial = partialFiles(files, aside);
  const overlaid = new Set(files.filter(isYttTemplate).map(({ file }) => file.folder));
  const isChange = (path: string): boolean =>
    patches.has(path) || isPartial(path) || NAMED_PATCH.test(path) || isPatchFile(path);
  const isUnnamed = (path: string): boolean => folders.has(folderOf(path)) && !listed.has(path);
  const isApart = remember(
    (path: string) =>
      (isUnnamed(path) && isApplied(path)) ||
      (!folders.has(folderOf(path)) && !listed.has(path) && isApplied(folderOf(path))),
  );
  const isBeside = (path: string): boolean => isUnnamed(path) && !isApart(path);
  const isUnlisted = (path: string): boolean => isBeside(path) && !isChange(path) && !isKustomization(path);
  const isPatch = (path: string): boolean => isChange(path) || isBeside(path);
  const patched = new Set([
    ...inline.flatMap(targetsOf),
    ...files.filter(({ file }) => isPatch(file.path)).flatMap(patchesOf),
  ]);
  const isListedAbove = nearestAbove((folder) => folders.has(folder) || listed.has(folder) || undefined);
  return {
    isPatch,
    isUnlisted,
    isPatched: (kind, name) =>
      patched.has(`${kind}/${name}`) || patched.has(`${kind}/${ANY}`) || patched.has(`${ANY}/${ANY}`),
    labelKeys,
    isPart: (path) =>
      listed.has(path) ||
      overlaid.has(folderOf(path)) ||
      (isListedAbove(path) === true && !isApart(path)) ||
      isBuildFragment(path),
  };
}

/** ytt lays its overlays over whatever lies beside them. */
const isYttTemplate = ({ file, template }: ParsedFile): boolean =>
  template !== undefined && file.text.includes('#@overlay/');

/** A file that calls itself a patch is one, whoever applies it. */
const NAMED_PATCH = /(^|\/)patch(es)?\/|(^|[-_./])patch(es)?([-_][^/]{0,250})?\.(ya?ml|json)$/;

/** Stands for every kind or name: a target may leave them out, or give a pattern. */
const ANY = '*';

/** What an inline patch or a `target` is for, as `kind/name`. */
function targetsOf(patch: Tree): readonly string[] {
  const target = get(patch, 'target');
  if (target !== undefined) {
    const name = getString(target, 'name');
    return [`${getString(target, 'kind') ?? ANY}/${name !== undefined && /^[-a-z0-9.]+$/.test(name) ? name : ANY}`];
  }
  const text = patch.type === 'scalar' ? String(patch.value) : getString(patch, 'patch');
  return text?.includes('\n') === true ? patchesOf(parseFile(sourceFile('', text))) : [];
}

function patchesOf({ documents }: ParsedFile): readonly string[] {
  return documents.flatMap(({ tree }) => {
    const kind = getString(tree, 'kind');
    return kind === undefined ? [] : [`${kind}/${getString(tree, 'metadata', 'name') ?? ANY}`];
  });
}

function labelKeysIn(kustomization: Tree | undefined): readonly string[] {
  const pairs = getList(kustomization, 'labels').flatMap((item) => [...getEntries(item, 'pairs')]);
  return [...getEntries(kustomization, 'commonLabels'), ...pairs].map((entry) => entry.key);
}

/** Entries are paths, or objects with a `path`. */
function pathsIn(kustomization: Tree | undefined, field: string): readonly string[] {
  return getList(kustomization, field).flatMap((item) => {
    const path = getString(item) ?? getString(item, 'path');
    return path === undefined || path.includes('\n') ? [] : [path];
  });
}
