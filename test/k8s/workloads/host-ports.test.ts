import { describe, expect, it } from 'vitest';
import {
  clashes,
  hostIp,
  hostPortClashes,
  isHostNetwork,
  numberAndProtocol,
  storedHostPort,
} from '../../../src/k8s/workloads/host-ports.js';
import { onlyTemplateOf, podOf } from '../../support/pods.js';

describe('clashes', () => {
  it.each([
    ['abc', []],
    ['aba', ['a0-a2']],
    ['aaa', ['a0-a1', 'a0-a2']],
    ['--', []],
  ])('of %s: each with the first of its kind', (letters, expected) => {
    const items = [...letters].map((letter, at) => `${letter}${at}`);
    const found = clashes(items, ([letter]) => (letter === '-' ? undefined : letter));
    expect(found.map(({ first, second }) => `${first}-${second}`)).toEqual(expected);
  });
});

describe('hostPortClashes', () => {
  const container = (name: string, ...ports: readonly string[]): string =>
    `{name: ${name}, ports: [${ports.join(', ')}]}`;
  const taken = '{containerPort: 80, hostPort: 8080}';

  it.each([
    ['one port twice in a container', `{containers: [${container('a', taken, taken)}]}`, 1],
    ['one port in two containers', `{containers: [${container('a', taken)}, ${container('b', taken)}]}`, 1],
    [
      'another protocol',
      `{containers: [${container('a', taken, '{containerPort: 80, hostPort: 8080, protocol: UDP}')}]}`,
      0,
    ],
    [
      'another address',
      `{containers: [${container('a', taken, '{containerPort: 80, hostPort: 8080, hostIP: 10.0.0.1}')}]}`,
      0,
    ],
    ['another port', `{containers: [${container('a', taken, '{containerPort: 80, hostPort: 8081}')}]}`, 0],
    ['no host port at all', `{containers: [${container('a', '{containerPort: 80}', '{containerPort: 80}')}]}`, 0],
    [
      'one in an init container too',
      `{containers: [${container('a', taken)}], initContainers: [${container('i', taken)}]}`,
      0,
    ],
    ['one in two init containers', `{initContainers: [${container('i', taken)}, ${container('j', taken)}]}`, 0],
    ['one twice in an init container', `{initContainers: [${container('i', taken, taken)}]}`, 1],
  ])('%s', (_, spec, expected) => {
    expect(hostPortClashes(podOf(spec), ({ hostPort }) => hostPort)).toHaveLength(expected);
  });
});

describe('storedHostPort', () => {
  const ports = (hostPort: string): string => `containers: [{name: a, ports: [{containerPort: 80${hostPort}}]}]`;
  const pod = (spec: string): string => `{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: ${spec}}`;
  const deployment = (spec: string): string =>
    `{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {template: {spec: ${spec}}}}`;

  it.each([
    ['a Pod on the host network', pod(`{hostNetwork: true, ${ports('')}}`), 36, 80],
    ['a Pod on the host network with a host port', pod(`{hostNetwork: true, ${ports(', hostPort: 81')}}`), 36, 81],
    ['a Pod on its own network', pod(`{${ports('')}}`), 36, undefined],
    ['a template on the host network, from 1.28 on', deployment(`{hostNetwork: true, ${ports('')}}`), 28, undefined],
    ['a template on the host network, before', deployment(`{hostNetwork: true, ${ports('')}}`), 27, 80],
    ['a template on its own network', deployment(`{${ports('')}}`), 27, undefined],
  ])('%s', (_, manifest, minor, expected) => {
    const template = onlyTemplateOf(manifest);
    const found = template.containers.flatMap((each) => each.ports).map(storedHostPort(template, minor));
    expect(found).toEqual([expected]);
  });

  it('depends on `hostNetwork` of the template', () => {
    expect(isHostNetwork(onlyTemplateOf(deployment('{hostNetwork: true}')))).toBe(true);
    expect(isHostNetwork(onlyTemplateOf(deployment('{}')))).toBe(false);
  });
});

describe('a port', () => {
  it.each([
    ['{containerPort: 80}', '80/TCP', ''],
    ['{containerPort: 53, protocol: UDP, hostIP: 10.0.0.1}', '53/UDP', '10.0.0.1'],
  ])('%s is called %s', (port, text, ip) => {
    const [found] = podOf(`{containers: [{name: a, ports: [${port}]}]}`).containers.flatMap(({ ports }) => ports);
    expect(found && [numberAndProtocol(found), hostIp(found)]).toEqual([text, ip]);
  });
});
