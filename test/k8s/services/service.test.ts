import { describe, expect, it } from 'vitest';
import { allocatesNodePorts, readService, type Service } from '../../../src/k8s/services/service.js';
import { resourceOf } from '../../support/resources.js';

function serviceOf(spec: string, serverSide = false): Service {
  const service = readService(
    resourceOf(`{apiVersion: v1, kind: Service, metadata: {name: web}, spec: ${spec}}`),
    serverSide,
  );
  if (service === undefined) throw new Error(`no Service: ${spec}`);
  return service;
}

describe('readService', () => {
  it.each([
    ['{apiVersion: serving.knative.dev/v1, kind: Service, metadata: {name: web}}'],
    ['{apiVersion: v1, kind: Pod, metadata: {name: web}}'],
    ['{apiVersion: v1, kind: Service, metadata: {generateName: web-}}'],
  ])('%s is no core Service with a name', (manifest) => {
    expect(readService(resourceOf(manifest))).toBeUndefined();
  });

  it.each([
    ['{}', { type: 'ClusterIP', headless: false, publishNotReadyAddresses: false, ports: [] }],
    ['{type: NodePort}', { type: 'NodePort' }],
    ['{type: }', { type: 'ClusterIP' }],
    ['{clusterIP: None}', { headless: true }],
    ['{clusterIP: none}', { headless: false }],
    ['{clusterIP: 10.0.0.1}', { headless: false }],
    ['{publishNotReadyAddresses: true}', { publishNotReadyAddresses: true }],
  ])('%s', (spec, expected) => {
    expect(serviceOf(spec)).toMatchObject(expected);
  });
});

describe('the selector of a Service', () => {
  it.each([
    ['absent', '{}', undefined],
    ['null', '{selector: }', undefined],
    ['empty', '{selector: {}}', undefined],
    ['of null values alone, which the client drops', '{selector: {app: }}', undefined],
    ['written', '{selector: {app: web, tier: ""}}', ['app=web', 'tier=']],
  ])('%s', (_, spec, expected) => {
    const { selector } = serviceOf(spec);
    expect(selector && [...selector.values()].map(({ key, value }) => `${key}=${value}`)).toEqual(expected);
  });

  it('of a null value asks the server for an empty label', () => {
    expect(serviceOf('{selector: {app: }}', true).selector?.get('app')?.value).toBe('');
  });
});

describe('a Service port', () => {
  it.each([
    ['{port: 80}', { name: '', protocol: 'TCP', target: { kind: 'default', number: 80 }, nodePort: undefined }],
    ['{port: 80, targetPort: 0}', { target: { kind: 'default', number: 80 } }],
    ['{port: 80, targetPort: ""}', { target: { kind: 'default', number: 80 } }],
    ['{port: 80, targetPort: }', { target: { kind: 'default', number: 80 } }],
    ['{port: 80, targetPort: 80}', { target: { kind: 'number', number: 80 } }],
    ['{port: 80, targetPort: "80"}', { target: { kind: 'name', name: '80' } }],
    ['{name: http, port: 80}', { name: 'http', target: { kind: 'default', number: 80 } }],
    ['{port: 80, targetPort: http}', { target: { kind: 'name', name: 'http' } }],
    ['{port: 53, protocol: UDP}', { protocol: 'UDP' }],
    ['{port: 53, protocol: ""}', { protocol: 'TCP' }],
    ['{port: 80, nodePort: 30080}', { nodePort: 30080 }],
    ['{port: 80, nodePort: 0}', { nodePort: undefined }],
  ])('%s', (port, expected) => {
    expect(serviceOf(`{ports: [${port}]}`).ports).toMatchObject([expected]);
  });

  it('is none without a number, and keeps its place in the list', () => {
    const { ports } = serviceOf('{ports: [{name: a}, {port: "80"}, {port: 81}]}');
    expect(ports.map(({ port, path }) => [port, path.join('.')])).toEqual([[81, 'spec.ports.2']]);
  });
});

describe('allocatesNodePorts', () => {
  it.each([
    ['ClusterIP', false],
    ['NodePort', true],
    ['LoadBalancer', true],
    ['ExternalName', false],
  ])('%s: %s', (type, expected) => {
    expect(allocatesNodePorts({ type })).toBe(expected);
  });
});
