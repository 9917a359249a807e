import { append } from '../../data/group.js';
import { once } from '../../data/once.js';
import type { Resource } from '../../k8s/object/resource.js';
import { scaleTarget } from '../../k8s/workloads/scale-target.js';
import type { Workload } from '../../k8s/workloads/workload.js';
import type { Namespaces } from '../unit/namespaces.js';
import type { UnitIndex } from '../unit/unit-index.js';

const SCALERS = [
  ['autoscaling', 'HorizontalPodAutoscaler'],
  ['keda.sh', 'ScaledObject'],
] as const;

/** The autoscalers that decide, or may decide, how many Pods a workload has (semantics 7.8). */
export function scalersOf(index: UnitIndex, namespaces: Namespaces): (workload: Workload) => readonly Resource[] {
  const byTarget = once(() => {
    const found = new Map<string, Resource[]>();
    for (const scaler of SCALERS.flatMap(([group, kind]) => index.ofKind(group, kind))) {
      const target = scaleTarget(scaler);
      if (target !== undefined) append(found, keyOf(target), scaler);
    }
    return found;
  });
  return ({ kind, name, resource }) =>
    (byTarget().get(keyOf({ group: resource.group, kind, name })) ?? []).filter(
      (scaler) => namespaces.same(scaler, resource) !== 'no',
    );
}

/** Deployments and ReplicaSets moved from `extensions` to `apps` (semantics 2.5). */
function keyOf({
  group,
  kind,
  name,
}: {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}): string {
  return `${group === 'extensions' ? 'apps' : group}/${kind}/${name}`;
}
