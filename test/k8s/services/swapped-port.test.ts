import { describe, expect, it } from 'vitest';
import { readService } from '../../../src/k8s/services/service.js';
import { isSwapped } from '../../../src/k8s/services/swapped-port.js';
import { podOf } from '../../support/pods.js';
import { resourceOf } from '../../support/resources.js';

describe('isSwapped', () => {
  const pod = (...numbers: readonly number[]) =>
    podOf(`{containers: [{name: web, ports: [${numbers.map((number) => `{containerPort: ${number}}`).join(', ')}]}]}`);

  it.each([
    ['Pods that have the number of `port`', '{port: 8080, targetPort: 80}', [pod(8080)], true],
    ['Pods that have the number of `targetPort`', '{port: 8080, targetPort: 80}', [pod(80)], false],
    ['Pods that have both', '{port: 8080, targetPort: 80}', [pod(80, 8080)], false],
    ['Pods that have neither', '{port: 8080, targetPort: 80}', [pod(9000)], false],
    ['some Pods only', '{port: 8080, targetPort: 80}', [pod(8080), pod(80)], false],
    ['no Pods', '{port: 8080, targetPort: 80}', [], false],
    ['80 to 8080, the usual way', '{port: 80, targetPort: 8080}', [pod(80)], false],
    ['two high ports', '{port: 8080, targetPort: 9090}', [pod(8080)], true],
    ['a target that is a name', '{port: 8080, targetPort: http}', [pod(8080)], false],
    ['no written target', '{port: 8080}', [pod(8080)], false],
    ['an equal target', '{port: 8080, targetPort: 8080}', [pod(8080)], false],
  ])('%s', (_, text, templates, expected) => {
    const service = readService(
      resourceOf(`{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [${text}]}}`),
    );
    expect(service?.ports.map((port) => isSwapped(port, templates))).toEqual([expected]);
  });
});
