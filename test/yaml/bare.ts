import type { Place, Tree } from '../../src/tree/tree.js';

/** A tree as plain data, every part with its offsets; without the file, whose text would drown a difference. */
export function bare(tree: Tree): object {
  const place = placed(tree.place);
  if (tree.type === 'scalar') return { value: tree.value, source: tree.source, style: tree.style, place };
  if (tree.type === 'list') return { list: tree.items.map(bare), place };
  const map = tree.entries.values().map(({ key, keyPlace, value }) => [key, placed(keyPlace), bare(value)]);
  return { map, place };
}

function placed({ span, anchor, inBraces }: Place): unknown {
  return [span.start, span.end, anchor?.start, anchor?.end, inBraces];
}
