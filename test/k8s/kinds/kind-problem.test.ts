import { describe, expect, it } from 'vitest';
import { isKindOfKubernetes, isNamedKind, kindProblem } from '../../../src/k8s/kinds/kind-problem.js';

describe('kindProblem', () => {
  it.each([
    ['v1', 'configmap', 'ConfigMap'],
    ['v1', 'service', 'Service'],
    ['apps/v1', 'deployment', 'Deployment'],
    ['apps/v1', 'Deploymnet', 'Deployment'],
    ['apps/v1', 'StatefullSet', 'StatefulSet'],
  ])('%s %s is a slip for %s', (apiVersion, kind, instead) => {
    expect(kindProblem(apiVersion, kind)).toEqual({ kind: 'name', instead });
  });

  it.each([
    ['apps/v1', 'Service', 'v1'],
    ['v1', 'Deployment', 'apps/v1'],
    ['v1', 'Ingress', 'networking.k8s.io/v1'],
    ['apps/v2', 'Deployment', 'apps/v1'],
    ['networking/v1', 'NetworkPolicy', 'networking.k8s.io/v1'],
    ['batch/v2', 'CronJob', 'batch/v1'],
  ])('%s %s belongs to %s', (apiVersion, kind, instead) => {
    expect(kindProblem(apiVersion, kind)).toEqual({ kind: 'version', instead });
  });

  it.each([
    ['v1', 'Service'],
    ['v1', 'Config'],
    ['v1', 'Template'],
    ['v1', 'ServiceList'],
    ['v1', 'DeploymentConfig'],
    ['serving.knative.dev/v1', 'Service'],
    ['autoscaling/v1', 'HorizontalPodAutoscaler'],
    ['extensions/v1beta1', 'Deployment'],
    ['rbac.authorization.k8s.io/v1beta1', 'ClusterRole'],
    ['authorization.openshift.io/v1', 'RoleBinding'],
    ['foo/v1', 'Bar'],
  ])('says nothing of %s %s', (apiVersion, kind) => {
    expect(kindProblem(apiVersion, kind)).toBeUndefined();
  });
});

describe('isNamedKind', () => {
  it('knows what is no object', () => {
    expect(isNamedKind('v1', 'Service')).toBe(true);
    expect(isNamedKind('networking.k8s.io/v1', 'Ingress')).toBe(true);
    expect(isNamedKind('v1', 'Config')).toBe(false);
    expect(isNamedKind('authorization.k8s.io/v1', 'SubjectAccessReview')).toBe(false);
    expect(isNamedKind('kubelet.config.k8s.io/v1beta1', 'KubeletConfiguration')).toBe(false);
  });
});

describe('isKindOfKubernetes', () => {
  it.each([
    ['Service', true],
    ['Ingress', true],
    ['Addons', false],
  ])('%s: %s', (kind, expected) => {
    expect(isKindOfKubernetes(kind)).toBe(expected);
  });
});
