import { describe, type Resource } from '../k8s/object/resource.js';
import type { PodTemplate } from '../k8s/workloads/workload.js';
import { code } from '../text/words.js';
import { getEntries, type Place } from '../tree/tree.js';

/** The first scalar entry of the spec, behind which another one can be written. */
export function scalarOfSpec(resource: Resource): { readonly key: Place; readonly value: Place } | undefined {
  const entry = [...getEntries(resource.tree, 'spec')].find(
    ({ value }) => value.type === 'scalar' && value.style !== 'block' && value.source !== '',
  );
  return entry && { key: entry.keyPlace, value: entry.value.place };
}

/** Where somebody calls a single Pod: the label of that place, if there is one. */
export function calledLabels(
  use: { readonly text: string; readonly place: Place; readonly resource: Resource } | undefined,
): readonly { readonly place: Place; readonly text: string }[] {
  return use === undefined ? [] : [{ place: use.place, text: `${describe(use.resource)} calls ${code(use.text)}` }];
}

/** What it takes to change the Service of a StatefulSet, most of whose spec is immutable (semantics 2.4). */
export function immutableWords({ workload }: PodTemplate): string | undefined {
  return workload.kind === 'StatefulSet'
    ? '`serviceName` cannot be changed in place: delete the StatefulSet with `--cascade=orphan`, then apply it again'
    : undefined;
}
