import { folderOf, joinPath } from '../../text/paths.js';
import { getEntries, getString, type Tree } from '../../tree/tree.js';
import type { ParsedFile } from '../../yaml/document.js';
import { unnamedPatches } from './unnamed-patches.js';

/**
 * True for files with parts of objects, as tests of operators have them: what the cluster shall hold, must not hold, or
 * gets changed; for what tests of a policy are fed with; and for what is set `aside`. Kuttl knows them by their names
 * (`00-assert.yaml`, `01-errors.yaml`), Chainsaw by the steps of a test that name them.
 */
export function partialFiles(
  files: readonly ParsedFile[],
  aside: Pick<ReadonlySet<string>, 'has'>,
): (path: string) => boolean {
  const tests = files.filter(
    ({ file, documents }) => file.text.includes(CHAINSAW) && documents.some(({ tree }) => isTest(tree)),
  );
  const folders = new Set(tests.map(({ file }) => file.folder));
  const named = new Set(
    tests.flatMap(({ file, documents }) =>
      documents.flatMap(({ tree }) => namedBySteps(tree)).map((path) => joinPath(file.folder, path)),
    ),
  );
  const suites = new Set(files.filter(isSuite).map(({ file }) => file.folder));
  const patches = unnamedPatches(files);
  return (path) =>
    suites.has(folderOf(path)) ||
    aside.has(path) ||
    patches.has(path) ||
    KUTTL.test(path) ||
    named.has(path) ||
    (folders.has(folderOf(path)) && BESIDE_A_TEST.test(path));
}

const KUTTL = /(^|\/)\d+-(assert|errors)([-.][^/]*)?\.ya?ml$/;
const BESIDE_A_TEST = /(^|\/)([^/]{0,250}[-_.])?(assert|errors?)([-_.][^/]{0,250})?\.ya?ml$/;

/** The group of Chainsaw's own objects. */
const CHAINSAW = 'chainsaw.kyverno.io/';

/** A suite of Gatekeeper's `gator verify`: the objects beside it are only compared with policies. */
function isSuite({ file: { text }, documents }: ParsedFile): boolean {
  return (
    text.includes('test.gatekeeper.sh/') &&
    documents.some(({ tree }) => getString(tree, 'apiVersion')?.startsWith('test.gatekeeper.sh/'))
  );
}

function isTest(tree: Tree | undefined): boolean {
  return getString(tree, 'apiVersion')?.startsWith(CHAINSAW) ?? false;
}

/** The operations of Chainsaw for which a part of an object is enough. */
const OPERATIONS = new Set(['assert', 'error', 'patch', 'delete']);

function namedBySteps(tree: Tree | undefined): readonly string[] {
  if (tree === undefined || tree.type === 'scalar') return [];
  if (tree.type === 'list') return tree.items.flatMap(namedBySteps);
  return [...getEntries(tree)].flatMap(({ key, value }) => {
    const file = OPERATIONS.has(key) ? getString(value, 'file') : undefined;
    return file === undefined ? namedBySteps(value) : [file];
  });
}
