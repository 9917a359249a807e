import { describe, expect, it } from 'vitest';
import { customMaker } from '../../../src/k8s/pods/pod-makers.js';
import { readWorkload } from '../../../src/k8s/workloads/workload.js';
import { onlyTemplateOf, podOf, workloadOf } from '../../support/pods.js';
import { resourceOf } from '../../support/resources.js';

const object = (apiVersion: string, kind: string, spec: string, metadata = '{name: web}'): string =>
  `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: ${metadata}, spec: ${spec}}`;

const CONTAINERS = '{spec: {containers: [{name: web}]}}';

describe('the templates of', () => {
  it.each([
    ['a Deployment', object('apps/v1', 'Deployment', `{template: ${CONTAINERS}}`), ['spec.template']],
    ['a Pod, which is its own', object('v1', 'Pod', '{containers: []}'), ['']],
    ['a Deployment without one', object('apps/v1', 'Deployment', '{replicas: 1}'), []],
    [
      'a JobSet, one for each of its Jobs',
      object(
        'jobset.x-k8s.io/v1alpha2',
        'JobSet',
        `{replicatedJobs: [{template: {spec: {template: {}}}}, {name: x}, {template: {spec: {template: {}}}}]}`,
      ),
      ['spec.replicatedJobs.0.template.spec.template', 'spec.replicatedJobs.2.template.spec.template'],
    ],
    [
      'a LeaderWorkerSet, with workers alone',
      object('leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet', '{leaderWorkerTemplate: {workerTemplate: {}}}'),
      ['spec.leaderWorkerTemplate.workerTemplate'],
    ],
    [
      'an unknown custom kind of the usual shape',
      object('example.com/v1', 'App', `{template: ${CONTAINERS}}`),
      ['spec.template'],
    ],
  ])('%s', (_, manifest, expected) => {
    expect(workloadOf(manifest).templates.map(({ path }) => path.join('.'))).toEqual(expected);
  });
});

describe('no workload is', () => {
  it.each([
    ['a Service', object('v1', 'Service', '{selector: {app: web}}')],
    ['a PodTemplate object', `{apiVersion: v1, kind: PodTemplate, metadata: {name: web}, template: ${CONTAINERS}}`],
    ['an unknown built-in kind, whatever its shape', object('policy/v1', 'App', `{template: ${CONTAINERS}}`)],
    ['a custom kind without containers in its template', object('example.com/v1', 'App', '{template: {spec: {}}}')],
    [
      'a custom kind with containers that are no list',
      object('example.com/v1', 'App', '{template: {spec: {containers: {web: {}}}}}'),
    ],
    [
      'a Helm hook, which goes when it is done',
      object('batch/v1', 'Job', `{template: ${CONTAINERS}}`, '{name: web, annotations: {helm.sh/hook: pre-install}}'),
    ],
  ])('%s', (_, manifest) => {
    expect(readWorkload(resourceOf(manifest))).toBeUndefined();
  });
});

describe('a kind', () => {
  const app = resourceOf(
    object('example.com/v1', 'App', `{pods: {a: {template: ${CONTAINERS}}, b: {template: ${CONTAINERS}}}}`),
  );
  const declared = customMaker({ kind: 'example.com/App', path: 'spec.pods.*.template' });

  it('that somebody declares to make Pods is not guessed; its `*` stands for every key of a map', () => {
    expect(readWorkload(app)).toBeUndefined();
    const workload = readWorkload(app, [declared]);
    expect(workload?.templates.map(({ path }) => path[2])).toEqual(['a', 'b']);
    expect(workload?.guessed).toBe(false);
  });

  it.each([
    ['apps/v1', 'Deployment', false],
    ['argoproj.io/v1alpha1', 'Rollout', false],
    ['example.com/v1', 'App', true],
  ])('%s %s is guessed: %s', (apiVersion, kind, expected) => {
    expect(workloadOf(object(apiVersion, kind, `{template: ${CONTAINERS}}`)).guessed).toBe(expected);
  });
});

describe('the selector of', () => {
  it.each([
    ['a Deployment', 'apps/v1', 'Deployment', '{selector: {matchLabels: {app: web}}}', ['app In web']],
    [
      'a Deployment with labels right under it, which are unknown fields',
      'apps/v1',
      'Deployment',
      '{selector: {app: web}}',
      [],
    ],
    ['a Deployment without one', 'apps/v1', 'Deployment', '{}', undefined],
    ['a ReplicationController, a flat map', 'v1', 'ReplicationController', '{selector: {app: web}}', ['app In web']],
    ['a Job, which the server makes', 'batch/v1', 'Job', '{selector: {matchLabels: {app: web}}}', undefined],
    ['a Pod', 'v1', 'Pod', '{selector: {app: web}}', undefined],
  ])('%s', (_, apiVersion, kind, spec, expected) => {
    const { selector } = workloadOf(object(apiVersion, kind, spec));
    expect(selector?.map(({ key, operator, values }) => `${key} ${operator} ${values.join(',')}`)).toEqual(expected);
  });
});

describe('replicas', () => {
  it.each([
    ['{}', 1],
    ['{replicas: }', 1],
    ['{replicas: 0}', 0],
    ['{replicas: 3}', 3],
  ])('of %s: %d', (spec, expected) => {
    expect(workloadOf(object('apps/v1', 'Deployment', spec)).replicas).toBe(expected);
  });
});

describe('a template', () => {
  it('has the labels of its own, not those of the workload', () => {
    const manifest = object(
      'apps/v1',
      'Deployment',
      '{template: {metadata: {labels: {app: web}}, spec: {}}}',
      '{name: web, labels: {tier: front}}',
    );
    expect([...onlyTemplateOf(manifest).labels.keys()]).toEqual(['app']);
  });

  it.each([
    ['{labels: {sidecar.istio.io/inject: "true"}}', true],
    ['{labels: {sidecar.istio.io/inject: "false"}}', false],
    ['{annotations: {linkerd.io/inject: enabled}}', true],
    ['{annotations: {linkerd.io/inject: ingress}}', true],
    ['{annotations: {linkerd.io/inject: disabled}}', false],
    ['{labels: {app: web}}', false],
  ])('with metadata %s asks a mesh for containers: %s', (metadata, expected) => {
    expect(podOf('{}', metadata).injected).toBe(expected);
  });
});
