/** Words that number things: `web-2`, `api-v1`, `zone-b`. Names that differ by one are two names. */
const NUMBER = /^(v?\d+|[a-z])$/;

/** More words than this make another name. */
const MOST_WORDS = 2;

/** The name of a release has that many words at most, where several words stand behind it. */
const MOST_WORDS_BEFORE = 4;

/**
 * True where one name is the other without some of its words, as charts put the name of a release before that of an
 * object: `zookeeper` and `prod-zookeeper`, `shop-shop` and `shop`.
 */
export function hasSameWords(a: string, b: string): boolean {
  if (a === b) return false;
  const [left, right] = [wordsOf(a), wordsOf(b)];
  const [fewer, more] = left.size <= right.size ? [left, right] : [right, left];
  const extra = [...more].filter((word) => !fewer.has(word));
  const most = fewer.size > 1 && (a.endsWith(`-${b}`) || b.endsWith(`-${a}`)) ? MOST_WORDS_BEFORE : MOST_WORDS;
  return more.size - extra.length === fewer.size && extra.length <= most && !extra.some((word) => NUMBER.test(word));
}

/** The words of a name by which another one may be the same but for some of them. */
export function wordsOf(name: string): ReadonlySet<string> {
  return new Set(name.split('-').filter((word) => word !== ''));
}
