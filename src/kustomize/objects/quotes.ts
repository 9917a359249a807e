import { computedScalar } from '../../tree/edit.js';
import type { ScalarTree, ScalarValue, Tree } from '../../tree/tree.js';
import { foldedValue, widened } from '../../yaml/values/quoted.js';
import { resolvePlain, resolvePlainCore } from '../../yaml/values/scalar.js';
import { writtenText } from './texts.js';

/**
 * kustomize writes a value over another one in the style of that one (kyaml FieldSetter): over `"http"` the number 8080
 * becomes the text `8080`, which no port may be called, and what is written over a folded block folds (semantics 9.7).
 */
export function inStyleOf(old: Tree | undefined, value: Tree): Tree {
  if (value.type !== 'scalar' || old?.type !== 'scalar') return value;
  const [text, quotes] = [textInStyleOf(old, value), hasQuotes(old)];
  if (text === value.value) return hasQuotes(value) === quotes ? value : styled(value.with({}), quotes);
  const isText = typeof value.value === 'string';
  return styled(isText ? value.with({ value: text }) : computedScalar(text, value.place, old.place.span), quotes);
}

function textInStyleOf(old: ScalarTree, value: ScalarTree): ScalarValue {
  if (value.style === 'plain' && hasQuotes(old)) return writtenText(value);
  if (typeof value.value !== 'string' || isFolded(value) === isFolded(old)) return value.value;
  return isFolded(old) ? widened(value.value) : (foldedValue(value) ?? value.value);
}

/** Whether a scalar has quotes, or is a block, where that is not how it is written. */
const known = new WeakMap<ScalarTree, boolean>();

function styled(scalar: ScalarTree, quotes: boolean): ScalarTree {
  known.set(scalar, quotes);
  return scalar;
}

/** What is computed, as the names of generated objects and labels are, has none. */
function hasQuotes(scalar: ScalarTree): boolean {
  return known.get(scalar) ?? (scalar.style !== 'plain' && scalar.source !== '');
}

function isFolded(scalar: ScalarTree): boolean {
  return scalar.style === 'block' && scalar.source.startsWith('>') && !known.has(scalar);
}

function withQuotes(scalar: ScalarTree, wanted: boolean): ScalarTree {
  const isSame = hasQuotes(scalar) === wanted && !isFolded(scalar);
  return typeof scalar.value !== 'string' || isSame ? scalar : styled(scalar.with({}), wanted);
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
  return BARE.test(text) && resolvePlain(text) === text && resolvePlainCore(text) === text && !OTHER_TYPES.test(text);
}

const BARE = /^(?!---|\.\.\.)(?:[^\s,[\]{}#&*!|>'"%@`?:-]|[-?:](?=\S))(?:[^\s:#]|:(?=\S)|(?<=\S)#|[ \u00a0](?!#|$))*$/;
/** Sexagesimal numbers and dates. */
const OTHER_TYPES = /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$|^\d{4}-\d\d?-\d\d?(?:$|[Tt ])/;
