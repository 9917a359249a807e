import { firstAround } from '../data/first-around.js';
import { lineText, positionAt, type SourceFile, type Span } from '../text/source-file.js';
import type { Tree } from '../tree/tree.js';
import type { Comment, CommentedDocument } from '../yaml/stream/comments.js';
import { blocksIn, type LineRange } from './blocks.js';

/**
 * What the comments of a document speak of: at its head all of it, else the entry or list item that begins on the line
 * of the comment, or below it. What is read of the document is read once, however many comments it has.
 */
export function scopesIn(
  { region, content }: CommentedDocument,
  tree: Tree | undefined,
): (comment: Comment) => Span | undefined {
  if (content === undefined) return () => undefined;
  const { file } = region;
  const lines = linesOf(region);
  let contentBelow: ((line: number) => number | undefined) | undefined;
  let entryAt: ((line: number) => Span | undefined) | undefined;
  let blockAt: ((line: number) => Span) | undefined;
  return ({ span: { start }, isAlone }) => {
    if (isAlone && start < content) return region;
    const own = positionAt(file, start).line;
    const line = isAlone ? (contentBelow ??= contentLines(file, lines))(own) : own;
    if (line === undefined) return undefined;
    if (tree !== undefined) entryAt ??= entriesOf(tree, file);
    return entryAt?.(line) ?? (blockAt ??= blocksIn(file, lines))(line);
  };
}

/** The lines that begin in a region, and the one that it begins in. */
function linesOf({ file, start, end }: Span): LineRange {
  const { line } = positionAt(file, end);
  const isWithin = (file.lineStarts[line - 1] ?? end) < end;
  return { first: positionAt(file, start).line, last: isWithin ? line : line - 1 };
}

/** For each line the next one below with text that is no comment. */
function contentLines(file: SourceFile, { first, last }: LineRange): (line: number) => number | undefined {
  const below = new Map<number, number | undefined>();
  let content: number | undefined;
  for (let line = last; line >= first; line--) {
    below.set(line, content);
    if (/^\s*[^\s#]/.test(lineText(file, line))) content = line;
  }
  return (line) => below.get(line);
}

interface Part {
  readonly span: Span;
  readonly first: number;
  readonly last: number;
}

/** For each line the largest entry or item that begins on it; where none begins, the smallest that reaches it. */
function entriesOf(tree: Tree, file: SourceFile): (line: number) => Span | undefined {
  const beginning = new Map<number, Part>();
  const parts: Part[] = [];
  for (const span of partsOf(tree)) {
    if (span.file !== file) continue;
    const part = { span, first: positionAt(file, span.start).line, last: positionAt(file, span.end).line };
    parts.push(part);
    const known = beginning.get(part.first);
    if (known === undefined || sizeOf(part) > sizeOf(known)) beginning.set(part.first, part);
  }
  const reaching = firstAround(
    parts.sort((a, b) => sizeOf(a) - sizeOf(b)),
    (part) => part,
  );
  return (line) => (beginning.get(line) ?? reaching(line))?.span;
}

/** Every entry and every list item that is written in the tree; what an anchor brings in is written elsewhere. */
function partsOf(tree: Tree, parts: Span[] = []): readonly Span[] {
  if (tree.place.anchor !== undefined || tree.type === 'scalar') return parts;
  if (tree.type === 'list') {
    for (const item of tree.items) {
      if (item.place.span.start < item.place.span.end) parts.push(item.place.span);
      partsOf(item, parts);
    }
    return parts;
  }
  for (const { keyPlace, value } of tree.entries.values()) {
    if (keyPlace.anchor !== undefined) continue;
    const { file, start, end } = keyPlace.span;
    parts.push({ file, start, end: value.place.span.file === file ? Math.max(end, value.place.span.end) : end });
    partsOf(value, parts);
  }
  return parts;
}

function sizeOf({ span: { start, end } }: Part): number {
  return end - start;
}
