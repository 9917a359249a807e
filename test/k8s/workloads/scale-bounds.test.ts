import { expect, it } from 'vitest';
import { scaleBounds } from '../../../src/k8s/workloads/scale-bounds.js';
import { resourceOf } from '../../support/resources.js';

it.each([
  ['autoscaling/v2, kind: HorizontalPodAutoscaler', '{minReplicas: 2, maxReplicas: 5}', [2, 5]],
  ['autoscaling/v2, kind: HorizontalPodAutoscaler', '{maxReplicas: 5}', [1, 5]],
  ['autoscaling/v2, kind: HorizontalPodAutoscaler', '{minReplicas: 2}', undefined],
  ['keda.sh/v1alpha1, kind: ScaledObject', '{minReplicaCount: 1, maxReplicaCount: 4}', [1, 4]],
  ['keda.sh/v1alpha1, kind: ScaledObject', '{}', [0, 100]],
])('the replicas that %s with %s keeps (semantics 7.8)', (kind, spec, expected) => {
  const bounds = scaleBounds(resourceOf(`{apiVersion: ${kind}, metadata: {name: x}, spec: ${spec}}`));
  expect(bounds && [bounds.least, bounds.most]).toEqual(expected);
});
