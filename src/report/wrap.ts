import { displayWidth, graphemes } from '../text/width.js';

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
    line = word;
    while (displayWidth(line) > room()) {
      const head = fitting(line, room());
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** The longest start of `text` that fits into `width` columns; at least one character, so that a loop over it ends. */
function fitting(text: string, width: number): string {
  let head = '';
  let columns = 0;
  for (const grapheme of graphemes(text)) {
    columns += displayWidth(grapheme);
    if (columns > width && head !== '') break;
    head += grapheme;
  }
  return head;
}
