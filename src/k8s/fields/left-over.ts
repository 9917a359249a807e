import type { Path } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';

/**
 * True for a field that is left of another object, whose `kind` and name this one overwrites, since `---` is missing
 * between them (semantics 10.3).
 */
export function isLeftOver(resource: Resource, [field, ...below]: Path): boolean {
  return below.length === 0 && resource.view(leftOvers).has(String(field));
}

/** A key that is written twice keeps its first place among the entries, and has the text of its last. */
function leftOvers({ tree }: Resource): ReadonlySet<string> {
  const entries = tree.entries.values();
  const found = new Set<string>();
  let [kind, metadata] = [-1, -1];
  for (const { key, keyStart } of entries) {
    if (key === 'kind') kind = keyStart;
    else if (key === 'metadata') metadata = keyStart;
    else if (keyStart < kind && keyStart < metadata) found.add(key);
  }
  return found;
}
