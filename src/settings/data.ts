import type { Tree } from '../tree/tree.js';

/**
 * Plain data of a settings file. Unlike in a manifest `off` is a word and `1.30` a version: of plain scalars only
 * `true`, `false`, whole numbers and null are more than their text, as in YAML 1.2. Settings without a value are left
 * out.
 */
export function dataOf(tree: Tree): unknown {
  if (tree.type === 'list') return tree.items.map(dataOf);
  if (tree.type === 'scalar') return tree.style === 'plain' ? plainValue(tree.source.trim()) : tree.value;
  const data: Record<string, unknown> = {};
  for (const { key, value } of tree.entries.values()) {
    if (value.type === 'scalar' && value.value === null) continue;
    // A key such as `__proto__` must become data, never a prototype.
    Object.defineProperty(data, key, { value: dataOf(value), enumerable: true, configurable: true, writable: true });
  }
  return data;
}

function plainValue(source: string): string | number | boolean | null {
  if (source === 'true' || source === 'false') return source === 'true';
  if (source === '' || source === 'null' || source === '~') return null;
  return /^(0|[1-9][0-9]{0,14})$/.test(source) ? Number(source) : source;
}
