import { readLabels, type LabelPair } from '../k8s/labels/labels.js';
import type { PodTemplate } from '../k8s/workloads/workload.js';
import type { Place } from '../tree/tree.js';

/** One change that writes a label. */
export type LabelChange = { readonly entry: readonly [key: string, value: string] } & (
  | { readonly after: { readonly key: Place; readonly value: Place } }
  | { readonly before: Place }
  | { readonly under: Place }
);

/**
 * Gives a Pod template a label: behind those that come before it in the workload's own labels, or else in its selector,
 * or in that of who asks for it, and before all others where none does.
 */
export function newLabel(
  template: PodTemplate,
  { key, value }: Pick<LabelPair, 'key' | 'value'>,
  asked: readonly string[] = [],
): LabelChange {
  const { labels, path, workload } = template;
  const entry = [key, value] as const;
  const [first] = labels.values();
  if (first === undefined) return { under: workload.resource.keyAt(...path, 'metadata', 'labels'), entry };
  const own = [...readLabels(workload.resource.tree, ['metadata', 'labels']).keys()];
  const selected = (workload.selector ?? []).map((requirement) => requirement.key);
  const order = [own, selected].find((keys) => keys.includes(key)) ?? asked;
  const earlier = order.slice(0, Math.max(0, order.indexOf(key))).findLast((other) => labels.has(other));
  const before = earlier === undefined ? undefined : labels.get(earlier);
  return before === undefined
    ? { before: first.keyAt, entry }
    : { after: { key: before.keyAt, value: before.valueAt }, entry };
}
