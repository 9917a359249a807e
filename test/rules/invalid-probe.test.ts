import { describe, expect, it } from 'vitest';
import { lint } from '../../src/index.js';

function findings(container: string, role = 'containers'): readonly string[] {
  const other = role === 'containers' ? '' : 'containers: [{name: web, image: registry.example/web}], ';
  const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {${other}${role}: [{name: probed, image: registry.example/web, ${container}}]}\n`;
  return lint([{ path: 'pod.yaml', text }], {})
    .diagnostics.filter(({ rule }) => rule === 'invalid-probe')
    .map(({ message }) => message);
}

describe('the API server refuses', () => {
  it.each([
    ['readinessProbe: {}', /no handler/],
    ['readinessProbe: {httpGet: null}', /no handler/],
    ['livenessProbe: {sleep: {seconds: 1}}', /no handler/],
    ['lifecycle: {preStop: {}}', /no handler/],
    ['readinessProbe: {httpGet: {port: 80}, tcpSocket: {port: 80}}', /`httpGet` and `tcpSocket`/],
    ['lifecycle: {preStop: {exec: {command: [a]}, sleep: {seconds: 1}}}', /`exec` and `sleep`/],
    ['readinessProbe: {httpGet: {}}', /without a port/],
    ['readinessProbe: {grpc: {service: a}}', /without a port/],
    ['livenessProbe: {successThreshold: 2, tcpSocket: {port: 80}}', /must be 1/],
    ['startupProbe: {successThreshold: 2, tcpSocket: {port: 80}}', /must be 1/],
    ['readinessProbe: {terminationGracePeriodSeconds: 5, tcpSocket: {port: 80}}', /not allowed in a readinessProbe/],
    ['livenessProbe: {terminationGracePeriodSeconds: 0, tcpSocket: {port: 80}}', /greater than 0/],
    ['readinessProbe: {periodSeconds: -1, tcpSocket: {port: 80}}', /negative/],
    ['readinessProbe: {httpGet: {port: 80, scheme: https}}', /in capitals/],
  ])('%s', (container, message) => {
    expect(findings(container)).toEqual([expect.stringMatching(message)]);
  });

  it('probes and hooks of an init container', () => {
    expect(findings('readinessProbe: {tcpSocket: {port: 80}}', 'initContainers')).toHaveLength(1);
    expect(findings('lifecycle: {preStop: {sleep: {seconds: 1}}}', 'initContainers')).toHaveLength(1);
  });
});

describe('the API server accepts', () => {
  it.each([
    'readinessProbe: null',
    'readinessProbe: {successThreshold: 3, tcpSocket: {port: 80}}',
    'livenessProbe: {successThreshold: 0, periodSeconds: 0, timeoutSeconds: 0, tcpSocket: {port: 80}}',
    'livenessProbe: {terminationGracePeriodSeconds: 5, exec: {command: [a]}}',
    'readinessProbe: {grpc: {port: 9000}}',
    'lifecycle: {postStart: {httpGet: {port: 80}}, preStop: {sleep: {seconds: 1}}}',
  ])('%s', (container) => expect(findings(container)).toEqual([]));

  it('probes of a sidecar', () => {
    expect(findings('restartPolicy: Always, readinessProbe: {tcpSocket: {port: 80}}', 'initContainers')).toEqual([]);
  });
});
