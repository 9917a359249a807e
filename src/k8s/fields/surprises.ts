import type { ScalarTree } from '../../tree/tree.js';

/** How a text became another type than its author meant (semantics 10.4). */
export type Surprise = 'boolean-word' | 'unquoted-number' | 'quoted-number' | 'quoted-boolean';

/** Why a scalar of the wrong type is one, judged by its text; undefined where the text does not tell. */
export function surpriseOf(scalar: ScalarTree, expected: string): Surprise | undefined {
  const { value, style } = scalar;
  const wantsText = expected === 'a string';
  if (style === 'plain' && wantsText && typeof value === 'boolean') return 'boolean-word';
  if (style === 'plain' && wantsText && typeof value === 'number') return 'unquoted-number';
  if (style !== 'quoted' || typeof value !== 'string') return undefined;
  if (expected === 'an integer' && /^-?(0|[1-9]\d*)$/.test(value)) return 'quoted-number';
  return expected === 'a boolean' && /^(true|false)$/.test(value) ? 'quoted-boolean' : undefined;
}

/**
 * `app:web`: pairs of a key and a value with nothing between colon and value; undefined for any other text (semantics
 * 10.4).
 */
export function pairsWithoutBlank({ value, style, source }: ScalarTree): readonly string[] | undefined {
  if (style !== 'plain' || typeof value !== 'string') return undefined;
  const pairs = source.split(/\s+/);
  return pairs.every((pair) => PAIR.test(pair)) ? pairs : undefined;
}

/** A key as labels and fields have it; `https://` is none. */
const PAIR = /^[A-Za-z][\w./-]*[:=](?!\/\/)[^\s:=]+$/;
