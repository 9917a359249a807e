import { allOf, carries, type Labels, readLabels } from '../labels/labels.js';
import { isKind, type Resource } from '../object/resource.js';

/**
 * A `PodTemplate` object that the selector would match, if such an object made Pods: it makes none (semantics 3.1,
 * E11).
 */
export function isIdleMatch(resource: Resource, selector: Labels): boolean {
  if (!isKind(resource, '', 'PodTemplate')) return false;
  const labels = readLabels(resource.tree, ['template', 'metadata', 'labels']);
  return allOf([...selector.values()].map(({ key, value }) => carries(key, value, labels, new Map()))) === 'yes';
}
