/** Sorts by the UTF-8 bytes of a key, so that the order is the same on every machine and in every locale. */
export function sortedByBytes<T>(items: Iterable<T>, key: (item: T) => string): T[] {
  return [...items]
    .map((item) => ({ item, bytes: Buffer.from(key(item)) }))
    .sort((a, b) => Buffer.compare(a.bytes, b.bytes))
    .map(({ item }) => item);
}

/** Each text once, sorted by bytes. */
export function sortedTexts(texts: Iterable<string>): string[] {
  return sortedByBytes(new Set(texts), (text) => text);
}
