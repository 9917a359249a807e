import { describe, expect, it } from 'vitest';
import { customMaker, POD_MAKING_KINDS, podMaker } from '../../../src/k8s/pods/pod-makers.js';

describe('podMaker', () => {
  it.each([
    ['', 'Pod', [''], undefined],
    ['', 'ReplicationController', ['spec.template'], 'map'],
    ['apps', 'Deployment', ['spec.template'], 'labels'],
    ['extensions', 'DaemonSet', ['spec.template'], 'labels'],
    ['batch', 'Job', ['spec.template'], undefined],
    ['batch', 'CronJob', ['spec.jobTemplate.spec.template'], undefined],
    ['argoproj.io', 'Rollout', ['spec.template'], 'labels'],
    ['apps.openshift.io', 'DeploymentConfig', ['spec.template'], 'map'],
    ['serving.knative.dev', 'Service', ['spec.template'], undefined],
    ['apps.kruise.io', 'AdvancedCronJob', ['spec.template.jobTemplate.spec.template'], undefined],
    ['jobset.x-k8s.io', 'JobSet', ['spec.replicatedJobs.*.template.spec.template'], undefined],
    [
      'leaderworkerset.x-k8s.io',
      'LeaderWorkerSet',
      ['spec.leaderWorkerTemplate.leaderTemplate', 'spec.leaderWorkerTemplate.workerTemplate'],
      undefined,
    ],
    ['batch.volcano.sh', 'Job', ['spec.tasks.*.template'], undefined],
    ['keda.sh', 'ScaledJob', ['spec.jobTargetRef.template'], undefined],
  ])('%s/%s: templates at %j, selector %s', (group, kind, templates, selector) => {
    const maker = podMaker(group, kind);
    expect(maker?.templates.map((path) => path.join('.'))).toEqual(templates);
    expect(maker?.selector).toBe(selector);
  });

  it.each([
    ['', 'PodTemplate'],
    ['', 'Service'],
    ['', 'Deployment'],
    ['apps', 'Pod'],
    ['apps', 'deployment'],
    ['example.com', 'Deployment'],
    ['batch', 'Rollout'],
  ])('%s/%s makes none', (group, kind) => {
    expect(podMaker(group, kind)).toBeUndefined();
  });
});

describe('POD_MAKING_KINDS', () => {
  it.each([
    ['/Pod', true],
    ['batch/CronJob', true],
    ['argoproj.io/Rollout', false],
    ['serving.knative.dev/Service', false],
  ] as const)('%s is built in: %s', (kind, expected) => {
    expect(POD_MAKING_KINDS.includes(kind)).toBe(expected);
  });
});

describe('customMaker', () => {
  it.each([
    ['example.com/WebApp', 'example.com', 'WebApp', true],
    ['example.com/WebApp', 'example.com', 'WebApps', false],
    ['example.com/WebApp', 'shop.example.com', 'WebApp', false],
    ['example.com/v1/WebApp', 'example.com', 'WebApp', true],
    ['*.example.com/*', 'shop.example.com', 'WebApp', true],
    ['*.example.com/*', 'example.com', 'WebApp', false],
    ['example.com/*App', 'example.com', 'WebApp', true],
    ['WebApp', '', 'WebApp', true],
    ['WebApp', 'example.com', 'WebApp', false],
  ])('%s means %s/%s: %s', (written, group, kind, expected) => {
    expect(customMaker({ kind: written, path: 'spec.template' }).makes(group, kind)).toBe(expected);
  });

  it('splits the path of the template', () => {
    expect(customMaker({ kind: 'example.com/WebApp', path: 'spec.pods.*.template' }).maker.templates).toEqual([
      ['spec', 'pods', '*', 'template'],
    ]);
  });
});
