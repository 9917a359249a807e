import { expect, it } from 'vitest';
import { scrapePort } from '../../../src/k8s/monitors/scrape-port.js';
import { textOf } from '../../../src/text/source-file.js';
import { resourceOf } from '../../support/resources.js';

it.each<[string, object | undefined]>([
  ['prometheus.io/port: "8080"', { kind: 'number', number: 8080 }],
  ['prometheus.io/port: " 8080 "', { kind: 'number', number: 8080 }],
  ['prometheus.io/port: metrics', { kind: 'name', name: 'metrics' }],
  ['prometheus.io/port: http-2', { kind: 'name', name: 'http-2' }],
  ['prometheus.io/port: "8080", prometheus.io/scrape: "true"', { kind: 'number', number: 8080 }],
  ['prometheus.io/port: "8080", prometheus.io/scrape: "false"', undefined],
  ['prometheus.io/port: 8080', undefined],
  ['prometheus.io/port: ""', undefined],
  ['prometheus.io/port: " "', undefined],
  ['prometheus.io/port: "8080,9090"', undefined],
  ['prometheus.io/port: "2http"', undefined],
  ['prometheus.io/port: "{{ port }}"', undefined],
  ['prometheus.io/port: "Http"', undefined],
  ['prometheus.io/scrape: "true"', undefined],
])('annotations %s say the port %j', (annotations, port) => {
  const at = resourceOf(`{apiVersion: v1, kind: Service, metadata: {name: a, annotations: {${annotations}}}}`);
  const below = resourceOf(
    `{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {template: {metadata: {annotations: {${annotations}}}}}}`,
  );
  for (const found of [scrapePort(at), scrapePort(below, 'spec', 'template')]) {
    if (port === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(port);
    if (found !== undefined) expect(textOf(found.at.span)).toMatch(/8080|metrics|http-2/);
  }
});
