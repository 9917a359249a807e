import { allOf, carries, readLabels, type Labels, type LabelPair } from './labels.js';
import { describe, isKind, type Resource } from './resource.js';
import type { PodTemplate } from './workload.js';
import { code } from '../text/words.js';
import { getNumber } from '../tree/tree.js';

/** A `PodTemplate` object that the selector would match, if such an object made Pods: it makes none (semantics 3.1, E11). */
export function isIdleMatch(resource: Resource, selector: Labels): boolean {
  if (!isKind(resource, '', 'PodTemplate')) return false;
  const labels = readLabels(resource.tree, ['template', 'metadata', 'labels']);
  return allOf([...selector.values()].map(({ key, value }) => carries(key, value, labels, new Map()))) === 'yes';
}

/** "Pod `web`", or "the Pods of Deployment `web`". */
export function podsWords(template: PodTemplate): string {
  const owner = describe(template.workload.resource);
  return template.path.length === 0 ? owner : `the Pods of ${owner}`;
}

/** A label as text: "`app: web`". */
export function pairWords({ key, value }: Pick<LabelPair, 'key' | 'value'>): string {
  return code(`${key}: ${value === '' ? '""' : value}`);
}

/** The ordinals of a StatefulSet that writes its replicas; undefined where it does not, or makes none. */
export function podOrdinals(resource: Resource): { readonly last: number; readonly count: number } | undefined {
  const replicas = getNumber(resource.tree, 'spec', 'replicas');
  if (resource.kind !== 'StatefulSet' || replicas === undefined || replicas < 1) return undefined;
  return { last: (getNumber(resource.tree, 'spec', 'ordinals', 'start') ?? 0) + replicas - 1, count: replicas };
}

/** True if both templates carry exactly the same labels. */
export function sameLabels(a: PodTemplate, b: PodTemplate): boolean {
  return (
    a.labels.size === b.labels.size &&
    [...a.labels.values()].every(({ key, value }) => b.labels.get(key)?.value === value)
  );
}
