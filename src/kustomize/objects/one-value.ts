import { withItems, withValues } from '../../tree/edit.js';
import type { ScalarTree, Tree } from '../../tree/tree.js';
import { Refusal } from '../build/trace.js';

/**
 * kustomize puts one YAML node into all the fields in which a layer sets a label or an annotation. They are one value
 * from then on: what overwrites the label, in whatever layer and way, overwrites the selectors that were made with it
 * (kyaml FieldSetter). A JSON patch parts them, because it writes the whole object anew, and a field that is removed is
 * only removed.
 */
const shared = new WeakSet<Tree>();

/** A copy of the value that is one with itself wherever it is put. */
export function oneValue(value: ScalarTree): ScalarTree {
  const one = value.with({});
  shared.add(one);
  return one;
}

/** What an edit has written over values that may stand elsewhere too, by the value that it is written over. */
export type Writes = Map<Tree, ScalarTree>;

/** What to put in the place of `old`, noted where it must also go elsewhere. */
export function overwrite(old: Tree | undefined, value: Tree, writes: Writes): Tree {
  if (old === undefined || value === old || value.type !== 'scalar' || !shared.has(old)) return value;
  const one = oneValue(value);
  // A value that is written over twice goes by the last time.
  writes.set(latest(old, writes), one);
  return one;
}

function latest(value: Tree, writes: Writes): Tree {
  const next = writes.get(value);
  return next === undefined ? value : latest(next, writes);
}

/** The tree with what was written over a value in one field written in all of its fields. */
export function writeThrough<T extends Tree>(tree: T, writes: Writes): T {
  return writes.size === 0 ? tree : exchange(tree, (value) => latest(value, writes));
}

/**
 * What is left of a tree that kustomize writes as JSON and reads again: every field has a value of its own, and `0x1F`
 * has become `31`. `inStyle` tells how the texts stand there.
 */
export function throughJson<T extends Tree>(tree: T, inStyle: (text: ScalarTree) => ScalarTree): T {
  return exchange(tree, (value) => {
    if (typeof value.value === 'number' && !Number.isFinite(value.value))
      throw new Refusal(`JSON has no \`${value.source}\``, value.place);
    const source = sourceInJson(value);
    if (value.style === 'plain' && source !== value.source) return inStyle(value.with({ source }));
    return inStyle(shared.has(value) ? value.with({}) : value);
  });
}

/** What JSON writes in another way has lost its text. */
function sourceInJson({ value, source }: ScalarTree): string {
  if (value === null) return 'null';
  if (typeof value === 'number' && !Number.isSafeInteger(value)) return digitsOf(source);
  return source === String(value) ? source : '';
}

/** The digits of a whole number that Go keeps in 64 bits, and that a double cannot hold; empty for any other number. */
function digitsOf(source: string): string {
  const [, sign = '', digits] = /^([-+]?)((?:0[xob])?[\da-f]+)$/i.exec(source.replaceAll('_', '')) ?? [];
  if (digits === undefined || /^[^x]*[.e]/i.test(digits)) return '';
  const number = BigInt(digits.replace(/^0(?=\d)/, '0o')) * (sign === '-' ? -1n : 1n);
  return number >= -(2n ** 63n) && number < 2n ** 64n ? String(number) : '';
}

/** The tree with each scalar exchanged; what stays the same is not copied. */
function exchange<T extends Tree>(tree: T, other: (scalar: ScalarTree) => Tree): T;
function exchange(tree: Tree, other: (scalar: ScalarTree) => Tree): Tree {
  if (tree.type === 'scalar') return other(tree);
  if (tree.type === 'list')
    return withItems(
      tree,
      tree.items.map((item) => exchange(item, other)),
    );
  return withValues(tree, ({ value }) => exchange(value, other));
}
