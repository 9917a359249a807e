import type { SourceFile, Span } from '../../text/source-file.js';
import type { ParsedFile } from '../../yaml/document.js';
import type { UnappliedTexts } from './unapplied.js';

/** Files whose first lines say that they are not applied: documentation, a reference, a part of a page. */
export function saidInHead(files: readonly ParsedFile[]): UnappliedTexts {
  const said = new Map(
    files.flatMap(({ file }) => {
      const sign = signIn(file);
      return sign === undefined ? [] : [[file.path, sign] as const];
    }),
  );
  return (path) => {
    const sign = said.get(path);
    return sign && { path, first: path, why: 'its first lines say so', sign };
  };
}

/** The words in the comment that a file begins with. */
function signIn(file: SourceFile): Span | undefined {
  const fence = PAGES.test(file.path) ? FENCE.exec(file.text) : null;
  if (fence !== null) return { file, start: 0, end: fence[0].length };
  const [head = ''] = HEAD.exec(file.text) ?? [];
  const found = head.includes('#') ? SAYS_SO.exec(head) : null;
  return found === null ? undefined : { file, start: found.index, end: found.index + found[0].length };
}

/** In a folder of pages, a file that begins as a block of Markdown is there for one of them to include. */
const PAGES = /(?:^|\/)(?:docs?|content|pages|site|website)\//;
const FENCE = /^```\w*/;

/** Comments, blank lines and marks of a document, up to the first key. */
const HEAD = /^(?:[ \t]*(?:#.*|---[ \t]*)?\r?\n){0,60}/;

const SAYS_SO = new RegExp(
  [
    /\b(?:this (?:file|manifest|example|document)|it) is (?:not|never) applied\b(?! (?:by default|automatically|yet))/,
    /\b(?:documentation|reference|illustration)[- ]only\b/,
    /\bdo not apply this (?:file|manifest|example)\b(?! (?:directly|manually|by hand|yourself))/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
);
