import { expect, it } from 'vitest';
import { portFields } from '../../../src/k8s/fields/port-fields.js';
import { resourceOf } from '../../support/resources.js';

const CONTAINER = 'spec.containers.0';

it.each([
  [
    'every port of a Service that is written',
    'v1',
    'Service',
    '{ports: [{port: 80, targetPort: http, nodePort: 30080}, {name: web}]}',
    ['port spec.ports.0.port', 'targetPort spec.ports.0.targetPort', 'nodePort spec.ports.0.nodePort'],
  ],
  [
    'a container port',
    'v1',
    'Pod',
    '{containers: [{ports: [{containerPort: 80, hostPort: null}, {hostPort: "81"}]}]}',
    [`containerPort ${CONTAINER}.ports.0.containerPort`, `hostPort ${CONTAINER}.ports.1.hostPort`],
  ],
  [
    'a probe that is written',
    'v1',
    'Pod',
    '{containers: [{livenessProbe: {httpGet: {port: 80}, tcpSocket: {port: http}, grpc: {port: 9}, exec: {}}}]}',
    ['httpGet', 'tcpSocket', 'grpc'].map((handler) => `probe ${CONTAINER}.livenessProbe.${handler}.port`),
  ],
  ['no probe that is not', 'v1', 'Pod', '{containers: [{name: web}]}', []],
  [
    'a backend of an Ingress',
    'networking.k8s.io/v1',
    'Ingress',
    '{defaultBackend: {service: {name: web, port: {number: 80}}}}',
    ['backend spec.defaultBackend.service.port.number'],
  ],
  [
    'a rule of a NetworkPolicy',
    'networking.k8s.io/v1',
    'NetworkPolicy',
    '{ingress: [{ports: [{port: 80, endPort: 90}]}]}',
    ['policyPort spec.ingress.0.ports.0.port', 'endPort spec.ingress.0.ports.0.endPort'],
  ],
  [
    'a route',
    'gateway.networking.k8s.io/v1',
    'HTTPRoute',
    '{rules: [{backendRefs: [{name: web, port: 80}]}]}',
    ['port spec.rules.0.backendRefs.0.port'],
  ],
  ['nothing of an unknown kind', 'example.com/v1', 'App', '{ports: [{port: 80}]}', []],
])('%s', (_, apiVersion, kind, spec, expected) => {
  const fields = portFields(
    resourceOf(`{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: web}, spec: ${spec}}`),
  );
  expect(fields.map(({ field, path }) => `${field} ${path.join('.')}`)).toEqual(expected);
});
