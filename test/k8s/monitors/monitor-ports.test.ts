import { describe, expect, it } from 'vitest';
import {
  containerPortsOf,
  guessContainerPort,
  guessServicePort,
  isUndeclared,
  servicePortsOf,
} from '../../../src/k8s/monitors/monitor-ports.js';
import { readMonitor, type ScrapedPort } from '../../../src/k8s/monitors/monitor.js';
import { readService } from '../../../src/k8s/services/service.js';
import { onlyTemplateOf, podOf } from '../../support/pods.js';
import { resourceOf } from '../../support/resources.js';

describe('guessServicePort', () => {
  it.each([
    ['a number, where a name is asked for', '80', '{name: http, port: 80}', 'number 80'],
    ['the number of the target', '8080', '{name: a, port: 81}, {name: http, port: 80, targetPort: 8080}', 'number 80'],
    ['some port for another number', '9090', '{name: http, port: 80}', 'number 80'],
    [
      'the name of the container port',
      'web',
      '{name: a, port: 81}, {name: http, port: 80, targetPort: web}',
      'target 80',
    ],
    ['a similar name', 'metircs', '{name: http, port: 80}, {name: metrics, port: 90}', 'similar 90'],
    ['a port without name', 'metrics', '{port: 80}', 'unnamed 80'],
    ['nothing like it', 'metrics', '{name: http, port: 80}', undefined],
  ])('%s', (_, wanted, ports, expected) => {
    const service = readService(
      resourceOf(`{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [${ports}]}}`),
    );
    const guess = service && guessServicePort(wanted, servicePortsOf([service]));
    expect(guess && `${guess.why} ${guess.port.port}`).toBe(expected);
  });
});

function scraped(endpoint: string): ScrapedPort {
  const monitor = readMonitor(
    resourceOf(
      `{apiVersion: monitoring.coreos.com/v1, kind: PodMonitor, metadata: {name: m}, spec: {selector: {}, podMetricsEndpoints: [${endpoint}]}}`,
    ),
  );
  const [only] = monitor?.ports ?? [];
  if (only === undefined) throw new Error(`scrapes nothing: ${endpoint}`);
  return only;
}

const PORTS =
  '{containers: [{name: web, ports: [{containerPort: 80, name: http}, {containerPort: 90, name: metrics}]}]}';

describe('isUndeclared', () => {
  it.each([
    ['a declared name', '{port: metrics}', [podOf(PORTS)], false],
    ['a declared number', '{portNumber: 90}', [podOf(PORTS)], false],
    ['another name', '{port: web}', [podOf(PORTS)], true],
    ['another number', '{portNumber: 91}', [podOf(PORTS)], true],
    ['a quoted number, which is a name', '{targetPort: "90"}', [podOf(PORTS)], true],
    ['one of two names', '{port: "web|metrics"}', [podOf(PORTS)], false],
    [
      'a port that one of the Pods declares',
      '{port: metrics}',
      [podOf('{containers: [{name: a}]}'), podOf(PORTS)],
      false,
    ],
    [
      'a port that an init container declares',
      '{portNumber: 90}',
      [podOf('{initContainers: [{name: a, ports: [{containerPort: 90}]}]}')],
      false,
    ],
    [
      'a port of Pods with injected containers',
      '{port: web}',
      [podOf(PORTS, '{name: web, labels: {sidecar.istio.io/inject: "true"}}')],
      false,
    ],
    [
      'a port of a kind that is guessed',
      '{port: web}',
      [onlyTemplateOf(`{apiVersion: example.com/v1, kind: App, spec: {template: {spec: ${PORTS}}}}`)],
      false,
    ],
    ['a port of no Pods', '{port: web}', [], false],
  ])('%s', (_, endpoint, templates, expected) => {
    expect(isUndeclared(scraped(endpoint), containerPortsOf(templates))).toBe(expected);
  });
});

describe('guessContainerPort', () => {
  it.each([
    ['the number in quotes', '{targetPort: "90"}', 90],
    ['a similar name', '{port: metircs}', 90],
    ['nothing like it', '{port: admin}', undefined],
    ['nothing for a number', '{portNumber: 91}', undefined],
  ])('%s', (_, endpoint, expected) => {
    expect(guessContainerPort(scraped(endpoint), containerPortsOf([podOf(PORTS)]))?.number).toBe(expected);
  });
});
