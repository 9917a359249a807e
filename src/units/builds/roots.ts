import { groupOf } from '../../k8s/object/groups.js';
import { joinPath, liesIn } from '../../text/paths.js';
import { get, getList, getString, isString, type Tree } from '../../tree/tree.js';
import type { ParsedFile } from '../../yaml/document.js';
import { isKustomization } from '../../yaml/parse.js';

/** The folders whose kustomizations are built: every one that no other lists (semantics 9.4). Sorted. */
export function rootsAmong(files: readonly ParsedFile[]): readonly string[] {
  const lists = new Map(
    files.filter(isKustomizationFile).map((parsed) => [parsed.file.folder, listedBy(parsed)] as const),
  );
  const components = new Set(files.filter(isComponent).map(({ file }) => file.folder));
  // A folder above lists nobody's base: kustomize refuses that, and builds it by itself.
  const listed = new Set([...lists].flatMap(([folder, others]) => others.filter((other) => !liesIn(folder, other))));
  const roots = [...lists.keys()].filter((folder) => !listed.has(folder) && !components.has(folder)).sort();
  return [...roots, ...inCircles(lists, roots, components)].sort();
}

/** A file with the name of a kustomization that is none is an object: Flux has a kind of that name. */
export function isKustomizationFile({ file, documents }: ParsedFile): boolean {
  if (!isKustomization(file.path)) return false;
  const apiVersion = documents
    .map(({ tree }) => getString(tree, 'apiVersion'))
    .find((written) => written !== undefined);
  return apiVersion === undefined || groupOf(apiVersion) === 'kustomize.config.k8s.io';
}

/** The folders with a kustomization that can be built by itself, listed by others or not. */
export function buildableAmong(files: readonly ParsedFile[]): ReadonlySet<string> {
  return new Set(
    files.filter((parsed) => isKustomizationFile(parsed) && !isComponent(parsed)).map(({ file }) => file.folder),
  );
}

/** A component changes what its user lists; alone it means nothing. */
function isComponent(parsed: ParsedFile): boolean {
  return isKustomizationFile(parsed) && parsed.documents.some(({ tree }) => getString(tree, 'kind') === 'Component');
}

/**
 * Kustomizations that list each other have no root; one of each circle is built, so that somebody says what is wrong.
 */
function inCircles(
  lists: ReadonlyMap<string, readonly string[]>,
  roots: readonly string[],
  components: ReadonlySet<string>,
): readonly string[] {
  const reached = new Set<string>();
  const visit = (folder: string): void => {
    if (reached.has(folder)) return;
    reached.add(folder);
    for (const other of lists.get(folder) ?? []) visit(other);
  };
  roots.forEach(visit);
  return [...lists.keys()].sort().filter((folder) => {
    if (reached.has(folder) || components.has(folder)) return false;
    visit(folder);
    return true;
  });
}

const LISTS = ['resources', 'bases', 'components'];

function listedBy({ file, documents }: ParsedFile): readonly string[] {
  return documents.flatMap(({ tree }) =>
    LISTS.flatMap((field) => getList(tree, field).flatMap((item) => pathOf(item, file.folder))),
  );
}

function pathOf(item: Tree, folder: string): readonly string[] {
  const value = get(item);
  return isString(value) && !value.value.includes('://') ? [joinPath(folder, value.value)] : [];
}
