/**
 * Back-ticks around text taken from a manifest; control characters are made visible, so that no name can forge output.
 */
export function code(text: string | number | boolean | null): string {
  return '`' + printable(String(text)).replaceAll('`', "'") + '`';
}

/**
 * Replaces control characters (C0, DEL, C1, line separators, bidirectional overrides) by their escaped spelling, and
 * the second `#` of what a CI runner would carry out as a command wherever it stands in a line of a log.
 */
export function printable(text: string): string {
  return text
    .replace(
      // eslint-disable-next-line no-control-regex -- control characters are what this function is about
      /[\u0000-\u001F\u007F-\u009F\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]/g,
      (char) => '\\u' + char.charCodeAt(0).toString(16).padStart(4, '0'),
    )
    .replace(LOG_COMMAND, '#\\u0023');
}

/** The start of a command in a log: `##[error]` of GitHub, `##vso[…]` of Azure Pipelines, `##teamcity[…]`. */
export const LOG_COMMAND = /##(?=(?:vso|teamcity)?\[)/gi;

/** `one container`, `2 containers`: a count with its noun. */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return n === 1 ? `1 ${noun}` : `${n} ${plural}`;
}

/** `a`, `a and b`, `a, b, and c`; more than `most` items end in `and N more`. */
export function list(items: readonly string[], word: 'and' | 'or' = 'and', most = 8): string {
  return listed(items, items.length, word, most);
}

/** Back-ticked items as a sentence part: "`a`, `b`, or `c`". */
export function codes(
  items: readonly (string | number)[] | ReadonlySet<string | number> | Iterable<string | number>,
  word: 'and' | 'or' = 'and',
  most = 8,
): string {
  const all = 'size' in items || 'length' in items ? items : [...items];
  // Only what is shown is spelled: the list may be long, and named in many findings.
  const shown: string[] = [];
  for (const item of all) if (shown.push(code(item)) >= most) break;
  return listed(shown, 'size' in all ? all.size : all.length, word, most);
}

/** The first items of so many, as a sentence part; at least as many as are shown. */
function listed(first: readonly string[], number: number, word: 'and' | 'or', most: number): string {
  const shown = number > most ? [...first.slice(0, most - 1), `${number - most + 1} more`] : first;
  if (shown.length <= 1) return shown.join('');
  if (shown.length === 2) return shown.join(` ${word} `);
  return `${shown.slice(0, -1).join(', ')}, ${word} ${shown.at(-1)}`;
}
