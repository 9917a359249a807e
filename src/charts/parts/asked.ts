import { get, type MapTree, type Tree } from '../../tree/tree.js';
import type { ChartPart } from './listed.js';

/**
 * True where a template asks for a value of a part that the chart around does not write itself: what it is called then
 * stands in the part alone.
 */
export function asksForValues(
  templates: Iterable<string>,
  parts: readonly ChartPart[],
  values: MapTree | undefined,
): boolean {
  const keys = new Set(parts.map(({ alias }) => alias));
  return [...templates].some((text) =>
    [...pathsIn(text)].some((path) => keys.has(path[0] ?? '') && isOpen(values && get(values, ...path))),
  );
}

/** Of a map only what is written is known. */
const isOpen = (value: Tree | undefined): boolean => value === undefined || value.type === 'map';

/** `.Values.redis.port`, and `index .Values "redis" "port"`. */
function* pathsIn(text: string): Iterable<readonly string[]> {
  for (const [, path = ''] of text.matchAll(/\.Values((?:\.\w+)+|(?:[ \t]+"[^"\n]*")+)/g))
    yield path.startsWith('.')
      ? path.slice(1).split('.')
      : [...path.matchAll(/"([^"]*)"/g)].map(([, step = '']) => step);
}
