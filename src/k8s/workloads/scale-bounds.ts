import { get, getNumber, isString, type Path } from '../../tree/tree.js';
import { isKind, type Resource } from '../object/resource.js';

/** Between which numbers of replicas an autoscaler keeps its target (semantics 7.8). */
export interface ScaleBounds {
  readonly least: number;
  readonly most: number;
  /** Where the least is written, or would be. */
  readonly path: Path;
}

/** True where somebody fills in one of the numbers: how many Pods there are is not known. */
export function hasOpenBounds({ tree }: Resource): boolean {
  return ['minReplicas', 'maxReplicas', 'minReplicaCount', 'maxReplicaCount'].some((field) =>
    isString(get(tree, 'spec', field)),
  );
}

/**
 * With the defaults of autoscaling and of KEDA; undefined without the maximum that a HorizontalPodAutoscaler must have.
 */
export function scaleBounds(scaler: Resource): ScaleBounds | undefined {
  const { tree } = scaler;
  if (isKind(scaler, 'keda.sh', 'ScaledObject')) {
    const path = ['spec', 'minReplicaCount'];
    return { path, least: getNumber(tree, ...path) ?? 0, most: getNumber(tree, 'spec', 'maxReplicaCount') ?? 100 };
  }
  const most = getNumber(tree, 'spec', 'maxReplicas');
  const path = ['spec', 'minReplicas'];
  return most === undefined ? undefined : { path, most, least: getNumber(tree, ...path) ?? 1 };
}
