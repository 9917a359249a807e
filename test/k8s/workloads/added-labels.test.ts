import { describe, expect, it } from 'vitest';
import { addedLabels } from '../../../src/k8s/workloads/added-labels.js';
import { resourceOf } from '../../support/resources.js';

describe('the labels that a controller adds to its Pods (semantics 3.2)', () => {
  it.each<readonly [kind: string, spec: string, key: string, wanted: string, expected: string | undefined]>([
    ['apps/v1, kind: Deployment', '{}', 'pod-template-hash', 'abc', 'unknown'],
    ['apps/v1, kind: Deployment', '{}', 'app', 'x', undefined],
    ['apps/v1, kind: DaemonSet', '{}', 'controller-revision-hash', 'abc', 'unknown'],
    ['apps/v1, kind: StatefulSet', '{}', 'statefulset.kubernetes.io/pod-name', 'x-0', 'yes'],
    ['apps/v1, kind: StatefulSet', '{}', 'statefulset.kubernetes.io/pod-name', 'y-0', 'no'],
    ['apps/v1, kind: StatefulSet', '{}', 'statefulset.kubernetes.io/pod-name', 'x-01', 'no'],
    ['apps/v1, kind: StatefulSet', '{ordinals: {start: 2}}', 'apps.kubernetes.io/pod-index', '1', 'no'],
    ['apps/v1, kind: StatefulSet', '{ordinals: {start: 2}}', 'apps.kubernetes.io/pod-index', '2', 'yes'],
    ['batch/v1, kind: Job', '{}', 'job-name', 'x', 'yes'],
    ['batch/v1, kind: Job', '{}', 'batch.kubernetes.io/job-name', 'y', 'no'],
    ['batch/v1, kind: Job', '{}', 'controller-uid', 'abc', 'unknown'],
    ['batch/v1, kind: Job', '{}', 'batch.kubernetes.io/job-completion-index', '0', undefined],
    [
      'batch/v1, kind: Job',
      '{completionMode: Indexed, completions: 2}',
      'batch.kubernetes.io/job-completion-index',
      '1',
      'yes',
    ],
    [
      'batch/v1, kind: Job',
      '{completionMode: Indexed, completions: 2}',
      'batch.kubernetes.io/job-completion-index',
      '2',
      'no',
    ],
    ['batch/v1, kind: CronJob', '{}', 'job-name', 'x', 'unknown'],
    ['serving.knative.dev/v1, kind: Service', '{}', 'serving.knative.dev/service', 'x', 'yes'],
    ['example.com/v1, kind: Deployment', '{}', 'pod-template-hash', 'abc', undefined],
    ['extensions/v1beta1, kind: Deployment', '{}', 'pod-template-hash', 'abc', 'unknown'],
    ['extensions/v1beta1, kind: DaemonSet', '{}', 'pod-template-generation', '1', 'unknown'],
    ['batch/v1, kind: Job', '{completionMode: Indexed}', 'batch.kubernetes.io/job-completion-index', '7', 'unknown'],
    [
      'batch/v1, kind: Job',
      '{completionMode: Indexed, completions: 20}',
      'batch.kubernetes.io/job-completion-index',
      '01',
      'no',
    ],
    ['batch/v1, kind: CronJob', '{}', 'batch.kubernetes.io/controller-uid', 'abc', 'unknown'],
    ['serving.knative.dev/v1, kind: Configuration', '{}', 'serving.knative.dev/configuration', 'x', 'yes'],
    ['serving.knative.dev/v1, kind: Service', '{}', 'serving.knative.dev/revision', 'x-00001', 'unknown'],
    ['apps.openshift.io/v1, kind: DeploymentConfig', '{}', 'deploymentconfig', 'x', 'yes'],
    ['apps.openshift.io/v1, kind: DeploymentConfig', '{}', 'deploymentconfig', 'y', 'no'],
    ['apps.openshift.io/v1, kind: DeploymentConfig', '{}', 'deployment', 'x-1', 'unknown'],
    ['v1, kind: DeploymentConfig', '{}', 'deploymentconfig', 'x', 'yes'],
    ['v1, kind: DeploymentConfig', '{}', 'deployment', 'x-1', 'unknown'],
    ['apps.kruise.io/v1alpha1, kind: CloneSet', '{}', 'apps.kruise.io/cloneset-instance-id', 'abc', 'unknown'],
    ['apps.kruise.io/v1alpha1, kind: CloneSet', '{}', 'controller-revision-hash', 'abc', 'unknown'],
    ['apps.kruise.io/v1beta1, kind: StatefulSet', '{}', 'statefulset.kubernetes.io/pod-name', 'x-0', 'yes'],
    ['apps.kruise.io/v1alpha1, kind: DaemonSet', '{}', 'controller-revision-hash', 'abc', 'unknown'],
    ['jobset.x-k8s.io/v1alpha2, kind: JobSet', '{}', 'jobset.sigs.k8s.io/jobset-name', 'x', 'yes'],
    ['jobset.x-k8s.io/v1alpha2, kind: JobSet', '{}', 'jobset.sigs.k8s.io/jobset-name', 'y', 'no'],
    ['jobset.x-k8s.io/v1alpha2, kind: JobSet', '{}', 'jobset.sigs.k8s.io/replicatedjob-name', 'w', 'unknown'],
    ['jobset.x-k8s.io/v1alpha2, kind: JobSet', '{}', 'jobset.sigs.k8s.io/job-index', '0', 'unknown'],
    ['jobset.x-k8s.io/v1alpha2, kind: JobSet', '{}', 'job-name', 'x-w-0', 'unknown'],
    ['leaderworkerset.x-k8s.io/v1, kind: LeaderWorkerSet', '{}', 'leaderworkerset.sigs.k8s.io/name', 'x', 'yes'],
    ['leaderworkerset.x-k8s.io/v1, kind: LeaderWorkerSet', '{}', 'leaderworkerset.sigs.k8s.io/name', 'y', 'no'],
    ...['worker-index', 'group-index', 'group-key', 'template-revision-hash'].map(
      (key) =>
        [
          'leaderworkerset.x-k8s.io/v1, kind: LeaderWorkerSet',
          '{}',
          `leaderworkerset.sigs.k8s.io/${key}`,
          '0',
          'unknown',
        ] as const,
    ),
    ['batch.volcano.sh/v1alpha1, kind: Job', '{}', 'volcano.sh/job-name', 'x', 'yes'],
    ['batch.volcano.sh/v1alpha1, kind: Job', '{}', 'volcano.sh/job-name', 'y', 'no'],
    ['batch.volcano.sh/v1alpha1, kind: Job', '{}', 'volcano.sh/task-spec', 'w', 'unknown'],
    ['kubevirt.io/v1, kind: VirtualMachine', '{}', 'vm.kubevirt.io/name', 'x', 'yes'],
    ['kubevirt.io/v1, kind: VirtualMachine', '{}', 'vm.kubevirt.io/name', 'y', 'no'],
    ['kubevirt.io/v1, kind: VirtualMachine', '{}', 'kubevirt.io/domain', 'x', 'unknown'],
  ])('%s %s: %s=%s', (kind, spec, key, wanted, expected) => {
    const added = addedLabels(resourceOf(`{apiVersion: ${kind}, metadata: {name: x}, spec: ${spec}}`));
    expect(added.get(key)?.(wanted)).toBe(expected);
  });
});
