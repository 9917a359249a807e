import { describe, expect, it } from 'vitest';
import { isNotInPod } from '../../../src/k8s/dns/local-servers.js';
import { onlyTemplateOf, podOf } from '../../support/pods.js';

const MAIN = '{name: main, image: "shop/web:1"}';

describe('a port of localhost that nobody in the Pod serves (semantics 8.7)', () => {
  it.each<readonly [string, string, number, boolean]>([
    ['that of a database', `{containers: [${MAIN}]}`, 5432, true],
    ['not one that programs choose', `{containers: [${MAIN}]}`, 8080, false],
    [
      'not beside the server, by its image',
      `{containers: [${MAIN}, {name: a, image: "example.com/Postgres:16"}]}`,
      5432,
      false,
    ],
    ['not beside the server, by its name', `{containers: [${MAIN}, {name: postgres, image: x}]}`, 5432, false],
    ['beside another server', `{containers: [${MAIN}, {name: cache, image: redis}]}`, 5432, true],
    ['not beside a proxy', `{containers: [${MAIN}, {name: cloudsql-proxy, image: x}]}`, 5432, false],
    [
      'not beside a container that declares it',
      `{containers: [${MAIN}, {name: a, ports: [{containerPort: 5432}]}]}`,
      5432,
      false,
    ],
    ['not beside a container that is told it', `{containers: [${MAIN}, {name: a, args: ["--on=:5432"]}]}`, 5432, false],
    [
      'not beside a container with it in a variable',
      `{containers: [${MAIN}, {name: a, env: [{name: P, value: 5432}]}]}`,
      5432,
      false,
    ],
    [
      'not beside a container with it in its command',
      `{containers: [${MAIN}, {name: a, command: [x, "5432"]}]}`,
      5432,
      false,
    ],
    [
      'beside a container with a longer number',
      `{containers: [${MAIN}, {name: a, args: ["154321", "15432"]}]}`,
      5432,
      true,
    ],
    [
      'not where the caller itself declares it',
      '{containers: [{name: main, ports: [{containerPort: 5432}]}]}',
      5432,
      false,
    ],
    [
      'where the caller itself names it',
      '{containers: [{name: main, env: [{name: URL, value: "localhost:5432"}]}]}',
      5432,
      true,
    ],
    ['not on the network of the node', `{hostNetwork: true, containers: [${MAIN}]}`, 5432, false],
    [
      'not beside a server among the init containers',
      `{containers: [${MAIN}], initContainers: [{name: pg, restartPolicy: Always}]}`,
      5432,
      false,
    ],
  ])('%s', (_, spec, number, expected) => {
    const pod = podOf(spec);
    expect(
      isNotInPod(
        pod,
        number,
        pod.containers.find(({ name }) => name === 'main'),
      ),
    ).toBe(expected);
  });

  it('is not said where the caller may be any of them', () => {
    const pod = podOf('{containers: [{name: main, env: [{name: URL, value: "localhost:5432"}]}]}');
    expect(isNotInPod(pod, 5432, undefined)).toBe(false);
  });

  it.each<readonly [string, string, number, boolean]>([
    ['not where an annotation has it', '{name: web, annotations: {ports: "5432"}}', 5432, false],
    ['where an annotation has another', '{name: web, annotations: {ports: "15432"}}', 5432, true],
    [
      'not where an operator adds a collector',
      '{name: web, annotations: {sidecar.opentelemetry.io/inject: "true"}}',
      4317,
      false,
    ],
    ['an operator adds no database', '{name: web, annotations: {sidecar.opentelemetry.io/inject: "true"}}', 5432, true],
    ['of a collector, where nobody adds one', '{name: web, annotations: {team: shop}}', 4318, true],
  ])('%s', (_, metadata, number, expected) => {
    const pod = podOf(`{containers: [${MAIN}]}`, metadata);
    expect(isNotInPod(pod, number, pod.containers[0])).toBe(expected);
  });

  it('is not said of Pods with containers that nobody knows', () => {
    const text = (kind: string, group: string): string =>
      `{apiVersion: ${group}, kind: ${kind}, metadata: {name: a}, spec: {template: {spec: {containers: [${MAIN}], domain: {}}}}}`;
    const machine = onlyTemplateOf(text('VirtualMachine', 'kubevirt.io/v1'));
    expect(machine.containersKnown).toBe(false);
    expect(isNotInPod(machine, 5432, machine.containers[0])).toBe(false);
    const pods = onlyTemplateOf(text('Deployment', 'apps/v1'));
    expect(isNotInPod(pods, 5432, pods.containers[0])).toBe(true);
  });

  it('is said to an operator by the workload too', () => {
    const pods = onlyTemplateOf(
      `{apiVersion: apps/v1, kind: Deployment, metadata: {name: a, annotations: {instrumentation.otel/inject: x}}, spec: {template: {spec: {containers: [${MAIN}]}}}}`,
    );
    expect(isNotInPod(pods, 4317, pods.containers[0])).toBe(false);
  });
});
