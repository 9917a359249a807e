import { describe, expect, it } from 'vitest';
import { scaleTarget, servesScale, targetKinds } from '../../../src/k8s/workloads/scale-target.js';
import { resourceOf } from '../../support/resources.js';

const HPA = ['autoscaling/v2', 'HorizontalPodAutoscaler'] as const;
const VPA = ['autoscaling.k8s.io/v1', 'VerticalPodAutoscaler'] as const;
const KEDA = ['keda.sh/v1alpha1', 'ScaledObject'] as const;

describe('scaleTarget', () => {
  const target = ([apiVersion, kind]: readonly [string, string], spec: string) =>
    scaleTarget(resourceOf(`{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: x}, spec: ${spec}}`));

  it.each([
    [HPA, '{scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}', 'apps Deployment web replicas'],
    [HPA, '{scaleTargetRef: {kind: ReplicationController, name: web}}', ' ReplicationController web replicas'],
    [
      HPA,
      '{scaleTargetRef: {apiVersion: v1, kind: ReplicationController, name: web}}',
      ' ReplicationController web replicas',
    ],
    [VPA, '{targetRef: {apiVersion: apps/v1, kind: DaemonSet, name: web}}', 'apps DaemonSet web resources'],
    [KEDA, '{scaleTargetRef: {name: web}}', 'apps Deployment web replicas'],
    [
      KEDA,
      '{scaleTargetRef: {apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: web}}',
      'argoproj.io Rollout web replicas',
    ],
  ])('of %j with %s: %s', (kind, spec, expected) => {
    const found = target(kind, spec);
    expect(`${found?.group} ${found?.kind} ${found?.name} ${found?.scales}`).toBe(expected);
  });

  it.each([
    ['without a name', HPA, '{scaleTargetRef: {apiVersion: apps/v1, kind: Deployment}}'],
    ['with an empty name', HPA, '{scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ""}}'],
    ['without a kind', HPA, '{scaleTargetRef: {apiVersion: apps/v1, name: web}}'],
    ['in the field of another autoscaler', VPA, '{scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}'],
    ['of no autoscaler', ['apps/v1', 'Deployment'] as const, '{scaleTargetRef: {kind: Deployment, name: web}}'],
    ['of a kind of another group', ['example.com/v1', 'ScaledObject'] as const, '{scaleTargetRef: {name: web}}'],
  ])('is none %s', (_, kind, spec) => {
    expect(target(kind, spec)).toBeUndefined();
  });
});

describe('servesScale', () => {
  it.each([
    ['apps', 'Deployment', 'replicas', 36, true],
    ['apps', 'StatefulSet', 'replicas', 36, true],
    ['', 'ReplicationController', 'replicas', 36, true],
    ['', 'Deployment', 'replicas', 36, false],
    ['apps', 'ReplicationController', 'replicas', 36, false],
    ['apps', 'DaemonSet', 'replicas', 36, false],
    ['apps', 'DaemonSet', 'resources', 36, true],
    ['batch', 'CronJob', 'replicas', 36, false],
    ['batch', 'CronJob', 'resources', 36, true],
    ['extensions', 'Deployment', 'replicas', 15, true],
    ['extensions', 'Deployment', 'replicas', 16, false],
    ['extensions', 'StatefulSet', 'replicas', 15, false],
    ['argoproj.io', 'Rollout', 'replicas', 36, true],
  ] as const)('%s/%s has %s to scale in 1.%d: %s', (group, kind, scales, minor, expected) => {
    expect(servesScale({ group, kind }, targetKinds({ scales }), minor)).toBe(expected);
  });
});
