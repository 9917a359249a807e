/**
 * What lines fold to: a break is a blank, an empty line a break. The first and the last line count even where they are
 * empty.
 */
export function folded(lines: readonly string[]): string {
  let text = lines[0] ?? '';
  let empty = 0;
  for (let at = 1; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line === '' && at < lines.length - 1) empty++;
    else {
      text += (empty === 0 ? ' ' : '\n'.repeat(empty)) + line;
      empty = 0;
    }
  }
  return text;
}
