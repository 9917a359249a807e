import type { NamedValue } from '../templates/scope.js';

/** True for a value that only a test of chart-testing gives: a file of its own in `ci/` of the chart. */
export function isTested({ tree }: NamedValue): boolean {
  return /(?:^|\/)ci\/[^/]*values\.yaml$/.test(tree.place.span.file.path);
}
