import { append } from '../../data/group.js';
import type { Resource } from '../../k8s/object/resource.js';
import { isCall } from '../../k8s/references/references.js';
import type { Service } from '../../k8s/services/service.js';
import type { LoadedObject } from '../../units/unit/objects.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { Surroundings } from '../unit/surroundings.js';

/** Services that need no Pods: a mesh sends their requests to other Services (semantics 7.3). */
export interface Apexes {
  /**
   * True for the Service of a TrafficSplit, the parent of a route, or the host of a VirtualService, none of which sends
   * anything to itself.
   */
  isApex(service: Service): boolean;
}

/** What divides the requests of a Service, by the Service's name. */
export type Splits = ReadonlyMap<
  string,
  readonly { readonly from: Resource; readonly namespace: string | undefined }[]
>;

export function splitsAmong(objects: readonly LoadedObject[]): Splits {
  const splits = new Map<string, { readonly from: Resource; readonly namespace: string | undefined }[]>();
  for (const { references } of objects) {
    const called = new Set(references.filter(isCall).map(({ name }) => name));
    if (called.size === 0) continue;
    for (const { name, namespace, from, role } of references)
      if ((role === 'parent' || role === 'host') && !called.has(name)) append(splits, name, { from, namespace });
  }
  return splits;
}

export function apexesOf(splitsOf: Surroundings['splitsOf'], namespaces: Namespaces): Apexes {
  return {
    isApex({ name, resource }) {
      const own = namespaces.of(resource);
      return splitsOf(name).some(({ from, namespace }) => {
        const there = namespace === undefined ? namespaces.of(from) : namespaces.meant(namespace);
        return there === own || there === null || own === null;
      });
    },
  };
}
