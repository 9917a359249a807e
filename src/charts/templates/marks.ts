import { isOutput, piecesOf, wordOf, type Piece } from './actions.js';

/** Characters of the private use area, which no manifest needs. */
const OPEN = '\uE000';
const CLOSE = '\uE001';
const MARK = new RegExp(` ?#${OPEN}(\\d+):(\\d+)(!?)${CLOSE}`, 'g');
/** What is left where a function has cut a mark in two. */
const TORN = new RegExp(` ?#?${OPEN}[\\d:!]*${CLOSE}?|(?<![\\d!])[\\d!]*${CLOSE}`, 'g');

/**
 * Which text of a template is marked: `all`, or only that outside of `define` blocks, whose text may be compared or
 * cut.
 */
export type Marking = 'all' | 'templates';

/**
 * A template in which a comment that names the line stands behind the text of every line, and behind what an action
 * leaves on a line of its own, so that the rendered text tells where it came from. What `{{-` trims stays the same.
 */
export function mark(template: string, file: number, marking: Marking): string {
  let end = 0;
  let marked = '';
  for (const { offset, line, isAction } of linesOf(template).flatMap((each) => markPlace(each, marking) ?? [])) {
    marked += `${template.slice(end, offset)} #${OPEN}${file}:${line}${isAction ? '!' : ''}${CLOSE}`;
    end = offset;
  }
  return marked + template.slice(end);
}

/** A piece of a template within one line, and the innermost block in which it stands. */
interface Part extends Piece {
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  /** A number of its own for each branch of each `if`, `range`, `with` and `define`. */
  readonly block: number;
  readonly isDefined: boolean;
}

/**
 * What stands between two line breaks that a template copies, which an action may carry over several lines of the file.
 */
interface Line {
  /** Without the blanks between them. */
  readonly parts: readonly Part[];
  /** The block of the line break at its end. */
  readonly block: number;
}

function linesOf(template: string): readonly Line[] {
  const lines: Line[] = [];
  let parts: Part[] = [];
  for (const part of partsOf(template)) {
    if (part.type === 'action' || part.text.trim() !== '') parts.push(part);
    if (part.type === 'action' || part.text !== '\n') continue;
    if (parts.length > 0) lines.push({ parts, block: part.block });
    parts = [];
  }
  const last = parts.at(-1);
  return last === undefined ? lines : [...lines, { parts, block: last.block }];
}

const OPENING = new Set(['if', 'range', 'with', 'block', 'define']);

/** The pieces of a template with the blocks around them; text is cut at line breaks, which are parts of their own. */
function* partsOf(template: string): Iterable<Part> {
  const open: { readonly word: string; readonly block: number }[] = [];
  let blocks = 0;
  let line = 1;
  const part = (type: Piece['type'], start: number, end: number): Part => ({
    ...{ type, start, end, line, text: template.slice(start, end) },
    ...{ block: open.at(-1)?.block ?? 0, isDefined: open.some(({ word }) => word === 'define') },
  });
  for (const { type, start, end } of piecesOf(template)) {
    const text = template.slice(start, end);
    if (type === 'text') {
      for (const { index, 0: found } of text.matchAll(/\n|[^\n]+/g)) {
        yield part('text', start + index, start + index + found.length);
        if (found === '\n') line += 1;
      }
      continue;
    }
    const word = wordOf(text);
    const closed = word === 'end' || word === 'else' ? open.pop() : undefined;
    yield part('action', start, end);
    line += text.split('\n').length - 1;
    if (OPENING.has(word) || word === 'else') open.push({ word: closed?.word ?? word, block: (blocks += 1) });
  }
}

interface MarkPlace {
  readonly offset: number;
  /** The 1-based line of what the mark stands for. */
  readonly line: number;
  readonly isAction: boolean;
}

/** Where the mark of a line may stand so that it comes out if, and only if, the text before it does. */
function markPlace({ parts, block }: Line, marking: Marking): MarkPlace | undefined {
  const isDefined = parts.every((part) => part.isDefined);
  if (isDefined && marking === 'templates') return undefined;
  const texts = parts.filter(({ type }) => type === 'text');
  const own = texts.find((text) => text.block === block) ?? texts.at(-1);
  if (own === undefined) return actionPlace(parts, isDefined);
  // A separator with a comment would still separate; it is left alone because it belongs to no object.
  if (own.text.trimStart().startsWith('---') || (isDefined && !isEntry(parts))) return undefined;
  const end = own.block === block ? parts.at(-1) : parts.findLast((part) => part.block === own.block);
  return end === undefined || isTrimming(end)
    ? undefined
    : { offset: contentEnd(end), line: own.line, isAction: false };
}

/**
 * A line that only actions make. In a definition they may make a word that is compared or cut, unless they make whole
 * lines or an entry.
 */
function actionPlace(parts: readonly Part[], isDefined: boolean): MarkPlace | undefined {
  const maker = parts.findLast(({ text }) => isOutput(text));
  if (
    maker === undefined ||
    isTrimming(maker) ||
    (isDefined && !/\b(n?indent|toYaml)\b|"[^"]*: [^"]*"/.test(maker.text))
  )
    return undefined;
  return { offset: maker.end, line: maker.line, isAction: true };
}

/** True where the line break behind an action is taken away: a mark would keep it. */
function isTrimming({ type, text }: Part): boolean {
  return type === 'action' && text.endsWith('-}}');
}

function contentEnd({ start, text }: Part): number {
  return start + text.trimEnd().length;
}

/** True for `key: value` and `- item`: other text of a definition may be a word that is compared, such as `true`. */
function isEntry(parts: readonly Part[]): boolean {
  const line = parts.map(({ type, text }) => (type === 'text' ? text : OPEN)).join('');
  return /^\s*(-(\s|$)|["']?[\w./\uE000-]+["']?\s*:(\s|\uE000|$))/.test(line);
}

/** A line of rendered text without its marks, and what they say. */
export interface UnmarkedLine {
  readonly text: string;
  /** What made the end of the line. */
  readonly origin: MarkedLine | undefined;
  /** What the first of its marks names: whatever comes out without a mark was made by what the next mark names. */
  readonly first: MarkedLine | undefined;
}

/** The index of a template, and a 1-based line of it. */
export interface MarkedLine {
  readonly file: number;
  readonly line: number;
}

export function unmark(line: string): UnmarkedLine {
  const marks = [...line.matchAll(MARK)].map(([, file, at, action]) => ({
    file: Number(file),
    line: Number(at),
    isAction: action !== '',
  }));
  const text = line.replace(MARK, '').replace(TORN, '');
  // Text that an action brought in carries marks of its own; the line's own mark is the last. Behind it there are only
  // those of actions that left nothing, or of the ones around.
  const own = marks.findLast(({ isAction }) => !isAction) ?? marks[0];
  const plain = (each: typeof own): MarkedLine | undefined => each && { file: each.file, line: each.line };
  return { text, origin: plain(own), first: plain(marks[0]) };
}
