import { describe, expect, it } from 'vitest';
import { portNamed, readContainers, usesHostNetwork } from '../../../src/k8s/pods/container.js';
import { containerOf } from '../../support/pods.js';
import { resourceOf } from '../../support/resources.js';
import { valueOf } from '../../support/trees.js';

describe('readContainers', () => {
  const pod = resourceOf(`{apiVersion: v1, kind: Pod, spec: {
    initContainers: [{name: setup}, {name: mesh, restartPolicy: Always}, {name: retry, restartPolicy: OnFailure}],
    containers: [{name: web}, {name: log, restartPolicy: Always}, {image: nameless}]}}`);

  it('gives regular containers first, each list in the order of the text', () => {
    expect(readContainers(pod, ['spec']).map(({ name, role }) => [name, role])).toEqual([
      ['web', 'regular'],
      ['log', 'regular'],
      ['', 'regular'],
      ['setup', 'init'],
      ['mesh', 'sidecar'],
      ['retry', 'init'],
    ]);
  });

  it('knows where each stands', () => {
    expect(readContainers(pod, ['spec']).map(({ path }) => path.join('.'))).toEqual([
      'spec.containers.0',
      'spec.containers.1',
      'spec.containers.2',
      'spec.initContainers.0',
      'spec.initContainers.1',
      'spec.initContainers.2',
    ]);
  });

  it.each([['{}'], ['{containers: }'], ['{containers: web}']])('finds none in %s', (spec) => {
    expect(readContainers(resourceOf(`{apiVersion: v1, kind: Pod, spec: ${spec}}`), ['spec'])).toEqual([]);
  });
});

describe('a container port', () => {
  it.each([
    ['{containerPort: 80}', { number: 80, name: undefined, protocol: 'TCP', hostPort: undefined }],
    ['{containerPort: 80, name: "", protocol: ""}', { name: undefined, protocol: 'TCP' }],
    ['{containerPort: 53, name: dns, protocol: UDP}', { name: 'dns', protocol: 'UDP' }],
    ['{containerPort: 53, protocol: udp}', { protocol: 'UDP' }],
    ['{containerPort: 80, hostPort: 8080}', { hostPort: 8080 }],
    ['{containerPort: 80, hostPort: 0}', { hostPort: undefined }],
  ])('%s', (port, expected) => {
    expect(containerOf(`{name: web, ports: [${port}]}`).ports).toMatchObject([expected]);
  });

  it('is none without a number, and keeps its place in the list', () => {
    const { ports } = containerOf('{name: web, ports: [{name: http}, {containerPort: "80"}, {containerPort: 81}]}');
    expect(ports.map(({ number, index }) => [number, index])).toEqual([[81, 2]]);
  });
});

describe('portNamed', () => {
  const container = containerOf(
    '{name: web, ports: [{containerPort: 1}, {containerPort: 53, name: dns, protocol: UDP}, {containerPort: 54, name: dns}]}',
  );

  it.each([
    ['dns', 53],
    ['DNS', undefined],
    ['53', undefined],
    ['', undefined],
  ])('"%s" is %s: the first of that name, whatever its protocol', (name, expected) => {
    expect(portNamed(container, name)?.number).toBe(expected);
  });
});

describe('usesHostNetwork', () => {
  it.each([
    ['{hostNetwork: true}', true],
    ['{hostNetwork: false}', false],
    ['{hostNetwork: "true"}', false],
    ['{}', false],
  ])('%s: %s', (spec, expected) => {
    expect(usesHostNetwork(valueOf(spec))).toBe(expected);
  });
});
