import { describe, expect, it } from 'vitest';
import { missingFields } from '../../../src/k8s/fields/missing-fields.js';
import { resourceOf } from '../../support/resources.js';

function missing(apiVersion: string, kind: string, spec: string, strict = true): readonly string[] {
  const resource = resourceOf(`{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: web}, spec: ${spec}}`);
  return missingFields(resource, strict).map(({ path }) => path.slice(1).join('.'));
}

describe('what a Service lacks', () => {
  it.each([
    ['{ports: [{port: 80}]}', []],
    ['{}', ['ports']],
    ['{ports: []}', ['ports']],
    ['{clusterIP: None}', []],
    ['{type: NodePort, clusterIP: None}', ['ports']],
    ['{type: ExternalName, externalName: a.example}', []],
    ['{type: ExternalName, externalName: ""}', ['externalName']],
    ['{type: ClusterIP, externalName: a.example}', ['ports']],
    ['{ports: [{name: http}]}', ['ports.0.port']],
    ['{ports: [{name: http}, {port: 80}]}', ['ports.0.port']],
    ['{ports: [{port: 80}, {targetPort: 8080}]}', []],
    ['{port: [{port: 80}]}', []],
    ['{ports: [{prot: 80}]}', []],
  ])('%s: %j', (spec, expected) => {
    expect(missing('v1', 'Service', spec)).toEqual(expected);
  });

  it.each([
    [true, []],
    [false, ['ports.0.port']],
  ])('a number in an unknown field is enough to say once: strict %s', (strict, expected) => {
    expect(missing('v1', 'Service', '{ports: [{grpcNumber: 80}]}', strict)).toEqual(expected);
  });
});

describe('what Pods lack', () => {
  const pod = (spec: string): readonly string[] => missing('v1', 'Pod', spec);

  it.each([
    ['{containers: [{name: web, image: web}]}', []],
    ['{}', ['containers']],
    ['{containers: []}', ['containers']],
    ['{containers: [{image: web}]}', ['containers.0.name']],
    ['{containers: [{name: web}]}', ['containers.0.image']],
    ['{containers: [{}]}', ['containers.0.name']],
    ['{containers: [{name: web, image: web, ports: [{name: http}]}]}', ['containers.0.ports.0.containerPort']],
    ['{containers: [{name: web, image: web}], initContainers: [{name: setup}]}', ['initContainers.0.image']],
    ['{containers: [{name: web, image: web}], dnsPolicy: None}', ['dnsConfig']],
    ['{containers: [{name: web, image: web}], dnsPolicy: None, dnsConfig: {nameservers: [1.1.1.1]}}', []],
  ])('%s: %j', (spec, expected) => {
    expect(pod(spec)).toEqual(expected);
  });

  it.each([
    ['apps/v1', 'Deployment', '{template: {metadata: {}}}', ['template.spec']],
    ['apps/v1', 'Deployment', '{template: {spec: {containers: [{name: a, image: b}]}}}', []],
    ['batch/v1', 'Job', '{template: {spec: {containers: [{name: a, image: b}]}}}', ['template.spec.restartPolicy']],
    ['batch/v1', 'Job', '{template: {spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}}', []],
    ['argoproj.io/v1alpha1', 'Rollout', '{template: {metadata: {}}}', []],
  ])('%s %s %s: %j', (apiVersion, kind, spec, expected) => {
    expect(missing(apiVersion, kind, spec)).toEqual(expected);
  });
});

describe('what others lack', () => {
  it.each([
    ['a monitor without selector', 'monitoring.coreos.com/v1', 'ServiceMonitor', '{}', ['selector']],
    ['a monitor with an empty one', 'monitoring.coreos.com/v1', 'ServiceMonitor', '{selector: {}}', []],
    [
      'an APIService without namespace',
      'apiregistration.k8s.io/v1',
      'APIService',
      '{service: {name: a}}',
      ['service.namespace'],
    ],
    [
      'an APIService without both',
      'apiregistration.k8s.io/v1',
      'APIService',
      '{service: {port: 443}}',
      ['service.name', 'service.namespace'],
    ],
    ['a complete APIService', 'apiregistration.k8s.io/v1', 'APIService', '{service: {name: a, namespace: b}}', []],
  ])('%s', (_, apiVersion, kind, spec, expected) => {
    expect(missing(apiVersion, kind, spec)).toEqual(expected);
  });
});
