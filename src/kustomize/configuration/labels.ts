import type { FieldSpec } from '../fields/field-spec.js';

const create = true;

const template = (what: 'labels' | 'annotations'): readonly FieldSpec[] => [
  { path: `metadata/${what}`, create },
  { path: `spec/template/metadata/${what}`, create, version: 'v1', kind: 'ReplicationController' },
  ...['Deployment', 'ReplicaSet', 'DaemonSet'].map((kind) => ({
    path: `spec/template/metadata/${what}`,
    create,
    kind,
  })),
];

const jobs = (what: 'labels' | 'annotations'): readonly FieldSpec[] => [
  { path: `spec/template/metadata/${what}`, create, group: 'batch', kind: 'Job' },
  { path: `spec/jobTemplate/metadata/${what}`, create, group: 'batch', kind: 'CronJob' },
  { path: `spec/jobTemplate/spec/template/metadata/${what}`, create, group: 'batch', kind: 'CronJob' },
];

/** labels with includeTemplates (builtinpluginconsts/metadatalabels.go). */
export const TEMPLATE_LABELS: readonly FieldSpec[] = [
  ...template('labels'),
  { path: 'spec/template/metadata/labels', create, group: 'apps', kind: 'StatefulSet' },
  { path: 'spec/volumeClaimTemplates[]/metadata/labels', create, group: 'apps', kind: 'StatefulSet' },
  ...jobs('labels'),
];

/** commonAnnotations (builtinpluginconsts/commonannotations.go). */
export const COMMON_ANNOTATIONS: readonly FieldSpec[] = [
  ...template('annotations'),
  { path: 'spec/template/metadata/annotations', create, kind: 'StatefulSet' },
  ...jobs('annotations'),
];

/** Selectors in a Pod spec that count Pods; they grow only where they are written. */
const POD_TERMS = [
  ...['podAffinity', 'podAntiAffinity'].flatMap((kind) => [
    `affinity/${kind}/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm`,
    `affinity/${kind}/requiredDuringSchedulingIgnoredDuringExecution`,
  ]),
  'topologySpreadConstraints',
].map((term) => `spec/template/spec/${term}/labelSelector/matchLabels`);

const podTerms = (kind: string): readonly FieldSpec[] => POD_TERMS.map((path) => ({ path, group: 'apps', kind }));

/** commonLabels, and labels with includeSelectors (builtinpluginconsts/commonlabels.go; semantics 9.6). */
export const COMMON_LABELS: readonly FieldSpec[] = [
  { path: 'spec/selector', create, version: 'v1', kind: 'Service' },
  { path: 'spec/selector', create, version: 'v1', kind: 'ReplicationController' },
  { path: 'spec/selector/matchLabels', create, kind: 'Deployment' },
  ...podTerms('Deployment'),
  { path: 'spec/selector/matchLabels', create, kind: 'ReplicaSet' },
  { path: 'spec/selector/matchLabels', create, kind: 'DaemonSet' },
  { path: 'spec/selector/matchLabels', create, group: 'apps', kind: 'StatefulSet' },
  ...podTerms('StatefulSet'),
  { path: 'spec/selector/matchLabels', group: 'batch', kind: 'Job' },
  { path: 'spec/jobTemplate/spec/selector/matchLabels', group: 'batch', kind: 'CronJob' },
  { path: 'spec/selector/matchLabels', group: 'policy', kind: 'PodDisruptionBudget' },
  { path: 'spec/podSelector/matchLabels', group: 'networking.k8s.io', kind: 'NetworkPolicy' },
  { path: 'spec/ingress/from/podSelector/matchLabels', group: 'networking.k8s.io', kind: 'NetworkPolicy' },
  { path: 'spec/egress/to/podSelector/matchLabels', group: 'networking.k8s.io', kind: 'NetworkPolicy' },
  ...TEMPLATE_LABELS,
];
