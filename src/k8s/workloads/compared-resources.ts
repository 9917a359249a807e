import { getList, getString, type Path } from '../../tree/tree.js';
import type { Resource } from '../object/resource.js';

/** A resource whose use is compared with what the containers request. */
export interface ComparedResource {
  readonly name: 'cpu' | 'memory';
  /** Where the autoscaler says so. */
  readonly path: Path;
  /** The one container that counts; undefined where all of them do. */
  readonly container: string | undefined;
}

/**
 * The percentages that an autoscaler goes by: of a HorizontalPodAutoscaler that says nothing it is that of the CPU, and
 * so it is with the triggers `cpu` and `memory` of KEDA (semantics 7.8).
 */
export function comparedResources(scaler: Resource): readonly ComparedResource[] {
  if (scaler.kind === 'ScaledObject') return ofTriggers(scaler);
  if (scaler.apiVersion === 'autoscaling/v1') {
    const path = ['spec', 'targetCPUUtilizationPercentage'];
    const at = scaler.get(...path) === undefined ? ['spec', 'scaleTargetRef', 'name'] : path;
    return [{ name: 'cpu', path: at, container: undefined }];
  }
  const metrics = getList(scaler.tree, 'spec', 'metrics');
  if (metrics.length === 0) return [{ name: 'cpu', path: ['spec', 'scaleTargetRef', 'name'], container: undefined }];
  return metrics.flatMap((metric, index) =>
    ['resource', 'containerResource'].flatMap((source): readonly ComparedResource[] => {
      const path = ['spec', 'metrics', index, source];
      const name = getString(metric, source, 'name');
      const percentage = [
        ['target', 'averageUtilization'],
        ['targetAverageUtilization'], // v2beta1
      ].find((below) => scaler.get(...path, ...below) !== undefined);
      if (percentage === undefined || (name !== 'cpu' && name !== 'memory')) return [];
      return [{ name, path: [...path, ...percentage], container: getString(metric, source, 'container') }];
    }),
  );
}

function ofTriggers(scaler: Resource): readonly ComparedResource[] {
  return getList(scaler.tree, 'spec', 'triggers').flatMap((trigger, index): readonly ComparedResource[] => {
    const name = getString(trigger, 'type');
    const type = getString(trigger, 'metricType') ?? getString(trigger, 'metadata', 'type') ?? 'Utilization';
    if ((name !== 'cpu' && name !== 'memory') || type !== 'Utilization') return [];
    const container = getString(trigger, 'metadata', 'containerName');
    return [{ name, path: ['spec', 'triggers', index, 'type'], container }];
  });
}
