import type { Resource } from '../../k8s/object/resource.js';

/** How far the namespaces of a unit are decided (semantics 9.2). */
export interface Namespaces {
  /** The effective namespace: the one written, else the target; null where nothing decides it. */
  of(resource: Resource): string | null;
  /** Whether two objects will share a namespace; `unknown` where exactly one of them leaves it open (semantics 9.2). */
  same(a: Resource, b: Resource): 'yes' | 'no' | 'unknown';
}

/**
 * An object that names no namespace goes to the target if there is one. Otherwise it may or may not be the one that
 * another object names: that the others all name one is no evidence, since whoever applies them may have passed any.
 */
export function namespacesOf(target: string | undefined): Namespaces {
  const unset = target ?? null;
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
