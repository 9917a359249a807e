import { describe, expect, it } from 'vitest';
import { lint } from '../../src/index.js';

interface Given {
  readonly kind?: string;
  readonly spec?: string;
  readonly service?: string;
  readonly port?: string;
  readonly containers?: string;
}

const APP = '{name: app, image: registry.example/app, ports: [{name: http, containerPort: 8080}]}';

function severities({
  kind = 'Deployment',
  spec = '',
  service = '',
  port = '{name: http, port: 80, targetPort: http}',
  containers = APP,
}: Given): readonly string[] {
  const text = `apiVersion: v1
kind: Service
metadata: {name: app}
spec: {selector: {app: app}, ${service} ports: [${port}]}
---
apiVersion: apps/v1
kind: ${kind}
metadata: {name: app}
spec:
  ${spec}
  selector: {matchLabels: {app: app}}
  template:
    metadata: {labels: {app: app}}
    spec: {containers: [${containers}]}
`;
  return lint([{ path: 'app.yaml', text }], {}).diagnostics.flatMap(({ rule, severity }) =>
    rule === 'missing-readiness-probe' ? [severity] : [],
  );
}

describe('speaks of', () => {
  it.each<readonly [string, Given, readonly string[]]>([
    ['a container that declares the port', {}, ['warning']],
    ['a number that the container declares', { port: '{port: 80, targetPort: 8080}' }, ['warning']],
    [
      'one container once, however many ports lead to it',
      { port: '{name: a, port: 80, targetPort: http}, {name: b, port: 81, targetPort: http}' },
      ['warning'],
    ],
    [
      'a headless Service of a StatefulSet',
      { kind: 'StatefulSet', spec: 'serviceName: app', service: 'clusterIP: None,' },
      ['warning'],
    ],
    [
      'a container without ports and probes, which takes what is sent',
      { port: '{port: 80}', containers: '{name: app, image: registry.example/app}' },
      ['warning'],
    ],
  ])('%s', (_, given, expected) => expect(severities(given)).toEqual(expected));
});

describe('says nothing of', () => {
  it.each<readonly [string, Given]>([
    ['a container with a probe', { containers: APP.replace('}]}', '}], readinessProbe: {tcpSocket: {port: http}}}') }],
    ['no replicas', { spec: 'replicas: 0' }],
    ['metrics', { port: '{name: http-metrics, port: 80, targetPort: http}' }],
    ['a headless Service of a DaemonSet', { kind: 'DaemonSet', service: 'clusterIP: None,' }],
    ['Pods that are published before they are ready', { service: 'publishNotReadyAddresses: true,' }],
    [
      'an authentication proxy',
      { containers: APP.replace('registry.example/app', 'quay.io/brancz/kube-rbac-proxy:v0.18.0') },
    ],
    [
      'a port that several containers may serve',
      { port: '{port: 80, targetPort: 9999}', containers: `${APP}, ${APP.replace('name: app', 'name: other')}` },
    ],
    ['a target that leads nowhere', { port: '{port: 80, targetPort: htpp}' }],
  ])('%s', (_, given) => expect(severities(given)).toEqual([]));
});
