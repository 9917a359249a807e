import { lineText, positionAt, type SourceFile, type Span } from '../text/source-file.js';
import type { Tree } from '../tree/tree.js';
import type { Comment, CommentedDocument } from '../yaml/comments.js';

/** What a comment speaks of: at the head of a document all of it, else the entry or list item that begins on its line, or below it. */
export function scopeOf(
  comment: Comment,
  { region, content }: CommentedDocument,
  tree: Tree | undefined,
): Span | undefined {
  if (content === undefined) return undefined;
  const { file, start } = comment.span;
  if (comment.isAlone && start < content) return region;
  const line = comment.isAlone ? contentLineBelow(comment, region) : positionAt(file, start).line;
  if (line === undefined) return undefined;
  return (tree === undefined ? undefined : entryAt(tree, file, line)) ?? indentedBlock(file, line, region);
}

function contentLineBelow({ span: { file, start } }: Comment, region: Span): number | undefined {
  const last = positionAt(file, region.end).line;
  for (let line = positionAt(file, start).line + 1; line <= last; line++) {
    if ((file.lineStarts[line - 1] ?? region.end) >= region.end) return undefined;
    if (/^\s*[^\s#]/.test(lineText(file, line))) return line;
  }
  return undefined;
}

/** The largest entry or item that begins on a line; where none begins, the smallest that reaches it. */
function entryAt(tree: Tree, file: SourceFile, line: number): Span | undefined {
  const own = [...partsOf(tree)].filter((span) => span.file === file);
  const lines = own.map((span) => ({
    span,
    first: positionAt(file, span.start).line,
    last: positionAt(file, span.end).line,
  }));
  const beginning = lines.filter(({ first }) => first === line).map(({ span }) => span);
  const reaching = lines.filter(({ first, last }) => first <= line && line <= last).map(({ span }) => span);
  return (
    beginning.reduce<Span | undefined>(
      (best, next) => (best === undefined || sizeOf(next) > sizeOf(best) ? next : best),
      undefined,
    ) ??
    reaching.reduce<Span | undefined>(
      (best, next) => (best === undefined || sizeOf(next) < sizeOf(best) ? next : best),
      undefined,
    )
  );
}

/** Every entry and every list item that is written in the tree; what an anchor brings in is written elsewhere. */
function* partsOf(tree: Tree): Iterable<Span> {
  if (tree.place.anchor !== undefined || tree.type === 'scalar') return;
  if (tree.type === 'list') {
    for (const item of tree.items) {
      if (item.place.span.start < item.place.span.end) yield item.place.span;
      yield* partsOf(item);
    }
    return;
  }
  for (const { keyPlace, value } of tree.entries.values()) {
    if (keyPlace.anchor !== undefined) continue;
    const { file, start, end } = keyPlace.span;
    yield { file, start, end: value.place.span.file === file ? Math.max(end, value.place.span.end) : end };
    yield* partsOf(value);
  }
}

function sizeOf({ start, end }: Span): number {
  return end - start;
}

/** For text that is no YAML, as a template: the line with all that is indented below it, and the list items of a bare key. */
function indentedBlock(file: SourceFile, line: number, region: Span): Span {
  const head = lineText(file, line);
  const indent = indentOf(head);
  const isBareKey = /:\s*(#.*)?$/.test(head);
  const last = positionAt(file, region.end).line;
  let end = line;
  for (let next = line + 1; next <= last && (file.lineStarts[next - 1] ?? region.end) < region.end; next++) {
    const text = lineText(file, next);
    if (/^\s*(#.*)?$/.test(text)) continue;
    const belongs = indentOf(text) > indent || (isBareKey && indentOf(text) === indent && /^\s*-(\s|$)/.test(text));
    if (!belongs) break;
    end = next;
  }
  return {
    file,
    start: file.lineStarts[line - 1] ?? 0,
    end: (file.lineStarts[end - 1] ?? 0) + lineText(file, end).length,
  };
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
