import { textOf, type Span } from '../../text/source-file.js';
import type { Place, Tree } from '../../tree/tree.js';
import { resolvePlainCore } from '../../yaml/values/scalar.js';

/** Why kustomize refuses a key that it would write as a number or a truth value: JSON has texts for keys only. */
export const KEY_REFUSAL = 'kustomize refuses a key that is no text to YAML: a number, `true`, a date';

/** True for a key that is no text where it stands without quotes. */
export function isNoText(key: string): boolean {
  return /^[-+.\d~]|^(true|false|null)$/i.test(key) && resolvePlainCore(key) !== key;
}

/** The first key of a tree that stands without quotes and is no text. */
export function firstBareKey(tree: Tree): Place | undefined {
  if (tree.type === 'scalar') return undefined;
  if (tree.type === 'list') return first(tree.items, firstBareKey);
  return first(tree.entries.values(), ({ keyPlace, value }) =>
    isBare(keyPlace.anchor ?? keyPlace.span) ? keyPlace : firstBareKey(value),
  );
}

/** How everything begins that `isNoText` means: looked at first, since nearly every key begins otherwise. */
const BEGINNINGS: ReadonlySet<number> = new Set([...'-+.0123456789~tTfFnN'].map((char) => char.charCodeAt(0)));

const isBare = (key: Span): boolean => BEGINNINGS.has(key.file.text.charCodeAt(key.start)) && isNoText(textOf(key));

function first<T, R>(items: Iterable<T>, find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
