import { controllersOf, type IngressController } from '../../k8s/annotations/ingress-controllers.js';
import type { Resource } from '../../k8s/object/resource.js';
import { ingressClassOf } from '../../k8s/routes/ingress.js';
import { isSlip } from '../../text/spelling/slip.js';
import { getString } from '../../tree/tree.js';
import type { Surroundings } from '../unit/surroundings.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** The classes of Ingresses that stand on disk; most come with their controller and do not (semantics 7.1). */
export interface IngressClasses {
  /** The class whose name `name` is a slip for; undefined where there is one of that very name. */
  similarClass(name: string): Resource | undefined;
  /** The controllers that may get an Ingress: none where nothing tells, two where they share the name of a class. */
  takersOf(ingress: Resource): readonly IngressController[];
}

/** Among more of them a look-alike proves little. */
const MOST = 50;

export function ingressClassesOf(
  index: Pick<UnitIndex, 'ofKind' | 'objectsNamed'>,
  { named }: Pick<Surroundings, 'named'>,
): IngressClasses {
  const [group, kind] = ['networking.k8s.io', 'IngressClass'];
  return {
    similarClass(name) {
      if (index.objectsNamed(group, kind, name).length > 0) return undefined;
      return index
        .ofKind(group, kind)
        .slice(0, MOST)
        .find((each) => isSlip(each.name ?? '', name));
    },
    takersOf(ingress) {
      const name = ingressClassOf(ingress);
      // Classes stand with their controller, in a unit of its own.
      const [known] = name === undefined ? [] : named(group, kind, name);
      return controllersOf(name, known && getString(known.tree, 'spec', 'controller'));
    },
  };
}
