import type { Resource } from '../../k8s/object/resource.js';
import type { TargetNamespace } from '../../units/unit/unit.js';

/** Where what names no namespace goes. */
export type Target = Pick<TargetNamespace, 'name' | 'isGuess'>;

/** How far the namespaces of a unit are decided (semantics 9.2). */
export interface Namespaces {
  /** The effective namespace: the one written, else the target; null where nothing decides it. */
  of(resource: Resource): string | null;
  /** What a text means that names a namespace; null for the one that only a guess has put there. */
  meant(written: string): string | null;
  /** Whether two objects will share a namespace; `unknown` where exactly one of them leaves it open (semantics 9.2). */
  same(a: Resource, b: Resource): 'yes' | 'no' | 'unknown';
}

/**
 * An object that names no namespace goes to the target if there is one. Otherwise it may or may not be the one that
 * another object names: that the others all name one is no evidence, since whoever applies them may have passed any.
 * A chart that nobody says where to install was rendered for some namespace: that is as open, wherever it is written.
 */
export function namespacesOf(target: Target | undefined): Namespaces {
  const isGuess = target?.isGuess === true;
  const unset = isGuess ? null : (target?.name ?? null);
  const meant = (written: string): string | null => (isGuess && written === target.name ? null : written);
  const of = ({ namespace, clusterScoped }: Resource): string | null => {
    if (namespace !== undefined) return meant(namespace);
    return clusterScoped ? null : unset;
  };
  return {
    of,
    meant,
    same(a, b) {
      const left = of(a);
      const right = of(b);
      if (left === right) return 'yes';
      return left === null || right === null ? 'unknown' : 'no';
    },
  };
}
