import { describe, expect, it } from 'vitest';
import { findPort, readinessOf } from '../../../src/graph/ports/find-port.js';
import { graphOf, service, serviceNamed, templateOf } from '../../support/graphs.js';

const POD = `apiVersion: v1
kind: Pod
metadata: {name: p, labels: {app: p}}
spec:
  initContainers:
  - {name: init, ports: [{name: init-only, containerPort: 1}, {name: http, containerPort: 2}]}
  - {name: side, restartPolicy: Always, ports: [{name: side-only, containerPort: 3}, {name: http, containerPort: 4}]}
  containers:
  - {name: a, ports: [{name: dns, containerPort: 53, protocol: UDP}, {containerPort: 9000}]}
  - {name: b, ports: [{name: http, containerPort: 8080}, {name: dns, containerPort: 5353}]}
`;

/** What a Service port finds: its number, or why it finds none. */
function found(port: string, minor = 36): number | string | undefined {
  const graph = graphOf({
    'a.yaml': `${POD}---\n${service('s', `{selector: {app: p}, ports: [{port: 80, ${port}}]}`)}`,
  });
  const [first] = serviceNamed(graph, 's').ports;
  if (first === undefined) throw new Error('no port');
  const { number, miss } = findPort(first, templateOf(graph, 'p'), minor);
  return number ?? miss?.kind;
}

describe('findPort', () => {
  it.each<readonly [string, number | string]>([
    ['targetPort: 1234', 1234],
    ['name: unset', 80],
    ['targetPort: 0', 80],
    ['targetPort: ""', 80],
    ['targetPort: http', 8080],
    ['targetPort: dns', 5353],
    ['targetPort: dns, protocol: UDP', 53],
    ['targetPort: http, protocol: UDP', 'protocol'],
    ['targetPort: side-only', 3],
    ['targetPort: init-only', 'init-container'],
    ['targetPort: nowhere', 'absent'],
    ['targetPort: HTTP', 'absent'],
  ])('%s finds %s', (port, expected) => {
    expect(found(port)).toBe(expected);
  });

  it('looks into sidecars from 1.33 on', () => {
    expect([found('targetPort: side-only', 32), found('targetPort: side-only', 33)]).toEqual(['old-sidecar', 3]);
    expect(found('targetPort: http', 32)).toBe(8080);
  });
});

describe('readinessOf', () => {
  const readiness = (container: string): string => {
    const graph = graphOf({
      'a.yaml': `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a}, ${container}]}\n`,
    });
    return readinessOf(templateOf(graph, 'p'));
  };

  it.each([
    ['{name: b}', 'always'],
    ['{name: b, readinessProbe: {httpGet: {port: 80}}}', 'probe'],
    ['{name: b, livenessProbe: {httpGet: {port: 80}}}', 'always'],
    ['{name: b, ports: [{name: web, containerPort: 80}], readinessProbe: {httpGet: {port: web}}}', 'probe'],
    ['{name: b, readinessProbe: {httpGet: {port: web}}}', 'never'],
    ['{name: b, startupProbe: {tcpSocket: {port: web}}}', 'never'],
    ['{name: b, livenessProbe: {tcpSocket: {port: web}}}', 'always'],
  ])('%s is %s', (container, expected) => {
    expect(readiness(container)).toBe(expected);
  });
});
