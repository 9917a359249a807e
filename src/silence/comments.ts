import { textOf, type Span } from '../text/source-file.js';
import { commentsIn, type Comment, type CommentedDocument } from '../yaml/comments.js';
import type { ParsedFile } from '../yaml/document.js';
import { readInstruction } from './allowance.js';
import { scopeOf } from './scope.js';
import type { Silencing } from './silencing.js';

const MARK = /^#+\s*svclint:\s*/;

/** The comments of a file that speak to svclint, in the order of the text. */
export function silencingsIn(parsed: ParsedFile): readonly Silencing[] {
  if (!parsed.file.text.includes('svclint:')) return []; // comments are looked for only where there is one to find
  const documents = withContent(commentsIn(parsed.file));
  return documents.flatMap((document) => {
    const tree = parsed.documents.find(({ span, tree }) => tree !== undefined && within(document.region, span))?.tree;
    return document.comments.flatMap((comment) => silencingOf(comment, document, tree) ?? []);
  });
}

function silencingOf(
  comment: Comment,
  document: CommentedDocument,
  tree: Parameters<typeof scopeOf>[2],
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
  return { form: 'comment', span, ...instruction, covers: scopeOf(comment, document, tree), document: document.region };
}

/** Comments before a first `---`, with nothing else, stand at the head of the document behind it. */
function withContent(documents: readonly CommentedDocument[]): readonly CommentedDocument[] {
  const joined: CommentedDocument[] = [];
  for (const document of documents) {
    const before = joined.at(-1);
    if (before === undefined || before.content !== undefined) joined.push(document);
    else
      joined.splice(-1, 1, {
        ...document,
        region: { ...document.region, start: before.region.start },
        comments: [...before.comments, ...document.comments],
      });
  }
  return joined;
}

function within(region: Span, span: Span): boolean {
  return region.start <= span.start && span.end <= region.end;
}
