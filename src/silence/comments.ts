import { textOf, type Span } from '../text/source-file.js';
import type { Tree } from '../tree/tree.js';
import { commentsIn, type Comment, type CommentedDocument } from '../yaml/stream/comments.js';
import type { ParsedFile } from '../yaml/document.js';
import { readInstruction } from './allowance.js';
import { scopesIn } from './scope.js';
import type { Silencing } from './silencing.js';

const MARK = /^#+\s*svclint:\s*/;

/** The comments of a file that speak to svclint, in the order of the text. */
export function silencingsIn(parsed: ParsedFile): readonly Silencing[] {
  if (!parsed.file.text.includes('svclint:')) return []; // comments are looked for only where there is one to find
  const documents = withContent(commentsIn(parsed.file));
  const trees = treesOf(parsed);
  return documents.flatMap((document) => {
    const scopeOf = scopesIn(document, trees(document.region));
    return document.comments.flatMap((comment) => silencingOf(comment, document, scopeOf) ?? []);
  });
}

function silencingOf(
  comment: Comment,
  document: CommentedDocument,
  scopeOf: (comment: Comment) => Span | undefined,
): Silencing | undefined {
  const { span } = comment;
  const text = textOf(span);
  const mark = MARK.exec(text)?.[0];
  if (mark === undefined) return undefined;
  const from = span.start + mark.length;
  const instruction = readInstruction(text.slice(mark.length), (start, end) => ({
    file: span.file,
    start: from + start,
    end: from + end,
  }));
  return { form: 'comment', span, ...instruction, covers: scopeOf(comment), document: document.region };
}

/** Comments before a first `---`, with nothing else, stand at the head of the document behind it. */
function withContent(documents: readonly CommentedDocument[]): readonly CommentedDocument[] {
  const joined: CommentedDocument[] = [];
  let head: { readonly start: number; readonly comments: Comment[] } | undefined;
  for (const document of documents) {
    head ??= { start: document.region.start, comments: [] };
    for (const comment of document.comments) head.comments.push(comment);
    if (document.content === undefined && document !== documents.at(-1)) continue;
    joined.push({ ...document, region: { ...document.region, start: head.start }, comments: head.comments });
    head = undefined;
  }
  return joined;
}

/** The tree of the first readable document within a region; regions are asked for in the order of the text. */
function treesOf({ documents }: ParsedFile): (region: Span) => Tree | undefined {
  let at = 0;
  return (region) => {
    let tree: Tree | undefined;
    for (let document = documents[at]; document !== undefined; document = documents[++at]) {
      if (document.span.start >= region.end) break;
      if (document.span.start >= region.start && document.span.end <= region.end) tree ??= document.tree;
    }
    return tree;
  };
}
