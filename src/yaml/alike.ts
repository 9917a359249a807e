import type { ScalarTree, Tree } from '../tree/tree.js';
import { KUBECTL, type Dialect } from './values/dialect.js';
import type { Document } from './document.js';

/**
 * True where a document that was read as kubectl reads it is surely the same in another dialect: no merge and no folded
 * block, over which dialects differ, and no word that they take for different values. In doubt false, which costs a
 * second reading.
 */
export function readsAlike({ tree, quirks }: Document, dialect: Dialect): boolean {
  if (tree === undefined || quirks.length > 0) return false; // not even tried, perhaps, or a merge that came late
  return dialect.plain === KUBECTL.plain ? !dialect.widensFolds : isAlike(tree, dialect);
}

function isAlike(tree: Tree, dialect: Dialect): boolean {
  if (tree.type === 'scalar') return isSameScalar(tree, dialect);
  if (tree.type === 'list') return tree.items.every((item) => isAlike(item, dialect));
  for (const { key, value } of tree.entries.values()) {
    // A key lost its style: one that looks like a boolean may be a word that only one of them takes for it.
    if (key === 'true' || key === 'false' || dialect.plain(key) !== KUBECTL.plain(key) || !isAlike(value, dialect))
      return false;
  }
  return true;
}

function isSameScalar({ value, source, style }: ScalarTree, dialect: Dialect): boolean {
  if (style === 'quoted') return true;
  if (style === 'block') return !(dialect.widensFolds && source.startsWith('>'));
  // Of a text on several lines, `source` has the lines and `value` what they fold to; only one line can be more than
  // text.
  return Object.is(dialect.plain(typeof value === 'string' ? value : source), value);
}
