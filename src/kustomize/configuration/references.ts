import type { NameReference } from './name-reference.js';
import type { FieldSpec } from '../fields/field-spec.js';

/* Who names whom, so that a name that changes is followed (builtinpluginconsts/namereference.go; semantics 9.6). */

const target = (kind: string, version: string, group: string, referrers: readonly FieldSpec[]): NameReference => ({
  kind,
  version,
  group,
  referrers,
});

/** The same fields in the Pod specs of several kinds. */
const inPods = (podSpecs: Readonly<Record<string, string>>, fields: readonly string[]): readonly FieldSpec[] =>
  Object.entries(podSpecs).flatMap(([kind, pod]) => fields.map((field) => ({ path: `${pod}/${field}`, kind })));

const ofKind = (kind: string, ...paths: readonly string[]): readonly FieldSpec[] =>
  paths.map((path) => ({ kind, path }));
const ofGroup = (group: string, kinds: readonly string[], path: string): readonly FieldSpec[] =>
  kinds.map((kind) => ({ group, kind, path }));

const TEMPLATE = 'spec/template/spec';
const CRON = 'spec/jobTemplate/spec/template/spec';

const CONFIGURED_PODS = {
  PodTemplate: 'template/spec',
  Deployment: TEMPLATE,
  ReplicaSet: TEMPLATE,
  DaemonSet: TEMPLATE,
  StatefulSet: TEMPLATE,
  Job: TEMPLATE,
  CronJob: CRON,
};
const NAMED_PODS = {
  Pod: 'spec',
  StatefulSet: TEMPLATE,
  Deployment: TEMPLATE,
  ReplicationController: TEMPLATE,
  CronJob: CRON,
  Job: TEMPLATE,
  DaemonSet: TEMPLATE,
};

/** The fields of a Pod spec that name a ConfigMap or a Secret. */
const sources = (kind: 'configMap' | 'secret', volume: string): readonly string[] => [
  volume,
  ...['containers', 'initContainers'].flatMap((list) => [
    `${list}/env/valueFrom/${kind}KeyRef/name`,
    `${list}/envFrom/${kind}Ref/name`,
  ]),
  `volumes/projected/sources/${kind}/name`,
];

const CONFIG_MAP_FIELDS = sources('configMap', 'volumes/configMap/name');
const SECRET_FIELDS = [...sources('secret', 'volumes/secret/secretName'), 'imagePullSecrets/name'];

const podV1 = (fields: readonly string[]): readonly FieldSpec[] =>
  fields.map((field) => ({ path: `spec/${field}`, version: 'v1', kind: 'Pod' }));

const WEBHOOKS = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'];
const RBAC = 'rbac.authorization.k8s.io';

const SCALED = ['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map((kind) =>
  target(kind, '', '', ofKind('HorizontalPodAutoscaler', 'spec/scaleTargetRef/name')),
);

const CONFIG_MAP = target('ConfigMap', 'v1', '', [
  ...podV1(CONFIG_MAP_FIELDS),
  ...inPods(CONFIGURED_PODS, CONFIG_MAP_FIELDS),
  ...ofKind('Node', 'spec/configSource/configMap'),
  ...ofKind('Role', 'rules/resourceNames'),
  ...ofKind('ClusterRole', 'rules/resourceNames'),
  ...ofKind('Ingress', 'metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap'),
]);

const STORAGE_SECRETS = [
  'parameters/secretName',
  'parameters/adminSecretName',
  'parameters/userSecretName',
  'parameters/secretRef',
];

const SECRET = target('Secret', 'v1', '', [
  ...podV1(SECRET_FIELDS),
  ...inPods(CONFIGURED_PODS, SECRET_FIELDS),
  ...ofKind(
    'Ingress',
    'spec/tls/secretName',
    'metadata/annotations/ingress.kubernetes.io\\/auth-secret',
    'metadata/annotations/nginx.ingress.kubernetes.io\\/auth-secret',
    'metadata/annotations/nginx.ingress.kubernetes.io\\/auth-tls-secret',
  ),
  ...ofKind('ServiceAccount', 'imagePullSecrets/name'),
  ...ofKind('StorageClass', ...STORAGE_SECRETS),
  ...ofKind('PersistentVolume', 'spec/azureFile/secretName'),
  ...ofKind('Role', 'rules/resourceNames'),
  ...ofKind('ClusterRole', 'rules/resourceNames'),
  {
    path: `${TEMPLATE}/containers/env/valueFrom/secretKeyRef/name`,
    group: 'serving.knative.dev',
    version: 'v1',
    kind: 'Service',
  },
]);

const SERVICE = target('Service', 'v1', '', [
  ...ofGroup('apps', ['StatefulSet'], 'spec/serviceName'),
  ...ofKind(
    'Ingress',
    'spec/rules/http/paths/backend/serviceName',
    'spec/backend/serviceName',
    'spec/rules/http/paths/backend/service/name',
    'spec/defaultBackend/service/name',
  ),
  ...ofGroup('apiregistration.k8s.io', ['APIService'], 'spec/service/name'),
  ...ofGroup('admissionregistration.k8s.io', WEBHOOKS, 'webhooks/clientConfig/service'),
]);

export const NAME_REFERENCES: readonly NameReference[] = [
  ...SCALED,
  CONFIG_MAP,
  SECRET,
  SERVICE,
  target('Role', '', RBAC, ofGroup(RBAC, ['RoleBinding'], 'roleRef/name')),
  target('ClusterRole', '', RBAC, ofGroup(RBAC, ['RoleBinding', 'ClusterRoleBinding'], 'roleRef/name')),
  target('ServiceAccount', 'v1', '', [
    ...ofGroup(RBAC, ['RoleBinding', 'ClusterRoleBinding'], 'subjects'),
    ...inPods(NAMED_PODS, ['serviceAccountName']),
  ]),
  target('PersistentVolumeClaim', 'v1', '', inPods(NAMED_PODS, ['volumes/persistentVolumeClaim/claimName'])),
  target('PersistentVolume', 'v1', '', [
    ...ofKind('PersistentVolumeClaim', 'spec/volumeName'),
    ...ofKind('ClusterRole', 'rules/resourceNames'),
  ]),
  target('StorageClass', 'v1', 'storage.k8s.io', [
    ...ofKind('PersistentVolume', 'spec/storageClassName'),
    ...ofKind('PersistentVolumeClaim', 'spec/storageClassName'),
    ...ofKind('StatefulSet', 'spec/volumeClaimTemplates/spec/storageClassName'),
  ]),
  target('PriorityClass', 'v1', 'scheduling.k8s.io', inPods(NAMED_PODS, ['priorityClassName'])),
  target('IngressClass', 'v1', 'networking.k8s.io/v1', ofKind('Ingress', 'spec/ingressClassName')),
  target(
    'ValidatingAdmissionPolicy',
    '',
    'admissionregistration.k8s.io',
    ofGroup('admissionregistration.k8s.io', ['ValidatingAdmissionPolicyBinding'], 'spec/policyName'),
  ),
];
