import { computedScalar } from '../../tree/edit.js';
import type { ScalarTree, Tree } from '../../tree/tree.js';
import { resolvePlain, resolvePlainCore } from '../../yaml/values/scalar.js';
import { writtenText } from './texts.js';

/**
 * kustomize writes a value over another one in the style of that one (kyaml FieldSetter): over `"http"` the number 8080
 * becomes the text `8080`, which no port may be called (semantics 9.7).
 */
export function inQuotesOf(old: Tree | undefined, value: Tree): Tree {
  if (value.type !== 'scalar' || typeof value.value === 'string') return value;
  if (old?.type !== 'scalar' || !hasQuotes(old)) return value;
  const text = computedScalar(writtenText(value), value.place, old.place.span);
  known.set(text, true);
  return text;
}

/** Whether a scalar has quotes, or is a block, where that is not how it is written. */
const known = new WeakMap<ScalarTree, boolean>();

/** What is computed, as the names of generated objects and labels are, has none. */
function hasQuotes(scalar: ScalarTree): boolean {
  return known.get(scalar) ?? (scalar.style !== 'plain' && scalar.source !== '');
}

function withQuotes(scalar: ScalarTree, wanted: boolean): ScalarTree {
  if (typeof scalar.value !== 'string' || hasQuotes(scalar) === wanted) return scalar;
  const copy = scalar.with({});
  known.set(copy, wanted);
  return copy;
}

/** A text as it stands in JSON. */
export function quoted(scalar: ScalarTree): ScalarTree {
  return withQuotes(scalar, true);
}

/** A text as a program writes it into YAML: in quotes where it would mean something else without. */
export function quotedWhereNeeded(scalar: ScalarTree): ScalarTree {
  return withQuotes(scalar, !isBare(String(scalar.value)));
}

/** True for a text that means itself without quotes, to every parser. */
function isBare(text: string): boolean {
  return BARE.test(text) && resolvePlain(text) === text && resolvePlainCore(text) === text && !SEXAGESIMAL.test(text);
}

const BARE = /^(?!---|\.\.\.)(?:[^\s,[\]{}#&*!|>'"%@`?:-]|[-?:](?=\S))(?:[^\s:#]|:(?=\S)|(?<=\S)#|[ \u00a0](?!#|$))*$/;
const SEXAGESIMAL = /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/;
