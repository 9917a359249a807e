import { describe, expect, it } from 'vitest';
import {
  endsByDesign,
  judgedTemplates,
  portsAreKnown,
  runningContainers,
  runningPorts,
} from '../../../src/k8s/listening/running.js';
import { readWorkload } from '../../../src/k8s/workloads/workload.js';
import { onlyTemplateOf, podOf } from '../../support/pods.js';
import { resourceOf } from '../../support/resources.js';

const templated = (apiVersion: string, kind: string, spec = '{containers: [{name: web}]}'): string =>
  `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: web}, spec: {template: {spec: ${spec}}}}`;

describe('what runs in a Pod', () => {
  const pod = podOf(`{
    initContainers: [
      {name: setup, ports: [{containerPort: 1}]},
      {name: mesh, restartPolicy: Always, ports: [{containerPort: 2}]},
      {name: retry, restartPolicy: OnFailure, ports: [{containerPort: 3}]},
    ],
    containers: [{name: web, ports: [{containerPort: 4}, {containerPort: 5}]}, {name: log, ports: [{containerPort: 6}]}]}`);

  it('is every regular container and every native sidecar, but no plain init container', () => {
    expect(runningContainers(pod).map(({ name }) => name)).toEqual(['web', 'log', 'mesh']);
  });

  it('lists ports of containers before those of sidecars, whatever stands first in the text', () => {
    expect(runningPorts(pod).map(({ number }) => number)).toEqual([4, 5, 6, 2]);
  });
});

describe('endsByDesign', () => {
  it.each([
    ['apps/v1', 'Deployment', false],
    ['apps/v1', 'DaemonSet', false],
    ['batch/v1', 'Job', true],
    ['apps.kruise.io/v1alpha1', 'BroadcastJob', true],
    ['argoproj.io/v1alpha1', 'Rollout', false],
  ])('%s %s: %s', (apiVersion, kind, expected) => {
    expect(endsByDesign(onlyTemplateOf(templated(apiVersion, kind)))).toBe(expected);
  });

  it('a CronJob, whose template stands deeper', () => {
    const cronJob =
      '{apiVersion: batch/v1, kind: CronJob, metadata: {name: x}, spec: {jobTemplate: {spec: {template: {spec: {}}}}}}';
    expect(endsByDesign(onlyTemplateOf(cronJob))).toBe(true);
  });

  it.each([
    ['without a restartPolicy, which is Always', '{}', false],
    ['that is always restarted', '{restartPolicy: Always}', false],
    ['that is restarted on failure', '{restartPolicy: OnFailure}', true],
    ['that is never restarted', '{restartPolicy: Never}', true],
  ])('a Pod %s', (_, spec, expected) => {
    expect(endsByDesign(podOf(spec))).toBe(expected);
  });
});

describe('portsAreKnown', () => {
  it.each([
    ['of a built-in kind', 'apps/v1', 'Deployment', undefined, true],
    ['of a built-in kind without containers', 'apps/v1', 'Deployment', '{}', true],
    ['of a known custom kind', 'argoproj.io/v1alpha1', 'Rollout', undefined, true],
    ['of a known custom kind that leaves its containers out', 'argoproj.io/v1alpha1', 'Rollout', '{}', false],
    ['of a custom kind that only looks like a workload', 'example.com/v1', 'WebApp', undefined, false],
    ['of a virtual machine', 'kubevirt.io/v1', 'VirtualMachine', '{domain: {}}', false],
  ])('%s', (_, apiVersion, kind, spec, expected) => {
    expect(portsAreKnown(onlyTemplateOf(templated(apiVersion, kind, spec)))).toBe(expected);
  });

  it.each([
    ['names', true, false],
    ['does not name', false, true],
  ])('of an object that a patch %s', (_, isPatched, expected) => {
    const resource = resourceOf(templated('apps/v1', 'Deployment'), { partial: true, isPatched: () => isPatched });
    expect(readWorkload(resource)?.templates.map(portsAreKnown)).toEqual([expected]);
  });
});

describe('judgedTemplates', () => {
  const web = onlyTemplateOf(templated('apps/v1', 'Deployment'));
  const job = onlyTemplateOf(templated('batch/v1', 'Job'));
  const machine = onlyTemplateOf(templated('kubevirt.io/v1', 'VirtualMachine', '{domain: {}}'));
  const guessed = onlyTemplateOf(templated('example.com/v1', 'WebApp'));

  it.each([
    ['of lasting ones and a Job, the lasting ones', [job, web], [web]],
    ['of Jobs alone, the Jobs', [job], [job]],
    ['none, where the ports of one are not known', [web, machine], []],
    ['none, where the kind of one is guessed', [guessed, web], []],
    ['none of none', [], []],
  ])('%s', (_, templates, expected) => {
    expect(judgedTemplates(templates)).toEqual(expected);
  });
});
