/** One piece of a Go template: text that is copied, or an action between `{{` and `}}`, delimiters included. */
export interface Piece {
  readonly type: 'text' | 'action';
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/**
 * A comment ends at its own mark only, and holds no other; a string may hold `}}`; a quote that is never closed ends
 * with its line. No action begins within another one, and none is longer than people write: what is never closed is
 * not searched to its end from each of its beginnings.
 */
const ACTION =
  /\{\{-?\s*\/\*(?:(?!\{\{-?\s*\/\*)[\s\S])*?\*\/\s*-?\}\}|\{\{(?:"(?:[^"\\\n]|\\.){0,1000}"|'(?:[^'\\\n]|\\.){0,1000}'|`[^`]*`|(?!\{\{)[^"'`]){0,4000}?\}\}/g;

/** The pieces of a template, in their order, without gaps; an action that is never closed counts as text. */
export function piecesOf(template: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  const addText = (to: number): void => {
    if (to > end) pieces.push({ type: 'text', start: end, end: to });
  };
  for (const match of template.matchAll(ACTION)) {
    addText(match.index);
    end = match.index + match[0].length;
    pieces.push({ type: 'action', start: match.index, end });
  }
  addText(template.length);
  return pieces;
}

/** The first word of an action (`if`, `include`, `.Values.port`), without its trim marks; empty for a comment. */
export function wordOf(action: string): string {
  return /^\{\{-?\s*([^\s}|)]+)/.exec(action)?.[1]?.replace(/^\/\*.*/s, '') ?? '';
}

/** Words of actions that steer and leave no text of their own. */
const CONTROL = new Set(['', 'if', 'else', 'end', 'range', 'with', 'define', 'block', 'break', 'continue']);

/** True for an action that may leave text in the output. A variable that is only set leaves none. */
export function isOutput(action: string): boolean {
  return !CONTROL.has(wordOf(action)) && !/^\{\{-?\s*\$\w*(\s*,\s*\$\w+)?\s*:?=/.test(action);
}

const OPENING = new Set(['if', 'range', 'with', 'block', 'define']);

/** The spans of the `define` blocks of a template: text that other templates include. */
export function definitionsOf(template: string): readonly { readonly start: number; readonly end: number }[] {
  const open: { readonly word: string; readonly start: number }[] = [];
  const found: { readonly start: number; readonly end: number }[] = [];
  for (const { type, start, end } of piecesOf(template)) {
    if (type === 'text') continue;
    const word = wordOf(template.slice(start, end));
    if (OPENING.has(word)) open.push({ word, start });
    if (word !== 'end') continue;
    const closed = open.pop();
    if (closed?.word === 'define') found.push({ start: closed.start, end });
  }
  return found;
}
