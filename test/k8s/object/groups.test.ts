import { describe, expect, it } from 'vitest';
import { groupOf, isBuiltInGroup, isClusterScoped } from '../../../src/k8s/object/groups.js';

it.each([
  ['v1', ''],
  ['apps/v1', 'apps'],
  ['networking.k8s.io/v1', 'networking.k8s.io'],
  ['', ''],
  ['/v1', ''],
])('the group of "%s" is "%s"', (apiVersion, expected) => {
  expect(groupOf(apiVersion)).toBe(expected);
});

describe('isBuiltInGroup', () => {
  it.each([
    ['', true],
    ['apps', true],
    ['networking.k8s.io', true],
    ['rbac.authorization.k8s.io', true],
    ['gateway.networking.k8s.io', false],
    ['autoscaling.k8s.io', false],
    ['metrics.k8s.io', false],
    ['networking', false],
    ['apps.k8s.io', false],
    ['serving.knative.dev', false],
  ])('%s: %s', (group, expected) => {
    expect(isBuiltInGroup(group)).toBe(expected);
  });
});

describe('isClusterScoped', () => {
  it.each([
    ['', 'Namespace', true],
    ['', 'Node', true],
    ['', 'PersistentVolume', true],
    ['', 'PersistentVolumeClaim', false],
    ['rbac.authorization.k8s.io', 'ClusterRole', true],
    ['rbac.authorization.k8s.io', 'Role', false],
    ['networking.k8s.io', 'IngressClass', true],
    ['networking.k8s.io', 'Ingress', false],
    ['gateway.networking.k8s.io', 'GatewayClass', true],
    ['gateway.networking.k8s.io', 'Gateway', false],
    ['example.com', 'Namespace', false],
  ])('%s/%s: %s', (group, kind, expected) => {
    expect(isClusterScoped(group, kind)).toBe(expected);
  });
});
