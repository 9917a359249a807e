import { describe, expect, it } from 'vitest';
import { fieldErrors, fieldPath, shortPath } from '../../../src/k8s/fields/field-errors.js';
import { resourceOf } from '../../support/resources.js';

describe('fieldErrors', () => {
  it.each([
    ['nothing of what fits', '{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80}]}}', []],
    [
      'an unknown field',
      '{apiVersion: v1, kind: Service, spec: {ports: [{targetport: 80}]}}',
      ['spec.ports[0].targetport unknown'],
    ],
    ['a wrong type', '{apiVersion: v1, kind: Service, spec: {ports: [{port: "80"}]}}', ['spec.ports[0].port type']],
    [
      'nothing inside of what is wrong already',
      '{apiVersion: v1, kind: Service, specs: {ports: {a: 1}}}',
      ['specs unknown'],
    ],
    ['nothing of null', '{apiVersion: v1, kind: Service, spec: {ports: , selector: }}', []],
    [
      'metadata of a custom resource',
      '{apiVersion: example.com/v1, kind: App, metadata: {labels: {app: 5}}, spec: {any: thing}}',
      ['metadata.labels.app type'],
    ],
    [
      'no unknown field in metadata of a custom resource',
      '{apiVersion: example.com/v1, kind: App, metadata: {label: {app: web}}}',
      [],
    ],
    [
      'a known field of a custom resource',
      '{apiVersion: monitoring.coreos.com/v1, kind: ServiceMonitor, spec: {endpoints: [{port: 80}]}}',
      ['spec.endpoints[0].port type'],
    ],
  ])('%s', (_, manifest, expected) => {
    const errors = fieldErrors(resourceOf(manifest), 36);
    expect(errors.map(({ path, problem }) => `${fieldPath(path)} ${problem.kind}`)).toEqual(expected);
  });

  it.each([
    ['batch/v1beta1', 'CronJob', 24, 1],
    ['batch/v1beta1', 'CronJob', 25, 1],
    ['networking.k8s.io/v1beta1', 'Ingress', 21, 1],
    ['networking.k8s.io/v1beta1', 'Ingress', 22, 0],
  ])('of %s %s in 1.%d, whose successor has the same fields or not', (apiVersion, kind, minor, expected) => {
    const object = resourceOf(`{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {labels: {app: 5}}}`);
    expect(fieldErrors(object, minor)).toHaveLength(expected);
  });

  it('forgives fields that only the removed version had', () => {
    const old = resourceOf(
      '{apiVersion: extensions/v1beta1, kind: Deployment, spec: {rollbackTo: {revision: 1}, x: 1}}',
    );
    expect(fieldErrors(old, 36).map(({ path }) => fieldPath(path))).toEqual(['spec.x']);
  });
});

describe('a path', () => {
  it.each([
    [['spec', 'ports', 0, 'port'], 'spec.ports[0].port', 'spec.ports[0].port'],
    [
      ['spec', 'template', 'spec', 'containers', 1, 'name'],
      'spec.template.spec.containers[1].name',
      'containers[1].name',
    ],
    [
      ['spec', 'jobTemplate', 'spec', 'template', 'spec', 'dnsPolicy'],
      'spec.jobTemplate.spec.template.spec.dnsPolicy',
      'dnsPolicy',
    ],
    [['spec', 'template', 'spec'], 'spec.template.spec', 'spec.template.spec'],
    [['spec', 'template', 'metadata', 'labels'], 'spec.template.metadata.labels', 'spec.template.metadata.labels'],
    [[], '', ''],
  ])('%j is %s, in short %s', (path, full, short) => {
    expect([fieldPath(path), shortPath(path)]).toEqual([full, short]);
  });
});
