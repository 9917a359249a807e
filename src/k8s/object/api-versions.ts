import type { Resource } from './resource.js';

/** API versions that the server no longer serves, with the minor version of 1.x that dropped them (semantics 2.5, 11.2). */
const REMOVED: readonly (readonly [version: string, kinds: readonly string[] | '*', minor: number, instead: string])[] =
  [
    ['extensions/v1beta1', ['Deployment', 'DaemonSet', 'ReplicaSet', 'NetworkPolicy', 'PodSecurityPolicy'], 16, ''],
    ['apps/v1beta1', '*', 16, 'apps/v1'],
    ['apps/v1beta2', '*', 16, 'apps/v1'],
    ['extensions/v1beta1', ['Ingress'], 22, 'networking.k8s.io/v1'],
    ['networking.k8s.io/v1beta1', ['Ingress', 'IngressClass'], 22, 'networking.k8s.io/v1'],
    [
      'admissionregistration.k8s.io/v1beta1',
      ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
      22,
      'admissionregistration.k8s.io/v1',
    ],
    ['apiextensions.k8s.io/v1beta1', ['CustomResourceDefinition'], 22, 'apiextensions.k8s.io/v1'],
    ['apiregistration.k8s.io/v1beta1', ['APIService'], 22, 'apiregistration.k8s.io/v1'],
    ['rbac.authorization.k8s.io/v1beta1', '*', 22, 'rbac.authorization.k8s.io/v1'],
    ['rbac.authorization.k8s.io/v1alpha1', '*', 22, 'rbac.authorization.k8s.io/v1'],
    ['storage.k8s.io/v1beta1', ['StorageClass', 'CSIDriver', 'CSINode', 'VolumeAttachment'], 22, 'storage.k8s.io/v1'],
    ['scheduling.k8s.io/v1beta1', '*', 22, 'scheduling.k8s.io/v1'],
    ['coordination.k8s.io/v1beta1', ['Lease'], 22, 'coordination.k8s.io/v1'],
    ['node.k8s.io/v1beta1', ['RuntimeClass'], 25, 'node.k8s.io/v1'],
    ['events.k8s.io/v1beta1', ['Event'], 25, 'events.k8s.io/v1'],
    ['policy/v1beta1', ['PodSecurityPolicy'], 25, ''],
    ['batch/v1beta1', ['CronJob'], 25, 'batch/v1'],
    ['batch/v2alpha1', ['CronJob'], 21, 'batch/v1'],
    ['policy/v1beta1', ['PodDisruptionBudget'], 25, 'policy/v1'],
    ['discovery.k8s.io/v1beta1', ['EndpointSlice'], 25, 'discovery.k8s.io/v1'],
    ['autoscaling/v2beta1', ['HorizontalPodAutoscaler'], 25, 'autoscaling/v2'],
    ['autoscaling/v2beta2', ['HorizontalPodAutoscaler'], 26, 'autoscaling/v2'],
  ];

export interface Removal {
  /** The minor version of Kubernetes 1.x in which the API version is gone. */
  readonly minor: number;
  /** The API version to use instead. */
  readonly instead: string;
}

export function removalOf(apiVersion: string, kind: string): Removal | undefined {
  const found = REMOVED.find(([version, kinds]) => version === apiVersion && (kinds === '*' || kinds.includes(kind)));
  if (found === undefined) return undefined;
  const instead =
    found[3] || (kind === 'NetworkPolicy' ? 'networking.k8s.io/v1' : kind === 'PodSecurityPolicy' ? '' : 'apps/v1');
  return { minor: found[2], instead };
}

/** Kinds of the groups that svclint reads, to recognise `kind: service`; custom resources are unknown by nature. */
// prettier-ignore
const BUILT_IN_KINDS: readonly (readonly [apiVersion: string, kinds: readonly string[]])[] = [
  [
    'v1',
    [
      'Pod', 'Service', 'Endpoints', 'ReplicationController', 'PodTemplate', 'Namespace', 'ConfigMap', 'Secret', 'ServiceAccount', 'Node',
      'PersistentVolume', 'PersistentVolumeClaim', 'LimitRange', 'ResourceQuota', 'Event', 'Binding', 'ComponentStatus',
    ],
  ],
  ['apps/v1', ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ControllerRevision']],
  ['batch/v1', ['Job', 'CronJob']],
];

/** The kinds of an API version that is known in full; undefined for every other. */
export function kindsOf(apiVersion: string): readonly string[] | undefined {
  return BUILT_IN_KINDS.find(([version]) => version === apiVersion)?.[1];
}

/** True for a built-in object whose API version the target cluster still serves; only of these is the validation known. */
export function isServed(resource: Resource, minor: number): boolean {
  if (resource.custom) return false;
  const removal = removalOf(resource.apiVersion, resource.kind);
  return removal === undefined || minor < removal.minor;
}
