import { get, getList, getString, type Tree } from '../../tree/tree.js';
import type { Document, ParsedFile } from '../../yaml/document.js';
import type { UnappliedTexts } from './unapplied.js';

/** Files that number their examples, some of which are no whole objects: a page to copy from. */
export function collections(files: readonly ParsedFile[]): UnappliedTexts {
  const paths = new Set(files.filter(isCollection).map(({ file }) => file.path));
  return (path) =>
    paths.has(path)
      ? {
          path,
          first: path,
          why: 'it is a collection of examples, some of which are no whole objects',
          sign: undefined,
        }
      : undefined;
}

function isCollection({ file: { text }, documents }: ParsedFile): boolean {
  if (!text.includes('#') || !documents.some(isSnippet) || !documents.some(isObject)) return false;
  return (text.match(NUMBERED) ?? []).length > 1;
}

/** `# Example 2: only on edge devices`. */
const NUMBERED = /^[ \t]*#+[ \t]*(?:example|option|variant|alternative)[ \t]+\d{1,2}\b/gim;

function isObject({ tree }: Document): boolean {
  return getString(tree, 'kind') !== undefined;
}

/** Values, or the part of an object that an example is about. */
function isSnippet({ tree }: Document): boolean {
  return tree?.type === 'map' && (getString(tree, 'kind') === undefined || isWithoutContainers(tree));
}

function isWithoutContainers(tree: Tree): boolean {
  return (
    get(tree, 'spec', 'template') !== undefined && getList(tree, 'spec', 'template', 'spec', 'containers').length === 0
  );
}
