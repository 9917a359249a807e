export type Cell = string | number;

/** Lines of a table: numbers to the right, words to the left, a rule under the head. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const texts = rows.map((row) => row.map(String));
  const widths = head.map((title, column) => Math.max(title.length, ...texts.map((row) => row[column]?.length ?? 0)));
  const isNumber = head.map((_, column) => rows.some((row) => typeof row[column] === 'number'));
  const line = (row: readonly string[]): string =>
    row
      .map((text, column) => text[isNumber[column] ? 'padStart' : 'padEnd'](widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...texts.map(line)].join('\n');
}

/** `1171/1201`, and in words what is missing. */
export function score(good: number, all: number): string {
  return good === all ? `${good}/${all}` : `${good}/${all}  (${all - good} differ)`;
}

/** A difference as three lines under its name. */
export function difference(name: string, expected: string, got: string): string {
  return `${name}\n    expected  ${expected}\n    got       ${got}`;
}

/** A title and its lines, indented; nothing where there are no lines. */
export function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `\n${title}\n${lines.map((line) => line.replace(/^/gm, '  ')).join('\n')}\n`;
}

/** Items counted by a key, the most frequent first. */
export function tally<T>(items: Iterable<T>, key: (item: T) => string): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

/** Writes to standard output; a section that is empty writes nothing. */
export function say(text: string): void {
  if (text !== '') process.stdout.write(text + '\n');
}
