import { once } from '../../data/once.js';
import { readLabels } from '../../k8s/labels/labels.js';
import { runningPorts } from '../../k8s/listening/running.js';
import { isKind } from '../../k8s/object/resource.js';
import type { LoadedObject } from '../../units/unit/objects.js';

/**
 * How many texts of the whole tree say a thing. Where two texts contradict each other, the one that others say too is
 * mostly right: a repair changes the other. No severity depends on it.
 */
export interface Voices {
  /** Labels of objects and Pod templates, and selectors of Services and workloads, that have the pair. */
  label(key: string, value: string): number;
  /** Ports of Services and containers that are called so, and target ports and probes that name one. */
  portName(name: string): number;
  /** Objects and references that name the namespace, DNS names in it, and the Namespace itself. */
  namespace(name: string): number;
}

/** Counts when somebody first asks, each kind of text by itself. */
export function voicesOf(objects: readonly LoadedObject[]): Voices {
  const labels = once(() => count(objects, labelsSaid));
  const portNames = once(() => count(objects, portNamesSaid));
  const namespaces = once(() => count(objects, namespacesSaid));
  return {
    label: (key, value) => labels().get(pair(key, value)) ?? 0,
    portName: (name) => portNames().get(name) ?? 0,
    namespace: (name) => namespaces().get(name) ?? 0,
  };
}

function count(
  objects: readonly LoadedObject[],
  said: (object: LoadedObject) => Iterable<string>,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const object of objects) for (const text of said(object)) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function* labelsSaid({ resource, service, workload }: LoadedObject): Iterable<string> {
  // The labels of a Pod are those of its template.
  if (workload?.templates[0]?.path.length !== 0)
    for (const { key, value } of readLabels(resource.tree, ['metadata', 'labels']).values()) yield pair(key, value);
  for (const { key, value } of service?.selector?.values() ?? []) yield pair(key, value);
  for (const { pair: asked } of workload?.selector ?? []) if (asked !== undefined) yield pair(asked.key, asked.value);
  for (const template of workload?.templates ?? [])
    for (const { key, value } of template.labels.values()) yield pair(key, value);
}

function* portNamesSaid({ service, workload }: LoadedObject): Iterable<string> {
  for (const { name, target } of service?.ports ?? []) {
    if (name !== '') yield name;
    if (target.kind === 'name') yield target.name;
  }
  for (const template of workload?.templates ?? []) {
    for (const { name } of runningPorts(template)) if (name !== undefined) yield name;
    for (const container of template.containers)
      // What an alias brings to several probes is one text.
      for (const { port, scalar } of container.checkedPorts)
        if (typeof port === 'string' && scalar.place.anchor === undefined) yield port;
  }
}

function* namespacesSaid({ resource, references, names }: LoadedObject): Iterable<string> {
  if (resource.namespace !== undefined) yield resource.namespace;
  if (isKind(resource, '', 'Namespace') && resource.name !== undefined) yield resource.name;
  for (const { namespace } of references) if (namespace !== undefined) yield namespace;
  for (const { name } of names) {
    if (name.form === 'full') yield name.namespace;
    else if (name.form === 'short' && name.labels.length === 2) yield name.labels[1] ?? '';
  }
}

function pair(key: string, value: string): string {
  return `${key}=${value}`;
}
