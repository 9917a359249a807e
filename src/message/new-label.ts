import { readLabels, type LabelPair } from '../k8s/labels/labels.js';
import type { Service } from '../k8s/services/service.js';
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

/**
 * Lets a Service select one more label: behind the last of its selector that stands in its own file. What a
 * kustomization adds to the selector it adds to every Pod as well. Undefined where none stands there.
 */
export function alsoSelecting({ selector, resource }: Service, { key, value }: LabelPair): LabelChange | undefined {
  const own = [...(selector?.values() ?? [])].filter(({ keyAt }) => keyAt.span.file === resource.file);
  const last = own.at(-1);
  return last && { after: { key: last.keyAt, value: last.valueAt }, entry: [key, value] };
}
