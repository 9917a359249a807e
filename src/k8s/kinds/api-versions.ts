import { groupBy } from '../../data/group.js';
import type { Resource } from '../object/resource.js';

/**
 * API versions that the server no longer serves, with the minor version of 1.x that dropped them (semantics 2.5, 11.2).
 */
// prettier-ignore
const REMOVED: readonly Row[] = [
  {
    version: 'extensions/v1beta1', kinds: ['Deployment', 'DaemonSet', 'ReplicaSet'],
    minor: 16, instead: 'apps/v1', alike: true,
  },
  { version: 'extensions/v1beta1', kinds: ['NetworkPolicy'], minor: 16, instead: 'networking.k8s.io/v1', alike: true },
  { version: 'extensions/v1beta1', kinds: ['PodSecurityPolicy'], minor: 16, instead: '' },
  { version: 'apps/v1beta1', kinds: '*', minor: 16, instead: 'apps/v1', alike: true },
  { version: 'apps/v1beta2', kinds: '*', minor: 16, instead: 'apps/v1', alike: true },
  { version: 'extensions/v1beta1', kinds: ['Ingress'], minor: 22, instead: 'networking.k8s.io/v1' },
  {
    version: 'networking.k8s.io/v1beta1', kinds: ['Ingress', 'IngressClass'],
    minor: 22, instead: 'networking.k8s.io/v1',
  },
  {
    version: 'admissionregistration.k8s.io/v1beta1',
    kinds: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
    minor: 22, instead: 'admissionregistration.k8s.io/v1',
  },
  {
    version: 'apiextensions.k8s.io/v1beta1', kinds: ['CustomResourceDefinition'],
    minor: 22, instead: 'apiextensions.k8s.io/v1',
  },
  {
    version: 'apiregistration.k8s.io/v1beta1', kinds: ['APIService'],
    minor: 22, instead: 'apiregistration.k8s.io/v1', alike: true,
  },
  {
    version: 'rbac.authorization.k8s.io/v1beta1', kinds: '*',
    minor: 22, instead: 'rbac.authorization.k8s.io/v1', alike: true,
  },
  {
    version: 'rbac.authorization.k8s.io/v1alpha1', kinds: '*',
    minor: 22, instead: 'rbac.authorization.k8s.io/v1', alike: true,
  },
  {
    version: 'storage.k8s.io/v1beta1', kinds: ['StorageClass', 'CSIDriver', 'CSINode', 'VolumeAttachment'],
    minor: 22, instead: 'storage.k8s.io/v1',
  },
  { version: 'scheduling.k8s.io/v1beta1', kinds: '*', minor: 22, instead: 'scheduling.k8s.io/v1', alike: true },
  {
    version: 'coordination.k8s.io/v1beta1', kinds: ['Lease'],
    minor: 22, instead: 'coordination.k8s.io/v1', alike: true,
  },
  { version: 'node.k8s.io/v1beta1', kinds: ['RuntimeClass'], minor: 25, instead: 'node.k8s.io/v1', alike: true },
  { version: 'events.k8s.io/v1beta1', kinds: ['Event'], minor: 25, instead: 'events.k8s.io/v1' },
  { version: 'policy/v1beta1', kinds: ['PodSecurityPolicy'], minor: 25, instead: '' },
  { version: 'batch/v1beta1', kinds: ['CronJob'], minor: 25, instead: 'batch/v1', alike: true },
  { version: 'batch/v2alpha1', kinds: ['CronJob'], minor: 21, instead: 'batch/v1', alike: true },
  { version: 'policy/v1beta1', kinds: ['PodDisruptionBudget'], minor: 25, instead: 'policy/v1', alike: true },
  { version: 'discovery.k8s.io/v1beta1', kinds: ['EndpointSlice'], minor: 25, instead: 'discovery.k8s.io/v1' },
  { version: 'autoscaling/v2beta1', kinds: ['HorizontalPodAutoscaler'], minor: 25, instead: 'autoscaling/v2' },
  {
    version: 'autoscaling/v2beta2', kinds: ['HorizontalPodAutoscaler'],
    minor: 26, instead: 'autoscaling/v2', alike: true,
  },
];

export interface Removal {
  /** The minor version of Kubernetes 1.x in which the API version is gone. */
  readonly minor: number;
  /** The API version to use instead; empty where there is none. */
  readonly instead: string;
  /** True where that one has the same fields, and the same rules for them. */
  readonly alike?: true;
}

interface Row extends Removal {
  readonly version: string;
  readonly kinds: readonly string[] | '*';
}

const REMOVED_BY_VERSION = groupBy(REMOVED, ({ version }) => version);

export function removalOf(apiVersion: string, kind: string): Removal | undefined {
  return REMOVED_BY_VERSION.get(apiVersion)?.find(({ kinds }) => kinds === '*' || kinds.includes(kind));
}

