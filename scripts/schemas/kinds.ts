import type { TypeName } from './types.js';

/** The built-in kinds with a schema, by apiVersion: those that the Service contract reads. */
const kindsByVersion: Readonly<Record<string, { readonly in: string; readonly kinds: readonly string[] }>> = {
  v1: {
    in: 'core/v1',
    kinds: [
      'Pod',
      'Service',
      'Endpoints',
      'ReplicationController',
      'PodTemplate',
      'Namespace',
      'ConfigMap',
      'Secret',
      'ServiceAccount',
    ],
  },
  'apps/v1': { in: 'apps/v1', kinds: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'] },
  'batch/v1': { in: 'batch/v1', kinds: ['Job', 'CronJob'] },
  'discovery.k8s.io/v1': { in: 'discovery/v1', kinds: ['EndpointSlice'] },
  'networking.k8s.io/v1': { in: 'networking/v1', kinds: ['Ingress', 'NetworkPolicy', 'IngressClass'] },
  'autoscaling/v1': { in: 'autoscaling/v1', kinds: ['HorizontalPodAutoscaler'] },
  'autoscaling/v2': { in: 'autoscaling/v2', kinds: ['HorizontalPodAutoscaler'] },
  'policy/v1': { in: 'policy/v1', kinds: ['PodDisruptionBudget'] },
  'admissionregistration.k8s.io/v1': {
    in: 'admissionregistration/v1',
    kinds: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
  },
};

/** The types of the kinds by `apiVersion kind`, such as `apps/v1 Deployment`. */
export const roots: ReadonlyMap<string, TypeName> = new Map(
  Object.entries(kindsByVersion).flatMap(([apiVersion, { in: from, kinds }]) =>
    kinds.map((kind): [string, TypeName] => [`${apiVersion} ${kind}`, `${from}.${kind}`]),
  ),
);
