import { describe, expect, it } from 'vitest';
import { isPublic, portGuesser, usesOfName } from '../../../src/k8s/services/port-guess.js';
import { readService, type ServicePort } from '../../../src/k8s/services/service.js';
import { containerOf, podOf } from '../../support/pods.js';
import { resourceOf } from '../../support/resources.js';

function servicePort(port: string): ServicePort {
  const service = readService(
    resourceOf(`{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [${port}]}}`),
  );
  const [only] = service?.ports ?? [];
  if (only === undefined) throw new Error(`no port: ${port}`);
  return only;
}

describe('portGuesser', () => {
  const guess = (name: string, port: string, ports: string, alone = true) => {
    const found = portGuesser()(
      name,
      servicePort(port),
      [podOf(`{containers: [{name: web, ports: [${ports}]}]}`)],
      alone,
    );
    return found && `${found.why} ${found.port.number}`;
  };

  it.each([
    [
      'a similar name',
      'htpp',
      '{port: 80}',
      '{containerPort: 1, name: http}, {containerPort: 2, name: admin}',
      'similar name 1',
    ],
    [
      'a similar name before an equal number',
      'htpp',
      '{port: 2222}',
      '{containerPort: 1, name: http}, {containerPort: 2222, name: admin}',
      'similar name 1',
    ],
    [
      'the number of the Service port',
      'web',
      '{port: 8080}',
      '{containerPort: 8080, name: http}, {containerPort: 1, name: admin}',
      'same number 8080',
    ],
    [
      'no number that everybody calls',
      'web',
      '{port: 80}',
      '{containerPort: 80, name: http}, {containerPort: 1, name: admin}',
      undefined,
    ],
    ['the only port, by its name', 'web', '{port: 80}', '{containerPort: 8080, name: http}', 'only named 8080'],
    ['the only port, behind 80', 'web', '{port: 80}', '{containerPort: 8080}', 'only unnamed 8080'],
    ['the only port, of the same number', 'web', '{port: 8080}', '{containerPort: 8080}', 'only unnamed 8080'],
    ['no nameless port of another number', 'web', '{port: 9000}', '{containerPort: 8080}', undefined],
    ['no port of another protocol', 'dns', '{port: 53}', '{containerPort: 53, name: dnss, protocol: UDP}', undefined],
    [
      'nothing of several',
      'web',
      '{port: 80}',
      '{containerPort: 1, name: admin}, {containerPort: 2, name: rpc}',
      undefined,
    ],
    ['nothing of none', 'web', '{port: 80}', '', undefined],
  ])('%s', (_, name, port, ports, expected) => {
    expect(guess(name, port, ports)).toBe(expected);
  });

  it('takes no only port where the Service has another port that it may belong to', () => {
    expect(guess('web', '{port: 80}', '{containerPort: 8080, name: http}', false)).toBeUndefined();
  });
});

describe('usesOfName', () => {
  it.each([
    ['at the port alone', '', 1],
    ['in a probe too', 'readinessProbe: {httpGet: {port: http}},', 2],
    ['in a hook too', 'lifecycle: {preStop: {httpGet: {port: http}}},', 2],
    ['not in a probe of another port', 'readinessProbe: {httpGet: {port: admin}},', 1],
  ])('%s', (_, check, expected) => {
    const [port] = containerOf(`{name: web, ${check} ports: [{containerPort: 80, name: http}]}`).ports;
    expect(port && usesOfName(port)).toHaveLength(expected);
  });
});

it.each([
  [80, true],
  [443, true],
  [8080, false],
])('%i is a port that the world calls: %s', (number, expected) => expect(isPublic(number)).toBe(expected));