/** What the server of Kubernetes 1.x serves by itself, with the minor version from which it does (semantics 11.2). */
// prettier-ignore
const SERVED: readonly (readonly [apiVersion: string, kinds: readonly string[], since?: number])[] = [
  [
    'v1',
    [
      'Binding', 'ComponentStatus', 'ConfigMap', 'Endpoints', 'Event', 'LimitRange', 'Namespace', 'Node',
      'PersistentVolume',
      'PersistentVolumeClaim', 'Pod', 'PodTemplate', 'ReplicationController', 'ResourceQuota', 'Secret', 'Service',
      'ServiceAccount',
    ],
  ],
  ['admissionregistration.k8s.io/v1', ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'], 16],
  ['admissionregistration.k8s.io/v1', ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'], 30],
  ['apiextensions.k8s.io/v1', ['CustomResourceDefinition'], 16],
  ['apiregistration.k8s.io/v1', ['APIService']],
  ['apps/v1', ['ControllerRevision', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet']],
  ['authentication.k8s.io/v1', ['TokenReview']],
  ['authentication.k8s.io/v1', ['SelfSubjectReview'], 28],
  [
    'authorization.k8s.io/v1',
    ['LocalSubjectAccessReview', 'SelfSubjectAccessReview', 'SelfSubjectRulesReview', 'SubjectAccessReview'],
  ],
  ['autoscaling/v1', ['HorizontalPodAutoscaler']],
  ['autoscaling/v2', ['HorizontalPodAutoscaler'], 23],
  ['batch/v1', ['Job']],
  ['batch/v1', ['CronJob'], 21],
  ['certificates.k8s.io/v1', ['CertificateSigningRequest'], 19],
  ['coordination.k8s.io/v1', ['Lease'], 14],
  ['discovery.k8s.io/v1', ['EndpointSlice'], 21],
  ['events.k8s.io/v1', ['Event'], 19],
  ['flowcontrol.apiserver.k8s.io/v1', ['FlowSchema', 'PriorityLevelConfiguration'], 29],
  ['networking.k8s.io/v1', ['NetworkPolicy']],
  ['networking.k8s.io/v1', ['Ingress', 'IngressClass'], 19],
  ['networking.k8s.io/v1', ['IPAddress', 'ServiceCIDR'], 33],
  ['node.k8s.io/v1', ['RuntimeClass'], 20],
  ['policy/v1', ['PodDisruptionBudget'], 21],
  ['rbac.authorization.k8s.io/v1', ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding']],
  ['resource.k8s.io/v1', ['DeviceClass', 'ResourceClaim', 'ResourceClaimTemplate', 'ResourceSlice'], 34],
  ['scheduling.k8s.io/v1', ['PriorityClass'], 14],
  ['storage.k8s.io/v1', ['CSIDriver'], 18],
  ['storage.k8s.io/v1', ['CSINode'], 17],
  ['storage.k8s.io/v1', ['CSIStorageCapacity'], 24],
  ['storage.k8s.io/v1', ['StorageClass', 'VolumeAttachment']],
  ['storage.k8s.io/v1', ['VolumeAttributesClass'], 34],
];

const SERVED_KINDS = new Map(
  [...groupBy(SERVED, ([version]) => version)].map(([version, rows]) => [
    version,
    new Set(rows.flatMap(([, kinds]) => kinds)),
  ]),
);

/** The kinds of a built-in API version, as far as a release serves them by itself; none for every other version. */
export function servedKinds(apiVersion: string): readonly string[] {
  return [...(SERVED_KINDS.get(apiVersion) ?? [])];
}

/** True for what some release of Kubernetes since 1.20 serves by itself, and the newest still does. */
export function isServed(apiVersion: string, kind: string): boolean {
  return SERVED_KINDS.get(apiVersion)?.has(kind) === true;
}

/**
 * What `.Capabilities.APIVersions` of a chart holds for a server: `policy/v1` and `policy/v1/PodDisruptionBudget`.
 * Sorted.
 */
export function servedVersions(minor: number): readonly string[] {
  const served = SERVED.filter(([, , since = 0]) => minor >= since).flatMap(([version, kinds]) => [
    version,
    ...kinds.map((kind) => `${version}/${kind}`),
  ]);
  const notYetRemoved = REMOVED.filter((row) => minor < row.minor).flatMap(({ version, kinds }) => [
    version,
    ...(kinds === '*' ? [] : kinds.map((kind) => `${version}/${kind}`)),
  ]);
  return [...new Set([...served, ...notYetRemoved])].sort();
}

/** The groups that svclint reads most of, to recognise `kind: service`; custom resources are unknown by nature. */
const KNOWN_IN_FULL: readonly string[] = ['v1', 'apps/v1', 'batch/v1'];

/** The kinds of an API version that is known in full; undefined for every other. */
export function kindsOf(apiVersion: string): readonly string[] | undefined {
  return KNOWN_IN_FULL.includes(apiVersion) ? servedKinds(apiVersion) : undefined;
}

/**
 * True for a built-in object of which the rules of the server are known: those of its API version, or of the successor
 * of a removed one that has the same fields.
 */
export function isValidated(resource: Resource, minor: number): boolean {
  if (resource.custom) return false;
  const removal = removalOf(resource.apiVersion, resource.kind);
  return removal === undefined || minor < removal.minor || removal.alike === true;
}

/** The API version whose fields an object has: its own, or that of the successor. */
export function versionOfFields({ apiVersion, kind }: Pick<Resource, 'apiVersion' | 'kind'>): string {
  const removal = removalOf(apiVersion, kind);
  return removal?.alike === true ? removal.instead : apiVersion;
}

/** Fields that a removed version had and its successor lacks; whoever changes the version takes them out. */
export const GIVEN_UP_FIELDS: ReadonlySet<string> = new Set(['rollbackTo', 'templateGeneration']);
