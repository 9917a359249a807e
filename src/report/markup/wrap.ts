import { displayWidth, graphemes } from '../../text/width.js';

/**
 * Breaks `text` between words into lines of at most `width` columns, the first of at most `first`. What stands in
 * back-ticks stays together where it fits; a word wider than a line is cut, so that no text can flood the window.
 */
export function wrap(text: string, width: number, first = width): readonly string[] {
  if (displayWidth(text) <= first) return [text];
  const lines: string[] = [];
  let line = '';
  const room = (): number => (lines.length === 0 ? first : width);
  for (const word of text.match(/(?:`[^`]*`|[^\s`])+|`\S*/g) ?? []) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (displayWidth(joined) <= room()) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = piecesOf(word, room(), width);
    line = pieces.pop() ?? '';
    for (const piece of pieces) lines.push(piece);
  }
  return line === '' ? lines : [...lines, line];
}

/** The longest pieces of a word that fit into `width` columns, the first into `first`; none without a character. */
function piecesOf(word: string, first: number, width: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let columns = 0;
  for (const grapheme of graphemes(word)) {
    const wide = displayWidth(grapheme);
    if (piece !== '' && columns + wide > (pieces.length === 0 ? first : width)) {
      pieces.push(piece);
      [piece, columns] = ['', 0];
    }
    piece += grapheme;
    columns += wide;
  }
  return [...pieces, piece];
}
