import type { Resource } from '../../k8s/object/resource.js';

/** How far the namespaces of a unit are decided (semantics 9.2). */
export interface Namespaces {
  /** The effective namespace: the one written, else the target, else the only one that the unit names; null if undecided. */
  of(resource: Resource): string | null;
  /** Whether two objects will share a namespace; `unknown` where exactly one of them leaves it open (semantics 9.2). */
  same(a: Resource, b: Resource): 'yes' | 'no' | 'unknown';
}

/**
 * An object that names no namespace goes to the target if there is one. If the unit names exactly one namespace, that
 * is taken for the target; otherwise an unset namespace may or may not be the one that another object names.
 */
export function namespacesOf(resources: readonly Resource[], target: string | undefined): Namespaces {
  const written = new Set(resources.flatMap(({ namespace }) => (namespace === undefined ? [] : [namespace])));
  const unset = target ?? (written.size === 1 ? [...written][0] : undefined) ?? null;
  const of = (resource: Resource): string | null => resource.namespace ?? (resource.clusterScoped ? null : unset);
  return {
    of,
    same(a, b) {
      const [left, right] = [of(a), of(b)];
      if (left === right) return 'yes';
      return left === null || right === null ? 'unknown' : 'no';
    },
  };
}
