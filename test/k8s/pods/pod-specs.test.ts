import { describe, expect, it } from 'vitest';
import {
  containersAt,
  containersOf,
  metadataPaths,
  podSpecsOf,
  podTemplatePaths,
} from '../../../src/k8s/pods/pod-specs.js';
import { resourceOf } from '../../support/resources.js';

const object = (apiVersion: string, kind: string, spec: string) =>
  resourceOf(`{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: web}, spec: ${spec}}`);

describe('the Pod templates and Pod specs of an object', () => {
  it.each([
    ['a Pod, which is its own template', 'v1', 'Pod', '{containers: []}', [''], ['spec']],
    ['a Pod without spec', 'v1', 'Pod', '', [''], []],
    ['a Deployment', 'apps/v1', 'Deployment', '{template: {spec: {}}}', ['spec.template'], ['spec.template.spec']],
    ['a Deployment without template', 'apps/v1', 'Deployment', '{replicas: 1}', [], []],
    ['a template without spec', 'apps/v1', 'Deployment', '{template: {metadata: {}}}', ['spec.template'], []],
    ['a spec that is a text', 'apps/v1', 'Deployment', '{template: {spec: web}}', ['spec.template'], []],
    [
      'a CronJob',
      'batch/v1',
      'CronJob',
      '{jobTemplate: {spec: {template: {spec: {}}}}}',
      ['spec.jobTemplate.spec.template'],
      ['spec.jobTemplate.spec.template.spec'],
    ],
    ['a Service', 'v1', 'Service', '{template: {spec: {}}}', [], []],
    ['a custom resource', 'argoproj.io/v1alpha1', 'Rollout', '{template: {spec: {}}}', [], []],
  ])('%s', (_, apiVersion, kind, spec, templates, specs) => {
    const resource = object(apiVersion, kind, spec);
    expect(podTemplatePaths(resource).map((path) => path.join('.'))).toEqual(templates);
    expect(podSpecsOf(resource).map(({ path }) => path.join('.'))).toEqual(specs);
  });
});

it.each([
  ['a Pod', 'v1', 'Pod', '{containers: []}', ['metadata']],
  ['a Deployment', 'apps/v1', 'Deployment', '{template: {}}', ['metadata', 'spec.template.metadata']],
  ['a Service', 'v1', 'Service', '{}', ['metadata']],
])('%s has its labels in each of these once', (_, apiVersion, kind, spec, expected) => {
  expect(metadataPaths(object(apiVersion, kind, spec)).map((path) => path.join('.'))).toEqual(expected);
});

describe('containers', () => {
  const spec = '{template: {spec: {initContainers: [{name: setup}], containers: [{name: web}]}}}';
  const path = ['spec', 'template', 'spec'];

  it('of a built-in object, regular ones first', () => {
    expect(containersOf(object('apps/v1', 'Deployment', spec)).map(({ name }) => name)).toEqual(['web', 'setup']);
  });

  it('of a custom resource, only where its Pod spec is known', () => {
    const rollout = object('argoproj.io/v1alpha1', 'Rollout', spec);
    expect(containersOf(rollout)).toEqual([]);
    expect(containersAt(rollout, path).map(({ name }) => name)).toEqual(['web', 'setup']);
  });

  it('are the same for everybody who asks', () => {
    const deployment = object('apps/v1', 'Deployment', spec);
    expect(containersAt(deployment, path)[0]).toBe(containersOf(deployment)[0]);
  });
});
