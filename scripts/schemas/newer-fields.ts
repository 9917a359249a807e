import type { TypeName } from './types.js';

/**
 * Fields of one type that Kubernetes has and `kubernetes-types` 1.30 has not: they are newer, or were left out.
 * Notation of a shape: `string`, `integer`, `boolean`, `quantity`, a type of the same package; `T[]` a list, `{T}` a map.
 */
export interface NewerFields {
  /** The release in which the fields were first served. */
  readonly since: string;
  /** The enhancement (KEP number in kubernetes/enhancements) or feature gate that brought them. */
  readonly source: string;
  readonly type: TypeName;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * What the types of k8s.io/api gained from release-1.31 to release-1.36 within the kinds of `kinds.ts`, status left out, alpha included:
 * strict decoding knows an alpha field even where its gate is off. A field that a later release removed again
 * (`resourceClaims[].source` of 1.30, `workloadRef` of 1.35) stays accepted, since the cluster may be of that release.
 */
export const newerFields: readonly NewerFields[] = [
  {
    since: '1.16',
    source: 'Rule in k8s.io/api/admissionregistration/v1, which kubernetes-types embeds only in part',
    type: 'admissionregistration/v1.RuleWithOperations',
    fields: { resources: 'string[]', scope: 'string' },
  },
  { since: '1.31', source: 'KEP-4639', type: 'core/v1.Volume', fields: { image: 'ImageVolumeSource' } },
  {
    since: '1.31',
    source: 'KEP-4639',
    type: 'core/v1.ImageVolumeSource',
    fields: { reference: 'string', pullPolicy: 'string' },
  },
  { since: '1.31', source: 'KEP-4381', type: 'core/v1.ResourceClaim', fields: { request: 'string' } },
  {
    since: '1.31',
    source: 'KEP-4381',
    type: 'core/v1.PodResourceClaim',
    fields: { resourceClaimName: 'string', resourceClaimTemplateName: 'string' },
  },
  {
    since: '1.31',
    source: 'KEP-3619',
    type: 'core/v1.PodSecurityContext',
    fields: { supplementalGroupsPolicy: 'string' },
  },
  { since: '1.32', source: 'KEP-2837', type: 'core/v1.PodSpec', fields: { resources: 'ResourceRequirements' } },
  { since: '1.32', source: 'KEP-1710', type: 'core/v1.PodSecurityContext', fields: { seLinuxChangePolicy: 'string' } },
  { since: '1.33', source: 'KEP-4960', type: 'core/v1.Lifecycle', fields: { stopSignal: 'string' } },
  { since: '1.33', source: 'KEP-3015', type: 'discovery/v1.EndpointHints', fields: { forNodes: 'ForNode[]' } },
  { since: '1.33', source: 'KEP-3015', type: 'discovery/v1.ForNode', fields: { name: 'string' } },
  { since: '1.33', source: 'KEP-4951', type: 'autoscaling/v2.HPAScalingRules', fields: { tolerance: 'quantity' } },
  {
    since: '1.34',
    source: 'KEP-4317',
    type: 'core/v1.VolumeProjection',
    fields: { podCertificate: 'PodCertificateProjection' },
  },
  {
    since: '1.34',
    source: 'KEP-4317',
    type: 'core/v1.PodCertificateProjection',
    fields: {
      signerName: 'string',
      keyType: 'string',
      maxExpirationSeconds: 'integer',
      credentialBundlePath: 'string',
      keyPath: 'string',
      certificateChainPath: 'string',
    },
  },
  { since: '1.34', source: 'KEP-3721', type: 'core/v1.EnvVarSource', fields: { fileKeyRef: 'FileKeySelector' } },
  {
    since: '1.34',
    source: 'KEP-3721',
    type: 'core/v1.FileKeySelector',
    fields: { volumeName: 'string', path: 'string', key: 'string', optional: 'boolean' },
  },
  {
    since: '1.34',
    source: 'KEP-5307',
    type: 'core/v1.Container',
    fields: { restartPolicyRules: 'ContainerRestartRule[]' },
  },
  {
    since: '1.34',
    source: 'KEP-5307',
    type: 'core/v1.EphemeralContainer',
    fields: { restartPolicyRules: 'ContainerRestartRule[]' },
  },
  {
    since: '1.34',
    source: 'KEP-5307',
    type: 'core/v1.ContainerRestartRule',
    fields: { action: 'string', exitCodes: 'ContainerRestartRuleOnExitCodes' },
  },
  {
    since: '1.34',
    source: 'KEP-5307',
    type: 'core/v1.ContainerRestartRuleOnExitCodes',
    fields: { operator: 'string', values: 'integer[]' },
  },
  { since: '1.34', source: 'KEP-4762', type: 'core/v1.PodSpec', fields: { hostnameOverride: 'string' } },
  {
    since: '1.35',
    source: 'KEP-4317',
    type: 'core/v1.PodCertificateProjection',
    fields: { userAnnotations: '{string}' },
  },
  { since: '1.35', source: 'KEP-4671', type: 'core/v1.PodSpec', fields: { workloadRef: 'WorkloadReference' } },
  {
    since: '1.35',
    source: 'KEP-4671',
    type: 'core/v1.WorkloadReference',
    fields: { name: 'string', podGroup: 'string', podGroupReplicaKey: 'string' },
  },
  { since: '1.36', source: 'KEP-4671', type: 'core/v1.PodSpec', fields: { schedulingGroup: 'PodSchedulingGroup' } },
  { since: '1.36', source: 'KEP-4671', type: 'core/v1.PodSchedulingGroup', fields: { podGroupName: 'string' } },
];
