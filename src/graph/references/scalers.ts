import { append, groupBy } from '../../data/group.js';
import { once, remember } from '../../data/once.js';
import type { NameReference } from '../../k8s/dns/name-reference.js';
import type { Resource } from '../../k8s/object/resource.js';
import { isTriggerContainer, type TriggerVariable, triggerVariables } from '../../k8s/dns/trigger-variables.js';
import { scaleTarget } from '../../k8s/workloads/scale-target.js';
import type { Workload } from '../../k8s/workloads/workload.js';
import type { Namespaces } from '../unit/namespaces.js';
import { areApplied } from '../unit/scope.js';
import type { UnitIndex } from '../unit/unit-index.js';

const SCALERS = [
  ['autoscaling', 'HorizontalPodAutoscaler'],
  ['keda.sh', 'ScaledObject'],
] as const;

/** Who decides how many Pods a workload has. */
export interface Scalers {
  /** The autoscalers that decide, or may decide, how many Pods the workload has. */
  scalersOf(workload: Workload): readonly Resource[];
  /** The autoscalers that scale the same object for sure, itself among them, in the order of the unit. */
  scalersBeside(scaler: Resource): readonly Resource[];
  /** The trigger of KEDA that takes an address from the variable in which the name stands. */
  triggerOn(reference: NameReference): TriggerVariable | undefined;
  /** The workload that the autoscaler is named after, where that is not its target and nobody scales it. */
  unscaledNamesake(scaler: Resource): Workload | undefined;
}

/** Asks by the name of the target, which need not be on disk (semantics 7.8). */
export function scalersOf(index: UnitIndex, namespaces: Namespaces): Scalers {
  const byTarget = once(() => {
    const found = new Map<string, Resource[]>();
    for (const scaler of SCALERS.flatMap(([group, kind]) => index.ofKind(group, kind))) {
      const target = scaleTarget(scaler);
      if (target !== undefined) append(found, keyOf(target), scaler);
    }
    return found;
  });
  const triggersOf = remember(triggerVariables);
  const scalersOf: Scalers['scalersOf'] = ({ kind, name, resource }) =>
    (byTarget().get(keyOf({ group: resource.group, kind, name })) ?? []).filter(
      (scaler) => namespaces.same(scaler, resource) !== 'no',
    );
  return {
    scalersOf,
    scalersBeside(scaler) {
      const target = scaleTarget(scaler);
      if (target === undefined) return [];
      const scaled = index
        .objectsNamed(target.group, target.kind, target.name)
        .find((resource) => namespaces.same(scaler, resource) === 'yes');
      const near = (byTarget().get(keyOf(target)) ?? []).filter(
        (other) =>
          other === scaler ||
          (namespaces.same(other, scaler) === 'yes' && areApplied(other, scaler, scaled, index.isOneApply)),
      );
      // What has one name is one object in several files.
      return [...groupBy(near, ({ name }) => name).values()].flatMap((same) => (same.length === 1 ? same : []));
    },
    triggerOn({ field, key, template, container }) {
      if (field !== 'env' || template === undefined || container === undefined) return undefined;
      const { workload } = template;
      return [...scalersOf(workload), workload.resource]
        .filter((scaler) => isTriggerContainer(scaler, workload, container))
        .flatMap(triggersOf)
        .find(({ variable }) => variable === key);
    },
    unscaledNamesake(scaler) {
      const target = scaleTarget(scaler);
      const own = (scaler.name ?? '').replace(/-(hpa|autoscaler|scaler|scaledobject)$/, '');
      return index
        .workloadsNamed(own)
        .find(
          (workload) =>
            own !== target?.name &&
            workload.kind === target?.kind &&
            namespaces.same(scaler, workload.resource) === 'yes' &&
            scalersOf(workload).length === 0,
        );
    },
  };
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
