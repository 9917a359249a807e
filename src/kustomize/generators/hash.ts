import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { get, getEntries, getMap, type MapTree } from '../../tree/tree.js';
import { textAt } from '../objects/draft.js';

/**
 * The end of the name of a generated ConfigMap or Secret: ten characters of the hash of its content (semantics 9.6;
 * api/hasher).
 */
export function contentHash(tree: MapTree): string {
  const hex = bytesToHex(sha256(utf8ToBytes(goJson(contentOf(tree)))));
  return hex.slice(0, 10).replace(/[013ae]/g, (char) => LETTERS[char] ?? char);
}

/** Characters that might spell a word or be read as another one. */
const LETTERS: Readonly<Record<string, string>> = { 0: 'g', 1: 'h', 3: 'k', a: 'm', e: 't' };

function contentOf(tree: MapTree): Readonly<Record<string, unknown>> {
  const kind = textAt(tree, 'kind');
  const more = kind === 'Secret' ? 'stringData' : 'binaryData';
  const extra = get(tree, more) === undefined ? {} : { [more]: textsIn(tree, more) };
  // kustomize looks for a field `metadata/name`, finds none, and hashes an empty name.
  const base = { data: getMap(tree, 'data') === undefined ? '' : textsIn(tree, 'data'), kind, name: '' };
  return kind === 'Secret' ? { ...base, ...extra, type: textAt(tree, 'type') } : { ...extra, ...base };
}

function textsIn(tree: MapTree, field: string): Readonly<Record<string, unknown>> {
  const values = [...getEntries(tree, field)].map(
    ({ key, value }) => [key, value.type === 'scalar' ? value.value : null] as const,
  );
  return Object.fromEntries(values.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** JSON as Go writes it: keys in order, and no character that HTML would mind. */
function goJson(content: Readonly<Record<string, unknown>>): string {
  const sorted = Object.fromEntries(Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify(sorted).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
