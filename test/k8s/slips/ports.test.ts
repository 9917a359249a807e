import { describe, expect, it } from 'vitest';
import { matchingPorts, portSlip } from '../../../src/k8s/slips/ports.js';
import type { WantedPort } from '../../../src/k8s/references/reference.js';
import { readService, type Service } from '../../../src/k8s/services/service.js';
import { containerOf } from '../../support/pods.js';
import { resourceOf } from '../../support/resources.js';

const resource = (ports: string) =>
  resourceOf(`{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [${ports}]}}`);

function serviceOf(ports: string): Service {
  const service = readService(resource(ports));
  if (service === undefined) throw new Error('no Service');
  return service;
}

function wanted(port: number | string | undefined): WantedPort {
  const at = resource('').at();
  if (port === undefined) return { kind: 'unwritten', number: undefined };
  return typeof port === 'number' ? { kind: 'number', number: port, at } : { kind: 'name', name: port, at };
}

describe('matchingPorts', () => {
  it.each([
    [80, [80]],
    [81, [81]],
    [82, []],
    ['http', [80]],
    ['80', []],
    [undefined, [80, 81]],
  ])('%s is %j', (port, expected) => {
    const found = matchingPorts(wanted(port), serviceOf('{name: http, port: 80}, {name: admin, port: 81}'));
    expect(found.map((each) => each.port)).toEqual(expected);
  });
});

describe('portSlip', () => {
  const none = () => [];

  it.each([
    ['a number in quotes', '80', '{name: a, port: 80}, {name: b, port: 81}', 'quoted 80'],
    ['the number of `targetPort`', 8080, '{name: a, port: 80, targetPort: 8080}, {name: b, port: 81}', 'targetPort 80'],
    ['the name of `targetPort`', 'http', '{name: a, port: 80, targetPort: http}, {name: b, port: 81}', 'targetPort 80'],
    ['a node port', 30080, '{name: a, port: 80, nodePort: 30080}, {name: b, port: 81}', 'nodePort 80'],
    ['a name, where the only port has none', 'http', '{port: 80}', 'unnamed 80'],
    ['a similar name', 'htpp', '{name: http, port: 80}, {name: admin, port: 81}', 'similar 80'],
    ['the only port', 9090, '{name: a, port: 80}', 'only 80'],
    ['another name for the only port', 'metrics', '{name: web, port: 80}', 'only 80'],
    ['none of several', 9090, '{name: a, port: 80}, {name: b, port: 81}', undefined],
    ['none where no port is wanted', undefined, '{port: 80}', undefined],
    ['none of none', 80, '', undefined],
  ])('%s', (_, port, ports, expected) => {
    const slip = portSlip(wanted(port), serviceOf(ports), none);
    expect(slip && `${slip.why} ${slip.port.port}`).toBe(expected);
  });

  it.each([
    ['the number that Pods have for it', 9000, 'container 81'],
    ['the name that Pods have for it', 'web', 'container 81'],
    ['not the name of another port of theirs', 'admin', undefined],
  ])('%s', (_, port, expected) => {
    const service = serviceOf('{name: aaa, port: 80}, {name: bbb, port: 81, targetPort: "x1"}');
    const [declared] = containerOf('{name: c, ports: [{containerPort: 9000, name: web}]}').ports;
    const slip = portSlip(wanted(port), service, (each) => (each.port === 81 ? [{ number: 9000, declared }] : []));
    expect(slip && `${slip.why} ${slip.port.port}`).toBe(expected);
  });
});
