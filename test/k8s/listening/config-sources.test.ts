import { describe, expect, it } from 'vitest';
import { sourcesOf } from '../../../src/k8s/listening/config-sources.js';
import { podOf } from '../../support/pods.js';

describe('sourcesOf', () => {
  it.each([
    ['a mounted ConfigMap', '{volumes: [{name: v, configMap: {name: a}}]}', [{ kind: 'ConfigMap', name: 'a' }]],
    [
      'a mounted Secret, by `secretName`',
      '{volumes: [{name: v, secret: {secretName: a}}]}',
      [{ kind: 'Secret', name: 'a' }],
    ],
    [
      'projected ones, where a Secret is called by `name`',
      '{volumes: [{name: v, projected: {sources: [{secret: {name: a}}, {configMap: {name: b}}]}}]}',
      [
        { kind: 'Secret', name: 'a' },
        { kind: 'ConfigMap', name: 'b' },
      ],
    ],
    [
      'no volume of another type',
      '{volumes: [{name: v, emptyDir: {}}, {name: w, persistentVolumeClaim: {claimName: a}}]}',
      [],
    ],
    [
      'all variables of a ConfigMap or Secret',
      '{containers: [{name: web, envFrom: [{configMapRef: {name: a}}, {secretRef: {name: b}}]}]}',
      [
        { kind: 'ConfigMap', name: 'a' },
        { kind: 'Secret', name: 'b' },
      ],
    ],
    [
      'one variable, with its key',
      '{containers: [{name: web, env: [{name: P, valueFrom: {configMapKeyRef: {name: a, key: port}}}, {name: Q, valueFrom: {secretKeyRef: {name: b, key: url}}}]}]}',
      [
        { kind: 'ConfigMap', name: 'a', key: 'port' },
        { kind: 'Secret', name: 'b', key: 'url' },
      ],
    ],
    [
      'no variable with a value, or from a field of the Pod',
      '{containers: [{name: web, env: [{name: P, value: a}, {name: Q, valueFrom: {fieldRef: {fieldPath: status.podIP}}}]}]}',
      [],
    ],
    ['nothing of plain init containers', '{initContainers: [{name: setup, envFrom: [{configMapRef: {name: a}}]}]}', []],
    [
      'variables of a native sidecar',
      '{initContainers: [{name: mesh, restartPolicy: Always, envFrom: [{configMapRef: {name: a}}]}]}',
      [{ kind: 'ConfigMap', name: 'a' }],
    ],
  ])('%s', (_, spec, expected) => {
    expect(sourcesOf(podOf(spec))).toEqual(expected);
  });

  it('of the given containers, where there are some', () => {
    const pod = podOf(
      '{initContainers: [{name: setup, envFrom: [{configMapRef: {name: a}}]}], containers: [{name: web, envFrom: [{secretRef: {name: b}}]}]}',
    );
    expect(sourcesOf(pod, pod.containers).map(({ name }) => name)).toEqual(['b', 'a']);
    expect(sourcesOf(pod).map(({ name }) => name)).toEqual(['b']);
  });
});
