import { isKnownKind } from './scopes.js';

/** How the lists of a kind are merged (semantics 9.7). Where a shape says nothing, a patch replaces the list. */
export interface Shape {
  /** For a map: the shape of a field. */
  readonly field?: (name: string) => Shape | undefined;
  /** For a list: the fields by which two items are the same, none for texts; absent where a list is replaced. */
  readonly keys?: readonly string[];
  readonly items?: () => Shape | undefined;
}

/*
 * The patch strategies in the API of Kubernetes 1.21, which kustomize 5.7 knows (x-kubernetes-patch-strategy,
 * x-kubernetes-patch-merge-key, x-kubernetes-list-map-keys).
 */

const list = (keys: readonly string[], items?: Shape): Shape => ({ keys, items: () => items });
const fields = (shapes: Readonly<Record<string, Shape>>): Shape => ({
  field: (name) => (Object.hasOwn(shapes, name) ? shapes[name] : undefined),
});

const METADATA = fields({ finalizers: list([]), ownerReferences: list(['uid']) });

const CONTAINER_LISTS = { env: list(['name']), volumeDevices: list(['devicePath']), volumeMounts: list(['mountPath']) };
const CONTAINER = fields({ ...CONTAINER_LISTS, ports: list(['containerPort', 'protocol']) });

const POD_SPEC = fields({
  containers: list(['name'], CONTAINER),
  initContainers: list(['name'], CONTAINER),
  ephemeralContainers: list(['name'], fields(CONTAINER_LISTS)),
  hostAliases: list(['ip']),
  imagePullSecrets: list(['name']),
  topologySpreadConstraints: list(['topologyKey', 'whenUnsatisfiable']),
  volumes: list(['name']),
});

const CONDITIONS = fields({ conditions: list(['type']) });
const TEMPLATE = fields({ metadata: METADATA, spec: POD_SPEC });
const CLAIM = fields({ metadata: METADATA, status: CONDITIONS });
const CLAIMS: Shape = { items: () => CLAIM };
const JOB_SPEC = fields({ template: TEMPLATE });

const object = (shapes: Readonly<Record<string, Shape>> = {}): Shape => fields({ metadata: METADATA, ...shapes });
const templated = object({ spec: fields({ template: TEMPLATE }), status: CONDITIONS });
const job = object({ spec: JOB_SPEC, status: CONDITIONS });
const cronJob = object({ spec: fields({ jobTemplate: fields({ metadata: METADATA, spec: JOB_SPEC }) }) });
const webhooks = object({ webhooks: list(['name']) });
const csiNode = object({ spec: fields({ drivers: list(['name']) }) });
const withStatus = object({ status: CONDITIONS });

const SHAPES: Readonly<Record<string, Shape>> = {
  'v1 Pod': object({ spec: POD_SPEC, status: fields({ conditions: list(['type']), podIPs: list(['ip']) }) }),
  'v1 PodTemplate': object({ template: TEMPLATE }),
  'v1 ReplicationController': templated,
  'v1 Service': object({ spec: fields({ ports: list(['port', 'protocol']) }), status: CONDITIONS }),
  'v1 ServiceAccount': object({ secrets: list(['name']) }),
  'v1 Node': object({
    spec: fields({ podCIDRs: list([]) }),
    status: fields({ addresses: list(['type']), conditions: list(['type']) }),
  }),
  'v1 Namespace': withStatus,
  'v1 PersistentVolumeClaim': withStatus,
  'v1 ComponentStatus': object({ conditions: list(['type']) }),
  'apps/v1 DaemonSet': templated,
  'apps/v1 Deployment': templated,
  'apps/v1 ReplicaSet': templated,
  'apps/v1 StatefulSet': object({
    spec: fields({ template: TEMPLATE, volumeClaimTemplates: CLAIMS }),
    status: CONDITIONS,
  }),
  'batch/v1 Job': job,
  'batch/v1 CronJob': cronJob,
  'batch/v1beta1 CronJob': cronJob,
  'policy/v1 PodDisruptionBudget': withStatus,
  'policy/v1beta1 PodDisruptionBudget': withStatus,
  'admissionregistration.k8s.io/v1 MutatingWebhookConfiguration': webhooks,
  'admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration': webhooks,
  'admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration': webhooks,
  'admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration': webhooks,
  'apiregistration.k8s.io/v1 APIService': withStatus,
  'apiregistration.k8s.io/v1beta1 APIService': withStatus,
  'storage.k8s.io/v1 CSINode': csiNode,
  'storage.k8s.io/v1beta1 CSINode': csiNode,
};

/** The shape of a kind; undefined for a kind that kustomize does not know, custom ones above all. */
export function shapeOf(apiVersion: string, kind: string): Shape | undefined {
  return SHAPES[`${apiVersion} ${kind}`] ?? (isKnownKind(apiVersion, kind) ? object() : undefined);
}
