import { expect, it } from 'vitest';
import { opaqueProtocol } from '../../../src/k8s/routes/istio.js';
import { resourceOf } from '../../support/resources.js';

it.each([
  ['{port: 80}', undefined],
  ['{name: http, port: 80}', undefined],
  ['{name: grpc-web, port: 80}', undefined],
  ['{name: web, port: 80}', undefined],
  ['{name: tcp, port: 80}', 'tcp'],
  ['{name: mysql-db, port: 3306}', 'mysql'],
  ['{name: https-web, port: 443}', 'https'],
  ['{name: tcp-web, appProtocol: http, port: 80}', undefined],
  ['{name: http, appProtocol: TCP, port: 80}', 'TCP'],
  ['{name: http, appProtocol: kubernetes.io/h2c, port: 80}', undefined],
])('%s', (port, expected) => {
  const service = resourceOf(`{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [${port}]}}`);
  expect(opaqueProtocol(service, ['spec', 'ports', 0])).toBe(expected);
});
