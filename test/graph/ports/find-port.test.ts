import { describe, expect, it } from 'vitest';
import { declaredPorts, findPort, readinessOf } from '../../../src/graph/ports/find-port.js';
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

/** The same with more ports in each container than anybody looks through one by one; of each name the first counts. */
const MANY = POD.replaceAll(/\]\}(?=,? ?\n|$)/gm, (end, at: number) => {
  const others = Array.from(
    { length: 9 },
    (_, index) => `, {name: p${index}, containerPort: ${20_000 + 10 * at + index}}`,
  );
  return `${others.join('')}${end}`;
});

/** What a Service port finds: its number, or why it finds none. */
function found(port: string, minor = 36, pod = POD): number | string | undefined {
  const graph = graphOf({
    'a.yaml': `${pod}---\n${service('s', `{selector: {app: p}, ports: [{port: 80, ${port}}]}`)}`,
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
    expect(found(port, 36, MANY)).toBe(expected);
  });

  it('finds the number that is declared for the protocol, of few and of many', () => {
    for (const pod of [POD, MANY]) {
      const graph = graphOf({ 'a.yaml': pod });
      const { regular } = declaredPorts(templateOf(graph, 'p'));
      expect([53, 9000, 8080].map((number) => regular.numbered(number, 'TCP')?.number)).toEqual([
        undefined,
        9000,
        8080,
      ]);
      expect(regular.numbered(53, 'UDP')?.name).toBe('dns');
    }
  });

  it('finds the first of many of one name', () => {
    const { regular } = declaredPorts(templateOf(graphOf({ 'a.yaml': MANY }), 'p'));
    expect(regular.named('p3')?.container.name).toBe('a');
    expect(regular.named('p3', 'TCP')).toBe(regular.named('p3'));
    expect(regular.named('p3', 'UDP')).toBeUndefined();
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
