import { describe, expect, it } from 'vitest';
import { addedLabels } from '../../../src/k8s/workloads/added-labels.js';
import { resourceOf } from '../../support/resources.js';

describe('the labels that a controller adds to its Pods (semantics 3.2)', () => {
  it.each([
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
  ])('%s %s: %s=%s', (kind, spec, key, wanted, expected) => {
    const added = addedLabels(resourceOf(`{apiVersion: ${kind}, metadata: {name: x}, spec: ${spec}}`));
    expect(added.get(key)?.(wanted)).toBe(expected);
  });
});
