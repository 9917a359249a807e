import { CST, Lexer } from 'yaml';
import type { SourceFile, Span } from '../../text/source-file.js';
import { splitDocuments } from './split.js';

/** One comment, from its `#` to its last character that is no blank. */
export interface Comment {
  readonly span: Span;
  /** True where nothing else stands on its line, the dash of a list item left aside. */
  readonly isAlone: boolean;
}

/**
 * The comments of one document. The region holds the `---` before it too, so that the regions of a file leave no gap.
 */
export interface CommentedDocument {
  readonly region: Span;
  /** Where its first text begins that is neither blank nor comment; undefined where it has none. */
  readonly content: number | undefined;
  readonly comments: readonly Comment[];
}

/**
 * The comments of a file, document by document: what looks like one inside a scalar is text. Broken YAML and templates
 * have comments too.
 */
export function commentsIn(file: SourceFile): readonly CommentedDocument[] {
  let from = 0;
  return splitDocuments(file).map(({ start, end }) => {
    const region: Span = { file, start: from, end };
    from = end;
    const mark = /^---[ \t]+(#[^\n]*)/m.exec(file.text.slice(region.start, start));
    const separator =
      mark?.[1] === undefined
        ? []
        : [commentAt(file, region.start + mark.index + mark[0].length - mark[1].length, mark[1])];
    const lexed = lex(file, start, end);
    return { region, content: lexed.content, comments: [...separator, ...lexed.comments] };
  });
}

/** Marks that the lexer puts between the pieces of the text; they have no width. */
const WIDTHLESS = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);

function lex(file: SourceFile, start: number, end: number): Pick<CommentedDocument, 'content' | 'comments'> {
  const comments: Comment[] = [];
  let content: number | undefined;
  let at = start;
  let inScalar = false;
  for (const token of new Lexer().lex(file.text.slice(start, end))) {
    const isText: boolean = inScalar;
    inScalar = !isText && token === CST.SCALAR;
    if (!isText && WIDTHLESS.has(token)) continue;
    if (!isText && token.startsWith('#')) comments.push(commentAt(file, at, token));
    else if (content === undefined && token.trim() !== '') content = at;
    at += token.length;
  }
  return { content, comments };
}

function commentAt(file: SourceFile, start: number, token: string): Comment {
  const before = file.text.slice(file.text.lastIndexOf('\n', start - 1) + 1, start);
  return { span: { file, start, end: start + token.trimEnd().length }, isAlone: /^\uFEFF?[\s-]*$/.test(before) };
}
