import { glob } from '../text/glob.js';
import type { Path } from '../tree/tree.js';

/** `*` in a path stands for every item of a list or every value of a map. */
export type PathPattern = readonly string[];

/** A kind that makes Pods: where its Pod templates stand, and its selector (semantics 3.1, 3.4). */
export interface PodMaker {
  readonly templates: readonly PathPattern[];
  /** `map`: a flat map as in ReplicationController; `labels`: a LabelSelector; absent: none that must match the template. */
  readonly selector?: 'map' | 'labels';
}

/** The template of a Pod is the Pod itself. */
const ITSELF: PodMaker = { templates: [[]] };
const SPEC_TEMPLATE: PathPattern = ['spec', 'template'];
const withSelector = (selector: 'map' | 'labels'): PodMaker => ({ templates: [SPEC_TEMPLATE], selector });
const templated = (...templates: PathPattern[]): PodMaker => ({ templates });

/** By `group/kind`; the core group is empty. Paths of custom resources: semantics 3.4. */
const POD_MAKERS: ReadonlyMap<string, PodMaker> = new Map([
  ['/Pod', ITSELF],
  ['/ReplicationController', withSelector('map')],
  ...['apps', 'extensions'].flatMap((group) =>
    ['Deployment', 'DaemonSet', 'ReplicaSet', 'StatefulSet'].map(
      (kind) => [`${group}/${kind}`, withSelector('labels')] as const,
    ),
  ),
  ['batch/Job', templated(SPEC_TEMPLATE)],
  ['batch/CronJob', templated(['spec', 'jobTemplate', 'spec', 'template'])],
  ['argoproj.io/Rollout', withSelector('labels')],
  ['serving.knative.dev/Service', templated(SPEC_TEMPLATE)],
  ['serving.knative.dev/Configuration', templated(SPEC_TEMPLATE)],
  ['apps.openshift.io/DeploymentConfig', withSelector('map')],
  ['/DeploymentConfig', withSelector('map')],
  ['apps.kruise.io/CloneSet', withSelector('labels')],
  ['apps.kruise.io/StatefulSet', withSelector('labels')],
  ['apps.kruise.io/DaemonSet', withSelector('labels')],
  ['apps.kruise.io/BroadcastJob', templated(SPEC_TEMPLATE)],
  ['apps.kruise.io/AdvancedCronJob', templated(['spec', 'template', 'jobTemplate', 'spec', 'template'])],
  [
    'apps.kruise.io/UnitedDeployment',
    templated(
      ['spec', 'template', 'statefulSetTemplate', 'spec', 'template'],
      ['spec', 'template', 'deploymentTemplate', 'spec', 'template'],
    ),
  ],
  ['jobset.x-k8s.io/JobSet', templated(['spec', 'replicatedJobs', '*', 'template', 'spec', 'template'])],
  [
    'leaderworkerset.x-k8s.io/LeaderWorkerSet',
    templated(['spec', 'leaderWorkerTemplate', 'leaderTemplate'], ['spec', 'leaderWorkerTemplate', 'workerTemplate']),
  ],
  ['batch.volcano.sh/Job', templated(['spec', 'tasks', '*', 'template'])],
  ['keda.sh/ScaledJob', templated(['spec', 'jobTargetRef', 'template'])],
  ['kubevirt.io/VirtualMachine', templated(SPEC_TEMPLATE)],
]);

export function podMaker(group: string, kind: string): PodMaker | undefined {
  return POD_MAKERS.get(`${group}/${kind}`);
}

/** A kind that somebody declares to make Pods. */
export interface DeclaredMaker {
  makes(group: string, kind: string): boolean;
  readonly maker: PodMaker;
}

/** `example.com/WebApp` or `example.com/v1/WebApp`, `*` for any run of characters, with the path of the Pod template: `spec.pods.*.template`. */
export function customMaker({ kind: written, path }: { readonly kind: string; readonly path: string }): DeclaredMaker {
  const parts = written.split('/');
  const [group, kind] = [parts.length > 1 ? (parts[0] ?? '') : '', parts.at(-1) ?? ''].map(glob);
  return {
    makes: (givenGroup, givenKind) => group?.test(givenGroup) === true && kind?.test(givenKind) === true,
    maker: { templates: [path.split('.')] },
  };
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
    'admissionregistration', 'apiextensions', 'apiregistration', 'authentication', 'authorization', 'certificates', 'coordination',
    'discovery', 'events', 'flowcontrol.apiserver', 'internal.apiserver', 'networking', 'node', 'rbac.authorization', 'resource',
    'scheduling', 'storage', 'storagemigration',
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
]);

export function isClusterScoped(group: string, kind: string): boolean {
  return CLUSTER_SCOPED.has(`${group}/${kind}`);
}

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

/** Expands `*` in a pattern against the data's own shape. */
export function expandPattern(
  pattern: PathPattern,
  stepsAt: (path: Path) => readonly (string | number)[],
): readonly Path[] {
  return pattern.reduce<readonly Path[]>(
    (paths, step) =>
      step === '*'
        ? paths.flatMap((path) => stepsAt(path).map((next) => [...path, next]))
        : paths.map((path) => [...path, step]),
    [[]],
  );
}

/** Custom groups whose objects configure traffic, policy, certificates, secrets or monitoring, and never make Pods behind a Service. */
// prettier-ignore
const PODLESS_GROUPS = new Set([
  'gateway.networking.k8s.io', 'networking.istio.io', 'security.istio.io', 'telemetry.istio.io', 'traefik.io',
  'traefik.containo.us', 'cert-manager.io', 'external-secrets.io', 'bitnami.com', 'kyverno.io', 'cilium.io',
  'metrics.k8s.io', 'projectcontour.io', 'networking.gke.io', 'cloud.google.com', 'elbv2.k8s.aws', 'k8s.nginx.org',
  'configuration.konghq.com', 'policy.linkerd.io', 'kustomize.config.k8s.io', 'constraints.gatekeeper.sh',
  'templates.gatekeeper.sh', 'metallb.io', 'route.openshift.io', 'snapshot.storage.k8s.io', 'autoscaling.k8s.io',
  'secrets-store.csi.x-k8s.io', 'split.smi-spec.io',
]);
// prettier-ignore
const PODLESS_KINDS = new Set([
  'monitoring.coreos.com/ServiceMonitor', 'monitoring.coreos.com/PodMonitor', 'monitoring.coreos.com/PrometheusRule',
  'keda.sh/ScaledObject', 'keda.sh/TriggerAuthentication', 'argoproj.io/AnalysisTemplate',
]);

export function makesNoPods(group: string, kind: string): boolean {
  return PODLESS_GROUPS.has(group) || PODLESS_KINDS.has(`${group}/${kind}`);
}
