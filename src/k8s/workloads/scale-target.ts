import { getString, type Path } from '../../tree/tree.js';
import { groupOf, isBuiltInGroup } from '../object/groups.js';
import type { ObjectKind } from '../object/object-kind.js';
import { isKind, type Resource } from '../object/resource.js';

export const AUTOSCALER_KINDS: readonly ObjectKind[] = [
  'autoscaling/HorizontalPodAutoscaler',
  'autoscaling.k8s.io/VerticalPodAutoscaler',
  'keda.sh/ScaledObject',
];

/**
 * What an autoscaler scales: `spec.scaleTargetRef` of a HorizontalPodAutoscaler or of a ScaledObject, `spec.targetRef`
 * of a VerticalPodAutoscaler (semantics 7.8).
 */
export interface ScaleTarget {
  readonly path: Path;
  /** As written, or by default; empty where it must be written and is not. */
  readonly apiVersion: string;
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  /** The number of Pods, or what each of them asks for, which other kinds have too. */
  readonly scales: 'replicas' | 'resources';
}

/** Undefined for what scales nothing, and for a target without kind or name, which the API server refuses. */
export function scaleTarget(resource: Resource): ScaleTarget | undefined {
  const keda = isKind(resource, 'keda.sh', 'ScaledObject');
  const vertical = isKind(resource, 'autoscaling.k8s.io', 'VerticalPodAutoscaler');
  if (!keda && !vertical && !isKind(resource, 'autoscaling', 'HorizontalPodAutoscaler')) return undefined;
  const path = ['spec', vertical ? 'targetRef' : 'scaleTargetRef'];
  const name = getString(resource.tree, ...path, 'name') || undefined;
  const kind = (getString(resource.tree, ...path, 'kind') ?? (keda ? 'Deployment' : '')) || undefined;
  const apiVersion = getString(resource.tree, ...path, 'apiVersion') ?? (keda ? 'apps/v1' : '');
  return name === undefined || kind === undefined
    ? undefined
    : {
        path,
        apiVersion,
        group: groupOf(apiVersion),
        kind,
        name,
        scales: vertical ? 'resources' : 'replicas',
      };
}

/** Built-in kinds with a scale subresource, by the group that serves them. */
export const SCALABLE: ReadonlyMap<string, string> = new Map([
  ['Deployment', 'apps'],
  ['ReplicaSet', 'apps'],
  ['StatefulSet', 'apps'],
  ['ReplicationController', ''],
]);

/** Kinds whose Pods a VerticalPodAutoscaler finds without a scale subresource too. */
const SIZABLE: ReadonlyMap<string, string> = new Map([
  ...SCALABLE,
  ['DaemonSet', 'apps'],
  ['Job', 'batch'],
  ['CronJob', 'batch'],
]);

/** The kinds that such an autoscaler can be for, by the group that serves them. */
export function targetKinds({ scales }: Pick<ScaleTarget, 'scales'>): ReadonlyMap<string, string> {
  return scales === 'resources' ? SIZABLE : SCALABLE;
}

/** `extensions` served Deployments and ReplicaSets up to 1.15 (semantics 2.5). */
export function servesScale(
  { group, kind }: Pick<ScaleTarget, 'group' | 'kind'>,
  kinds: ReadonlyMap<string, string>,
  minor: number,
): boolean {
  const home = kinds.get(kind);
  return (
    home === group ||
    (group === 'extensions' && home === 'apps' && kind !== 'StatefulSet' && minor < 16) ||
    !isBuiltInGroup(group)
  );
}
