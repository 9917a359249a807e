/** The order of texts that is the same on every machine: by code units, whatever the language. For `sort`. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Sorts by the UTF-8 bytes of a key, so that the order is the same on every machine and in every locale. */
export function sortedByBytes<T>(items: Iterable<T>, key: (item: T) => string): T[] {
  const keyed = Array.from(items, (item) => ({ item, key: key(item) }));
  // The order of code units is that of the bytes, but for characters that take two units.
  const compare = keyed.some((each) => SURROGATE.test(each.key)) ? compareBytes : compareTexts;
  return keyed.sort((a, b) => compare(a.key, b.key)).map(({ item }) => item);
}

const SURROGATE = /[\uD800-\uDFFF]/;

function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Each text once, sorted by bytes. */
export function sortedTexts(texts: Iterable<string>): string[] {
  return sortedByBytes(new Set(texts), (text) => text);
}
