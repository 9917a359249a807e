import { once } from '../../data/once.js';
import type { Resource } from '../../k8s/object/resource.js';
import { isMadeByOperator } from '../../k8s/services/service-makers.js';
import { namespaceOfAlias, type Service } from '../../k8s/services/service.js';
import type { Workload } from '../../k8s/workloads/workload.js';
import { closest } from '../../text/spelling/similar.js';
import { isSlip } from '../../text/spelling/slip.js';
import type { Makers } from '../closure/makers.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { Surroundings } from '../unit/surroundings.js';
import type { UnitIndex } from '../unit/unit-index.js';
import type { Neighbours } from './neighbours.js';

/** What stands behind a Service's name, seen from one object. */
export type ServiceLookup =
  /** Versions of it in several files count as one: what all of them contradict is certain. */
  | {
      readonly kind: 'found';
      readonly services: readonly Service[];
      /** False where a namespace is left open. */ readonly certain: boolean;
    }
  /**
   * Not on disk, and the settings, or a custom resource that makes it, say that it lives elsewhere: nothing is to be
   * said.
   */
  | {
      readonly kind: 'external';
      /** All that says so is that the name begins like that of an operator's object. */
      readonly begun: boolean;
    }
  | {
      readonly kind: 'missing';
      /** A Service of the wanted namespace with a similar name, or with `-svc` more or less. */
      readonly similar: Service | undefined;
      /** A Service that had the name before a kustomization changed it, in the wanted namespace. */
      readonly renamed: Service | undefined;
      /** A Service of that name in another namespace, or in another unit of the tree. */
      readonly elsewhere: Service | undefined;
      /** A workload of that name beside the referrer: workloads have no DNS name. */
      readonly workload: Workload | undefined;
      /** Nothing on disk suggests that the Service may come from elsewhere (semantics 0.3). */
      readonly closed: boolean;
    };

/** A Service by name, in `namespace` or in the referrer's own, seen from `from`. */
export interface WantedName {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly from: Resource;
}

interface Around {
  readonly index: UnitIndex;
  readonly namespaces: Namespaces;
  readonly neighbours: Neighbours;
  readonly makers: Makers;
  /** Services of experiments, which their Rollout makes. */
  readonly experiments: () => ReadonlySet<string>;
  readonly surroundings: Pick<
    Surroundings,
    'servicesElsewhere' | 'isExternal' | 'isMadeByCommand' | 'isUnread' | 'isOfUnreadChart' | 'makerElsewhere'
  >;
}

/**
 * An operator that names Services after its object is no excuse for a slip of the keyboard, unless the object's name is
 * the very difference.
 */
function isSlipBeside(name: string, maker: string | undefined, similar: Service | undefined): boolean {
  if (similar === undefined || !isSlip(name, similar.name)) return false;
  return maker === undefined || similar.name.startsWith(maker);
}

const isNoAlias = (service: Service): boolean => namespaceOfAlias(service) === undefined;

/** Looks up a Service by name from where `from` stands: nearest scope first, as selections are (semantics 0.3, 9.2). */
export function lookupService(
  { name, namespace, from }: WantedName,
  { index, namespaces, neighbours, makers, experiments, surroundings }: Around,
): ServiceLookup {
  const wanted = namespace === undefined ? namespaces.of(from) : namespaces.meant(namespace);
  const named = index.servicesNamed(name);
  const nearest = neighbours.servicesNamed(name, wanted, from);
  const madeAlike = index.serviceMakersNamed(name);
  // Of two of one name, the one that a controller makes may well be meant, and Knative's answers on port 80.
  if (madeAlike.some((maker) => [null, wanted].includes(namespaces.of(maker))))
    return { kind: 'external', begun: false };
  if (nearest !== undefined) return { kind: 'found', services: nearest.items, certain: nearest.certain };
  const inNamespace = ({ resource }: Service): boolean => namespaces.of(resource) === wanted;
  const similar = once(() => {
    const close = closest(name, neighbours.serviceNames(wanted));
    const found = close === undefined ? undefined : index.servicesNamed(close).find(inNamespace);
    return found ?? neighbours.sameByCustom(name, from, wanted);
  });
  const made = makers.service(name, wanted);
  const isMade = (): boolean =>
    made === 'named' || isMadeByOperator(name) || experiments().has(name) || madeAlike.length > 0;
  const isBegun = (): boolean => made === 'begun' && !isSlipBeside(name, makers.maker(name, wanted), similar());
  // The object of the operator may be applied by another unit, and a namespace that is written tells that it is meant.
  const isMadeElsewhere = (): boolean => {
    const maker = namespace === undefined ? undefined : surroundings.makerElsewhere(name, namespace);
    return maker !== undefined && !isSlipBeside(name, maker, similar());
  };
  if (surroundings.isExternal(name, wanted) || surroundings.isMadeByCommand(name) || isMade())
    return { kind: 'external', begun: false };
  if (surroundings.isUnread('Service', name)) return { kind: 'external', begun: false };
  // A slip of a name that is there is none of what a chart makes.
  if (surroundings.isOfUnreadChart(name) && similar() === undefined) return { kind: 'external', begun: false };
  if (isBegun()) return { kind: 'external', begun: true };
  if (isMadeElsewhere()) return { kind: 'external', begun: false };
  const outside = neighbours.among(surroundings.servicesElsewhere(name), wanted);
  // What another unit has in that very namespace goes before what this one has in another.
  const elsewhere =
    (wanted === null ? undefined : outside.find(inNamespace)) ?? named.find(isNoAlias) ?? named[0] ?? outside[0];
  // What compares with every Service waits until somebody asks: a text may name thousands of hosts.
  return {
    kind: 'missing',
    get similar() {
      return similar();
    },
    renamed: index.servicesOnceNamed(name).find(inNamespace),
    elsewhere,
    workload: index.workloadsNamed(name).find((workload) => workload.resource.file.folder === from.file.folder),
    get closed() {
      return (
        !index.open &&
        !from.partial &&
        made === 'no' &&
        elsewhere === undefined &&
        wanted !== 'kube-system' &&
        // Who writes `default` beside objects that name no namespace means theirs.
        (neighbours.hasServiceAndPods(from, wanted) ||
          (wanted === 'default' && neighbours.hasServiceAndPods(from, null)))
      );
    },
  };
}
