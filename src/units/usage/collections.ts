import { get, getList, getString, type Tree } from '../../tree/tree.js';
import type { Document, ParsedFile } from '../../yaml/document.js';
import type { Reach } from './reach.js';
import type { UnappliedTexts } from './unapplied.js';

/**
 * Files that number their examples: a page to copy from, where some of them are no whole objects, or where they lie
 * among pages and nobody applies them.
 */
export function collections(files: readonly ParsedFile[], { isReachedFromOutside }: Reach): UnappliedTexts {
  const numbered = new Map(
    files.flatMap((parsed) => {
      const examples = numberOfExamples(parsed);
      return examples > 1 ? [[parsed.file.path, { parsed, examples }] as const] : [];
    }),
  );
  return (path) => {
    const found = numbered.get(path);
    if (found === undefined) return undefined;
    const { parsed, examples } = found;
    const hasParts = parsed.documents.some(isSnippet);
    const isOfPages = examples > 2 && AMONG_PAGES.test(path);
    if (!hasParts && (!isOfPages || isReachedFromOutside(path))) return undefined;
    const why = `it is a collection of examples${hasParts ? ', some of which are no whole objects' : ''}`;
    return { path, first: path, why, sign: undefined };
  };
}

/** Of a file that holds objects. */
function numberOfExamples({ file: { text }, documents }: ParsedFile): number {
  if (!text.includes('#')) return 0;
  const examples = (text.match(NUMBERED) ?? []).length;
  return examples > 1 && documents.some(isObject) ? examples : 0;
}

/** `# Example 2: only on edge devices`, in the languages in which courses are held. */
const NUMBERED =
  /^[ \t]*#+[ \t]*(?:example|option|variant|alternative|ejemplo|opción|exemplo|exemple|beispiel|esempio|voorbeeld|przykład|пример|示例|例)[ \t]*\d{1,2}(?!\d)/gim;
const AMONG_PAGES = /(?:^|\/)(?:docs?|documentation|tutorials?)\//i;

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
