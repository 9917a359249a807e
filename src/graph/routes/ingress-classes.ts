import { controllersOf, isOfController, type IngressController } from '../../k8s/annotations/ingress-controllers.js';
import type { Resource } from '../../k8s/object/resource.js';
import { ingressClassOf } from '../../k8s/routes/ingress.js';
import { isSlip } from '../../text/spelling/slip.js';
import { getString } from '../../tree/tree.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { once } from '../../data/once.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { Surroundings } from '../unit/surroundings.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** The classes of Ingresses that stand on disk; most come with their controller and do not (semantics 7.1). */
export interface IngressClasses {
  /** The class whose name `name` is a slip for; undefined where there is one of that very name. */
  similarClass(name: string): Resource | undefined;
  /** The controllers that may get an Ingress: none where nothing tells, two where they share the name of a class. */
  takersOf(ingress: Resource): readonly IngressController[];
  /** True where the Pods of a controller are, or may be, in this namespace. */
  hasController(namespace: string | null): boolean;
}

/** Among more of them a look-alike proves little. */
const MOST = 50;

export function ingressClassesOf(
  index: Pick<UnitIndex, 'ofKind' | 'objectsNamed' | 'templates'>,
  namespaces: Pick<Namespaces, 'of'>,
  { named }: Pick<Surroundings, 'named'>,
): IngressClasses {
  const [group, kind] = ['networking.k8s.io', 'IngressClass'];
  const isController = ({ containers }: PodTemplate): boolean =>
    containers.some((container) => isOfController(container.image));
  const withController = once(
    () => new Set([...index.templates].filter(isController).map(({ workload }) => namespaces.of(workload.resource))),
  );
  return {
    similarClass(name) {
      if (index.objectsNamed(group, kind, name).length > 0) return undefined;
      return index
        .ofKind(group, kind)
        .slice(0, MOST)
        .find((each) => isSlip(each.name ?? '', name));
    },
    hasController: (namespace) =>
      namespace === null ? withController().size > 0 : withController().has(namespace) || withController().has(null),
    takersOf(ingress) {
      const name = ingressClassOf(ingress);
      // Classes stand with their controller, in a unit of its own.
      const [known] = name === undefined ? [] : named(group, kind, name);
      return controllersOf(name, known && getString(known.tree, 'spec', 'controller'));
    },
  };
}
