import type { Resource } from '../../k8s/object/resource.js';
import type { Workload } from '../../k8s/workloads/workload.js';
import { closest } from '../../text/spelling/similar.js';
import { hasSameWords } from '../../text/spelling/whole-words.js';
import type { Makers } from '../closure/makers.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { Surroundings } from '../unit/surroundings.js';
import type { UnitIndex } from '../unit/unit-index.js';

/** What stands behind the kind and name of a workload, seen from an object that refers to it. */
export type WorkloadLookup =
  | { readonly kind: 'found' }
  | {
      readonly kind: 'missing';
      /** A workload of that name in the namespace, of another kind. */
      readonly otherKind: Workload | undefined;
      /** A workload of the kind with a similar name, in the namespace. */
      readonly similar: Workload | undefined;
      /** Workloads of the kind beside the reference whose names are the one asked for but for whole words. */
      readonly kindred: readonly Workload[];
      /** The workload in a namespace that certainly is another one. */
      readonly otherNamespace: Workload | undefined;
      /** A workload of that name in another unit of the tree. */
      readonly elsewhere: Workload | undefined;
      /** Nothing on disk suggests that the workload may come from elsewhere (semantics 0.3). */
      readonly closed: boolean;
    };

/** A reference to a workload by kind and name, from the object that makes it. */
export interface WorkloadReference {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly from: Resource;
}

interface Around {
  readonly index: UnitIndex;
  readonly namespaces: Namespaces;
  readonly makers: Makers;
  readonly surroundings: Pick<Surroundings, 'workloadsElsewhere' | 'isUnread'>;
}

/** Looks up a workload by kind and name; versions of an API do not matter (semantics 7.8, 9.3). */
export function lookupWorkload(
  { group, kind, name, from }: WorkloadReference,
  { index, namespaces, makers, surroundings }: Around,
): WorkloadLookup {
  const isKind = ({ resource }: Workload): boolean => homeOf(resource.group, resource.kind) === homeOf(group, kind);
  const same = (resource: Resource): 'yes' | 'no' | 'unknown' => namespaces.same(from, resource);
  const named = index.workloadsNamed(name);
  if (
    surroundings.isUnread(kind, name) ||
    named.some((workload) => isKind(workload) && same(workload.resource) !== 'no') ||
    index.objectsNamed(group, kind, name).some((resource) => same(resource) !== 'no')
  ) {
    return { kind: 'found' };
  }
  const isNear = (workload: Workload): boolean => same(workload.resource) === 'yes';
  const elsewhere = surroundings
    .workloadsElsewhere(name)
    .find((workload) => isKind(workload) && !index.holds(workload.resource) && same(workload.resource) !== 'no');
  const otherKind = named.find(isNear);
  const close = closest(
    name,
    namesOf(index.workloads, (workload) => isKind(workload) && isNear(workload)),
  );
  const similar =
    index.workloadsNamed(close ?? '').find((workload) => isKind(workload) && isNear(workload)) ??
    index.workloadsLike(name).find((workload) => isKind(workload) && isNear(workload));
  const otherNamespace = named.find((workload) => isKind(workload) && same(workload.resource) === 'no');
  const isLikely = [otherKind, similar, otherNamespace, elsewhere].some((workload) => workload !== undefined);
  // The chart of a release beside it, which nobody renders here, may well make it.
  if (!isLikely && index.ofKind('helm.toolkit.fluxcd.io', 'HelmRelease').some((release) => same(release) !== 'no'))
    return { kind: 'found' };
  return {
    kind: 'missing',
    otherKind,
    similar,
    get kindred() {
      const beside = index.templatesBeside(from);
      if (beside.length > MOST_BESIDE) return [];
      return [...new Set(beside.map(({ workload }) => workload))].filter(
        (workload) => hasSameWords(name, workload.name) && isKind(workload) && isNear(workload),
      );
    },
    otherNamespace,
    elsewhere,
    closed:
      !index.open &&
      !from.partial &&
      makers.pods({ name, pairs: [] }, namespaces.of(from)) === 'no' &&
      elsewhere === undefined &&
      index.templatesBeside(from).some(({ workload }) => isNear(workload)),
  };
}

/** Among more templates than this a word in common proves little, and comparing all of them would be quadratic. */
const MOST_BESIDE = 200;

/** One by one, since whoever compares names gives up on too many of them. */
function* namesOf(workloads: readonly Workload[], fits: (workload: Workload) => boolean): Iterable<string> {
  for (const workload of workloads) if (fits(workload)) yield workload.name;
}

/**
 * A kind whatever group served it at the time: Deployments moved from `extensions` to `apps`, OpenShift's out of the
 * core group.
 */
function homeOf(group: string, kind: string): string {
  if (kind === 'DeploymentConfig') return kind;
  return `${group === 'extensions' ? 'apps' : group}/${kind}`;
}
