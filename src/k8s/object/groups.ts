/** The API group of an `apiVersion`, which is what stands before its slash; empty for the core group. */
export function groupOf(apiVersion: string): string {
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
}

/** Groups whose kinds the API server itself serves; any other group belongs to a custom resource. */
export function isBuiltInGroup(group: string): boolean {
  return (
    group === '' ||
    ['apps', 'batch', 'extensions', 'autoscaling', 'policy'].includes(group) ||
    BUILT_IN_K8S_IO.has(group)
  );
}

// prettier-ignore
const BUILT_IN_K8S_IO = new Set(
  [
    'admissionregistration', 'apiextensions', 'apiregistration', 'authentication', 'authorization', 'certificates',
    'coordination', 'discovery', 'events', 'flowcontrol.apiserver', 'internal.apiserver', 'networking', 'node',
    'rbac.authorization', 'resource', 'scheduling', 'storage', 'storagemigration',
  ].map((name) => `${name}.k8s.io`),
);

// prettier-ignore
const CLUSTER_SCOPED = new Set([
  '/Namespace', '/Node', '/PersistentVolume', '/ComponentStatus',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding', 'apiextensions.k8s.io/CustomResourceDefinition',
  'apiregistration.k8s.io/APIService', 'certificates.k8s.io/CertificateSigningRequest',
  'flowcontrol.apiserver.k8s.io/FlowSchema', 'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration',
  'gateway.networking.k8s.io/GatewayClass', 'networking.k8s.io/IngressClass', 'node.k8s.io/RuntimeClass',
  'rbac.authorization.k8s.io/ClusterRole', 'rbac.authorization.k8s.io/ClusterRoleBinding',
  'scheduling.k8s.io/PriorityClass', 'storage.k8s.io/CSIDriver', 'storage.k8s.io/CSINode',
  'storage.k8s.io/StorageClass', 'storage.k8s.io/VolumeAttachment', 'policy/PodSecurityPolicy',
  // Custom kinds, each by its CustomResourceDefinition.
  'cert-manager.io/ClusterIssuer', 'cilium.io/CiliumClusterwideNetworkPolicy',
  'crd.projectcalico.org/GlobalNetworkPolicy', 'external-secrets.io/ClusterExternalSecret',
  'external-secrets.io/ClusterSecretStore', 'keda.sh/ClusterTriggerAuthentication', 'kyverno.io/ClusterPolicy',
  'policy.networking.k8s.io/AdminNetworkPolicy',
  'policy.networking.k8s.io/BaselineAdminNetworkPolicy', 'policy.networking.k8s.io/ClusterNetworkPolicy',
  'projectcalico.org/GlobalNetworkPolicy',
]);

export function isClusterScoped(group: string, kind: string): boolean {
  return CLUSTER_SCOPED.has(`${group}/${kind}`);
}
