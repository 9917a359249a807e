/**
 * The kinds that kustomize 5.7 knows, from the API of Kubernetes 1.21: those without a namespace are known to have
 * none, every other kind is taken to have one (semantics 9.7; kyaml/openapi, precomputed scopes).
 */
const CLUSTER_SCOPED: readonly (readonly [apiVersions: string, kinds: string])[] = [
  ['v1', 'ComponentStatus Namespace Node NodeProxyOptions PersistentVolume'],
  [
    'admissionregistration.k8s.io/v1 admissionregistration.k8s.io/v1beta1',
    'MutatingWebhookConfiguration ValidatingWebhookConfiguration',
  ],
  ['apiextensions.k8s.io/v1 apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition'],
  ['apiregistration.k8s.io/v1 apiregistration.k8s.io/v1beta1', 'APIService'],
  ['certificates.k8s.io/v1 certificates.k8s.io/v1beta1', 'CertificateSigningRequest'],
  ['flowcontrol.apiserver.k8s.io/v1beta1', 'FlowSchema PriorityLevelConfiguration'],
  ['networking.k8s.io/v1 networking.k8s.io/v1beta1', 'IngressClass'],
  ['node.k8s.io/v1 node.k8s.io/v1beta1', 'RuntimeClass'],
  ['policy/v1beta1', 'PodSecurityPolicy'],
  ['rbac.authorization.k8s.io/v1 rbac.authorization.k8s.io/v1beta1', 'ClusterRole ClusterRoleBinding'],
  ['scheduling.k8s.io/v1 scheduling.k8s.io/v1beta1', 'PriorityClass'],
  ['storage.k8s.io/v1 storage.k8s.io/v1beta1', 'CSIDriver CSINode StorageClass VolumeAttachment'],
];

const NAMESPACED: readonly (readonly [apiVersions: string, kinds: string])[] = [
  [
    'v1',
    'ConfigMap Endpoints Event LimitRange PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota',
  ],
  ['v1', 'Secret Service ServiceAccount'],
  ['apps/v1', 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet'],
  ['autoscaling/v1 autoscaling/v2beta1 autoscaling/v2beta2', 'HorizontalPodAutoscaler'],
  ['batch/v1', 'CronJob Job'],
  ['batch/v1beta1', 'CronJob'],
  ['coordination.k8s.io/v1 coordination.k8s.io/v1beta1', 'Lease'],
  ['discovery.k8s.io/v1 discovery.k8s.io/v1beta1', 'EndpointSlice'],
  ['events.k8s.io/v1 events.k8s.io/v1beta1', 'Event'],
  ['extensions/v1beta1 networking.k8s.io/v1 networking.k8s.io/v1beta1', 'Ingress'],
  ['networking.k8s.io/v1', 'NetworkPolicy'],
  ['policy/v1 policy/v1beta1', 'PodDisruptionBudget'],
  ['rbac.authorization.k8s.io/v1 rbac.authorization.k8s.io/v1beta1', 'Role RoleBinding'],
  ['storage.k8s.io/v1beta1', 'CSIStorageCapacity'],
];

const keys = (table: typeof NAMESPACED): ReadonlySet<string> =>
  new Set(
    table.flatMap(([apiVersions, kinds]) =>
      apiVersions.split(' ').flatMap((apiVersion) => kinds.split(' ').map((kind) => `${apiVersion} ${kind}`)),
    ),
  );

const clusterScoped = keys(CLUSTER_SCOPED);
const namespaced = keys(NAMESPACED);
/** Asked for every id: nearly every kind is none of these. */
const clusterScopedKinds = new Set(CLUSTER_SCOPED.flatMap(([, kinds]) => kinds.split(' ')));

/** True where kustomize is certain that the kind has no namespace. */
export function isClusterScoped(apiVersion: string, kind: string): boolean {
  return clusterScopedKinds.has(kind) && clusterScoped.has(`${apiVersion} ${kind}`);
}

/** True where kustomize has a schema of the kind. */
export function isKnownKind(apiVersion: string, kind: string): boolean {
  return namespaced.has(`${apiVersion} ${kind}`) || clusterScoped.has(`${apiVersion} ${kind}`);
}
