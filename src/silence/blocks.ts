import { lineText, type SourceFile, type Span } from '../text/source-file.js';

/** 1-based numbers of lines, both included. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

interface Line {
  readonly indent: number;
  readonly isItem: boolean;
  /** The next line that is indented no deeper; undefined where the text ends before. */
  readonly next: Line | undefined;
  /** The same with the list items passed over that are indented as deep. */
  readonly pastItems: Line | undefined;
  /** The last line above it that is neither blank nor a comment. */
  above: number;
}

/**
 * For text that is no YAML, as a template: each line with all that is indented below it, and the list items of a bare
 * key. All blocks are found on one way from the last line up to the first.
 */
export function blocksIn(file: SourceFile, { first, last }: LineRange): (line: number) => Span {
  const lines = new Map<number, Line>();
  let below: Line | undefined;
  const lastWithText = { above: first };
  for (let number = last; number >= first; number--) {
    const text = lineText(file, number);
    if (/^\s*(#.*)?$/.test(text)) continue;
    (below ?? lastWithText).above = number;
    below = lineAbove(below, number, text);
    lines.set(number, below);
  }
  return (number) => {
    const line = lines.get(number);
    const head = lineText(file, number);
    const behind = /:\s*(#.*)?$/.test(head) ? line?.pastItems : line?.next;
    const end = Math.max(number, (behind ?? lastWithText).above);
    return {
      file,
      start: file.lineStarts[number - 1] ?? 0,
      end: (file.lineStarts[end - 1] ?? 0) + lineText(file, end).length,
    };
  };
}

/** A line, given the next one below it that is neither blank nor a comment. */
function lineAbove(below: Line | undefined, number: number, text: string): Line {
  const indent = text.length - text.trimStart().length;
  let next = below;
  while (next !== undefined && next.indent > indent) next = next.next;
  const isPassed = next?.indent === indent && next.isItem;
  return {
    indent,
    isItem: /^\s*-(\s|$)/.test(text),
    next,
    pastItems: isPassed ? next?.pastItems : next,
    above: number,
  };
}
