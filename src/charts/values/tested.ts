import { firstAnswer } from '../../data/group.js';
import { isString, type Tree } from '../../tree/tree.js';
import type { NamedValue } from '../templates/scope.js';

/** True for a file of values with which chart-testing tests a chart. */
export function isTestFile(path: string): boolean {
  return /(?:^|\/)ci\/[^/]*values\.yaml$/.test(path);
}

/** True for a value that only such a file gives. */
export function isTested({ tree }: Pick<NamedValue, 'tree'>): boolean {
  return isTestFile(tree.place.span.file.path);
}

/** UTF-16 units; what is shorter stands in other texts by chance. */
const SHORTEST = 6;

/**
 * The name of a value that only a test gives, and that is a part of a text: helpers put it there, and no action of the
 * line tells.
 */
export function testedPart(text: string, values: Tree | undefined, name = ''): string | undefined {
  if (values === undefined || text.length < SHORTEST) return undefined;
  if (isString(values))
    return values.value.length >= SHORTEST && text.includes(values.value) && isTested({ tree: values })
      ? name
      : undefined;
  const below = (tree: Tree, step: string): string | undefined =>
    testedPart(text, tree, name === '' ? step : `${name}.${step}`);
  if (values.type === 'list') return firstAnswer([...values.items.entries()], ([at, item]) => below(item, String(at)));
  if (values.type !== 'map') return undefined;
  return firstAnswer([...values.entries.values()], ({ key, value }) => below(value, key));
}
