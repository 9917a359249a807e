import type { FieldSpec } from '../fields/field-spec.js';

/* Where `$(VAR)` is replaced (builtinpluginconsts/varreference.go). */

const CONTAINER_FIELDS = ['containers', 'initContainers'].flatMap((list) =>
  ['args', 'command', 'env/value', 'volumeMounts/mountPath'].map((field) => `${list}/${field}`),
);

const PODS: Readonly<Record<string, string>> = {
  CronJob: 'spec/jobTemplate/spec/template/spec',
  DaemonSet: 'spec/template/spec',
  Deployment: 'spec/template/spec',
  Job: 'spec/template/spec',
  Pod: 'spec',
  ReplicaSet: 'spec/template/spec',
  StatefulSet: 'spec/template/spec',
};

const OTHERS: Readonly<Record<string, readonly string[]>> = {
  CronJob: ['spec/jobTemplate/spec/template/volumes/nfs/server'],
  DaemonSet: ['spec/template/spec/volumes/nfs/server'],
  Deployment: ['spec/template/spec/volumes/nfs/server', 'spec/template/metadata/annotations'],
  Ingress: ['spec/rules/host', 'spec/tls/hosts', 'spec/tls/secretName'],
  Job: ['spec/template/spec/volumes/nfs/server'],
  Pod: ['spec/volumes/nfs/server'],
  ReplicaSet: ['spec/template/spec/volumes/nfs/server'],
  Service: ['spec/ports/port', 'spec/ports/targetPort'],
  StatefulSet: ['spec/volumeClaimTemplates/spec/nfs/server'],
  PersistentVolume: ['spec/nfs/server'],
};

export const VARIABLES: readonly FieldSpec[] = [
  ...Object.entries(PODS).flatMap(([kind, pod]) =>
    CONTAINER_FIELDS.map((field) => ({ path: `${pod}/${field}`, kind })),
  ),
  ...Object.entries(OTHERS).flatMap(([kind, paths]) => paths.map((path) => ({ path, kind }))),
  { path: 'metadata/labels' },
  { path: 'metadata/annotations' },
];
