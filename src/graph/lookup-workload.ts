import type { Resource } from '../k8s/resource.js';
import type { Workload } from '../k8s/workload.js';
import { folderOf } from '../text/paths.js';
import { closest } from '../text/similar.js';
import type { Graph, Surroundings, WorkloadLookup } from './graph.js';
import type { Namespaces } from './namespaces.js';
import type { UnitIndex } from './unit-index.js';

/** Looks up a workload by kind and name; versions of an API do not matter (semantics 7.8, 9.3). */
export function lookupWorkload(
  { group, kind, name, from }: Parameters<Graph['lookupWorkload']>[0],
  index: UnitIndex,
  namespaces: Namespaces,
  surroundings: Pick<Surroundings, 'workloadsElsewhere'>,
): WorkloadLookup {
  const isKind = ({ resource }: Workload): boolean => homeOf(resource.group, resource.kind) === homeOf(group, kind);
  const same = (resource: Resource): 'yes' | 'no' | 'unknown' => namespaces.same(from, resource);
  const named = index.workloadsNamed(name);
  if (
    named.some((workload) => isKind(workload) && same(workload.resource) !== 'no') ||
    index.objectsNamed(group, kind, name).some((resource) => same(resource) !== 'no')
  ) {
    return { kind: 'found' };
  }
  const near = index.workloads.filter(({ resource }) => same(resource) === 'yes');
  const close = closest(
    name,
    near.filter(isKind).map((workload) => workload.name),
  );
  const elsewhere = surroundings
    .workloadsElsewhere(name)
    .find((workload) => isKind(workload) && !index.holds(workload.resource) && same(workload.resource) !== 'no');
  const inFolder = ({ resource }: Workload): boolean => folderOf(resource.file.path) === folderOf(from.file.path);
  const otherKind = named.find((workload) => same(workload.resource) === 'yes');
  const similar = near.find((workload) => isKind(workload) && workload.name === close);
  const otherNamespace = named.find((workload) => isKind(workload) && same(workload.resource) === 'no');
  const isLikely = [otherKind, similar, otherNamespace, elsewhere].some((workload) => workload !== undefined);
  // The chart of a release beside it, which nobody renders here, may well make it.
  if (!isLikely && index.ofKind('helm.toolkit.fluxcd.io', 'HelmRelease').some((release) => same(release) !== 'no'))
    return { kind: 'found' };
  return {
    kind: 'missing',
    otherKind,
    similar,
    otherNamespace,
    elsewhere,
    closed:
      !index.open && !from.partial && index.operated.length === 0 && elsewhere === undefined && near.some(inFolder),
  };
}

/** A kind whatever group served it at the time: Deployments moved from `extensions` to `apps`, OpenShift's out of the core group. */
function homeOf(group: string, kind: string): string {
  if (kind === 'DeploymentConfig') return kind;
  return `${group === 'extensions' ? 'apps' : group}/${kind}`;
}
