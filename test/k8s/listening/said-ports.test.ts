import { expect, it } from 'vitest';
import { saidPorts } from '../../../src/k8s/listening/said-ports.js';
import { containerOf } from '../../support/pods.js';

it.each<readonly [string, readonly number[]]>([
  ['command: [app, --port=3000]', [3000]],
  ['env: [{name: DAPR_HTTP_PORT, value: "3500"}]', [3500]],
  ['env: [{name: PORTS, value: "3500"}, {name: DB_PORT, value: none}]', []],
  ['readinessProbe: {tcpSocket: {port: 8080}}, livenessProbe: {httpGet: {port: web}}', [8080]],
  ['image: "redis:7"', [6379]],
  ['image: "example.com/app:1"', []],
])('{%s} has %j', (fields, expected) => {
  expect([...new Set(saidPorts(containerOf(`{name: main, ${fields}}`)))]).toEqual(expected);
});
