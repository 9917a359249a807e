import type { Resource } from '../../k8s/object/resource.js';
import { isSlip } from '../../text/spelling/slip.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** The classes of Ingresses that stand on disk; most come with their controller and do not (semantics 7.1). */
export interface IngressClasses {
  /** The class whose name `name` is a slip for; undefined where there is one of that very name. */
  similarClass(name: string): Resource | undefined;
}

/** Among more of them a look-alike proves little. */
const MOST = 50;

export function ingressClassesOf(index: Pick<UnitIndex, 'ofKind' | 'objectsNamed'>): IngressClasses {
  const [group, kind] = ['networking.k8s.io', 'IngressClass'];
  return {
    similarClass(name) {
      if (index.objectsNamed(group, kind, name).length > 0) return undefined;
      return index
        .ofKind(group, kind)
        .slice(0, MOST)
        .find((each) => isSlip(each.name ?? '', name));
    },
  };
}
