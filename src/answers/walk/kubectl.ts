/**
 * A line for a shell that asks the cluster; undefined where a word comes from a manifest and is more than a name, so
 * that nobody pastes what it would do.
 */
export function kubectl(
  namespace: string | null | undefined,
  words: readonly (string | undefined)[],
): string | undefined {
  const all = ['kubectl', ...(namespace ? ['-n', namespace] : []), ...words];
  return all.every(isPlain) ? all.join(' ') : undefined;
}

function isPlain(word: string | undefined): word is string {
  return word !== undefined && /^[A-Za-z0-9][-A-Za-z0-9./=,:_]*$|^--$|^--?[a-z][-a-z]*$/.test(word);
}
