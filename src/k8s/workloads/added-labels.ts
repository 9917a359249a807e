import { getNumber, getString } from '../../tree/tree.js';
import {
  JOB_INDEX_LABEL,
  JOB_NAME_LABELS,
  JOB_UID_LABELS,
  POD_INDEX_LABEL,
  POD_NAME_LABEL,
  REVISION_HASH_LABEL,
  TEMPLATE_GENERATION_LABEL,
  TEMPLATE_HASH_LABEL,
} from '../labels/label-keys.js';
import type { AddedLabels, Match } from '../labels/labels.js';
import type { Resource } from '../object/resource.js';
import { roleLabels } from './rollout.js';
import { firstOrdinal } from './first-ordinal.js';

type Answer = (wanted: string) => Match;

const unknown: Answer = () => 'unknown';

/** The value where it is known. */
function exactly(value: string | undefined): Answer {
  if (value === undefined) return unknown;
  return (wanted) => (wanted === value ? 'yes' : 'no');
}

/** One answer for several keys. */
function each(keys: readonly string[], answer: Answer): Record<string, Answer> {
  return Object.fromEntries(keys.map((key) => [key, answer]));
}

/**
 * The labels that a controller adds to the Pods of `resource` (semantics 3.1, 3.2, 3.4). A key whose value nobody can
 * know before the Pods exist answers `unknown`, which is never a mismatch.
 */
export function addedLabels(resource: Resource): AddedLabels {
  const make = TABLE[`${resource.group}/${resource.kind}`];
  return new Map(Object.entries(make?.(resource) ?? {}));
}

const job = (resource: Resource): Record<string, Answer> => ({
  ...each(JOB_NAME_LABELS, exactly(resource.name)),
  ...each(JOB_UID_LABELS, unknown),
  ...(getString(resource.tree, 'spec', 'completionMode') === 'Indexed' && {
    [JOB_INDEX_LABEL]: completionIndex(getNumber(resource.tree, 'spec', 'completions')),
  }),
});

/** The Pods of an Indexed Job count from 0 to one less than its completions. */
function completionIndex(completions: number | undefined): Answer {
  return (wanted) => {
    if (!isIndex(wanted)) return 'no';
    if (completions === undefined) return 'unknown';
    return Number(wanted) < completions ? 'yes' : 'no';
  };
}

/** A number as controllers write it. */
function isIndex(text: string): boolean {
  return /^(0|[1-9]\d*)$/.test(text);
}

/**
 * A Pod of a StatefulSet is called `<name>-<ordinal>`; replicas may be scaled, so any ordinal from the first on is
 * accepted.
 */
const statefulSet = (resource: Resource): Record<string, Answer> => {
  const first = firstOrdinal(resource);
  const isOrdinal = (text: string): boolean => isIndex(text) && Number(text) >= first;
  return {
    [POD_NAME_LABEL]: (wanted) => {
      if (resource.name === undefined) return 'unknown';
      const ordinal = wanted.slice(resource.name.length + 1);
      return wanted.startsWith(`${resource.name}-`) && isOrdinal(ordinal) ? 'yes' : 'no';
    },
    [POD_INDEX_LABEL]: (wanted) => (isOrdinal(wanted) ? 'yes' : 'no'),
    [REVISION_HASH_LABEL]: unknown,
  };
};

const deployment = (): Record<string, Answer> => ({ [TEMPLATE_HASH_LABEL]: unknown });
const daemonSet = (): Record<string, Answer> => ({
  [REVISION_HASH_LABEL]: unknown,
  [TEMPLATE_GENERATION_LABEL]: unknown,
});
const knative = (resource: Resource): Record<string, Answer> => ({
  'serving.knative.dev/service': exactly(resource.name),
  'serving.knative.dev/configuration': exactly(resource.name),
  'serving.knative.dev/revision': unknown,
});

const TABLE: Readonly<Record<string, ((resource: Resource) => Record<string, Answer>) | undefined>> = {
  'apps/Deployment': deployment,
  'extensions/Deployment': deployment,
  'apps/StatefulSet': statefulSet,
  'apps/DaemonSet': daemonSet,
  'extensions/DaemonSet': daemonSet,
  'batch/Job': job,
  'batch/CronJob': () => each([...JOB_NAME_LABELS, ...JOB_UID_LABELS], unknown),
  'argoproj.io/Rollout': (resource) => ({
    ...Object.fromEntries(
      [...roleLabels(resource)].map(
        ([key, values]) => [key, (wanted: string) => (values.includes(wanted) ? 'yes' : 'no')] as const,
      ),
    ),
    'rollouts-pod-template-hash': unknown,
  }),
  'serving.knative.dev/Service': knative,
  'serving.knative.dev/Configuration': knative,
  'apps.openshift.io/DeploymentConfig': (resource) => ({
    deploymentconfig: exactly(resource.name),
    deployment: unknown,
  }),
  '/DeploymentConfig': (resource) => ({ deploymentconfig: exactly(resource.name), deployment: unknown }),
  'apps.kruise.io/CloneSet': () => ({
    'apps.kruise.io/cloneset-instance-id': unknown,
    [REVISION_HASH_LABEL]: unknown,
  }),
  'apps.kruise.io/StatefulSet': statefulSet,
  'apps.kruise.io/DaemonSet': daemonSet,
  'jobset.x-k8s.io/JobSet': (resource) => ({
    'jobset.sigs.k8s.io/jobset-name': exactly(resource.name),
    'jobset.sigs.k8s.io/replicatedjob-name': unknown,
    'jobset.sigs.k8s.io/job-index': unknown,
    ...each([JOB_INDEX_LABEL, ...JOB_NAME_LABELS], unknown),
  }),
  'leaderworkerset.x-k8s.io/LeaderWorkerSet': (resource) => ({
    'leaderworkerset.sigs.k8s.io/name': exactly(resource.name),
    'leaderworkerset.sigs.k8s.io/worker-index': unknown,
    'leaderworkerset.sigs.k8s.io/group-index': unknown,
    'leaderworkerset.sigs.k8s.io/group-key': unknown,
    'leaderworkerset.sigs.k8s.io/template-revision-hash': unknown,
  }),
  'batch.volcano.sh/Job': (resource) => ({
    'volcano.sh/job-name': exactly(resource.name),
    'volcano.sh/task-spec': unknown,
  }),
  'kubevirt.io/VirtualMachine': (resource) => ({
    'vm.kubevirt.io/name': exactly(resource.name),
    'kubevirt.io/domain': unknown,
  }),
};
