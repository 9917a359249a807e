import { expect, it } from 'vitest';
import { servesMetricsOnly } from '../../../src/k8s/services/metrics-service.js';
import { readService } from '../../../src/k8s/services/service.js';
import { resourceOf } from '../../support/resources.js';

it.each([
  ['web-metrics', '', true],
  ['redis-exporter', '{port: 1}', true],
  ['redis-exporter', '{name: a, port: 1}, {name: b, port: 2}', false],
  ['web', '{name: metrics, port: 1}', true],
  ['web', '{name: http-metrics, port: 1}, {name: exporter, port: 2}', true],
  ['web', '{name: http, port: 1}, {name: metrics, port: 2}', false],
  ['web', '{port: 1}', false],
  ['web', '', false],
])('the Service %s with the ports [%s] is for a scraper only: %s', (name, ports, expected) => {
  const service = readService(
    resourceOf(`{apiVersion: v1, kind: Service, metadata: {name: ${name}}, spec: {ports: [${ports}]}}`),
  );
  expect(service && servesMetricsOnly(service)).toBe(expected);
});
