import type { PodTemplate } from './workload.js';

/** True if both templates carry exactly the same labels. */
export function sameLabels(a: PodTemplate, b: PodTemplate): boolean {
  return (
    a.labels.size === b.labels.size &&
    [...a.labels.values()].every(({ key, value }) => b.labels.get(key)?.value === value)
  );
}
