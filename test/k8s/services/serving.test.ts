import { describe, expect, it } from 'vitest';
import { readService, type Service, type ServicePort } from '../../../src/k8s/services/service.js';
import {
  isAskedByAnyProbe,
  isDummyPort,
  isPeerPort,
  isScrapePort,
  servingContainer,
} from '../../../src/k8s/services/serving.js';
import { podOf } from '../../support/pods.js';
import { resourceOf } from '../../support/resources.js';

function portOf(name: string, service = 'web', spec = ''): readonly [Service, ServicePort] {
  const found = readService(
    resourceOf(
      `{apiVersion: v1, kind: Service, metadata: {name: ${service}}, spec: {${spec} ports: [{name: ${name}, port: 80}]}}`,
    ),
  );
  const port = found?.ports[0];
  if (found === undefined || port === undefined) throw new Error('no port');
  return [found, port];
}

describe('servingContainer', () => {
  const web = '{name: web, image: shop/web, ports: [{containerPort: 80}]}';

  it.each([
    ['the one that declares the port', `{containers: [{name: other}, ${web}]}`, 'web'],
    ['the only one', '{containers: [{name: web, image: shop/web}]}', 'web'],
    ['none of several that declare nothing', '{containers: [{name: web}, {name: log}]}', undefined],
    [
      'the only one beside a proxy',
      '{containers: [{name: web}, {name: p, image: quay.io/oauth2-proxy/oauth2-proxy:v7}]}',
      'web',
    ],
    ['the only one beside an exporter', '{containers: [{name: db}, {name: e, image: prom/mysqld-exporter}]}', 'db'],
    [
      'no proxy, even where it declares the port',
      '{containers: [{name: kube-rbac-proxy, ports: [{containerPort: 80}]}, {name: web}]}',
      undefined,
    ],
    [
      'a sidecar that declares the port',
      '{containers: [{name: web}], initContainers: [{name: s, restartPolicy: Always, ports: [{containerPort: 80}]}]}',
      's',
    ],
    [
      'no init container',
      '{containers: [{name: web}], initContainers: [{name: s, ports: [{containerPort: 80}]}]}',
      'web',
    ],
  ])('%s', (_, spec, expected) => {
    expect(servingContainer(podOf(spec), 80, undefined)?.name).toBe(expected);
  });

  it('is that of the port that was found by its name', () => {
    const pod = podOf(`{containers: [${web}, {name: other, ports: [{containerPort: 80, name: http}]}]}`);
    expect(servingContainer(pod, 80, pod.containers[1]?.ports[0])?.name).toBe('other');
  });
});

describe('a port that nobody waits for', () => {
  it.each([
    ['unused', true],
    ['dummy', true],
    ['placeholder-port', true],
    ['unusedport', false],
    ['http', false],
  ])('%s is there for the API: %s', (name, expected) => {
    expect(isDummyPort(portOf(name)[1])).toBe(expected);
  });

  it.each([
    ['peer', true],
    ['gossip', true],
    ['raft', true],
    ['peering', false],
    ['http', false],
  ])('%s is for the members of a cluster: %s', (name, expected) => {
    expect(isPeerPort(portOf(name)[1])).toBe(expected);
  });

  it.each([
    ['a port called so', portOf('http-metrics'), '{name: web}', true],
    ['no application that is called so', portOf('http', 'web-metrics'), '{name: web}', false],
    ['the only port of a Service called so', portOf('', 'web-metrics'), '{name: web}', true],
    ['no port of an application whose name begins so', portOf('', 'metrics-api'), '{name: web}', false],
    [
      'a port that leads to one called so',
      portOf('web'),
      '{name: web}',
      true,
      '{containers: [{name: web, ports: [{name: http-metrics, containerPort: 80}]}]}',
    ],
    ['a port with the usual name in its own', portOf('tcp-prometheus-servicemonitor'), '{name: web}', true],
    ['a port of the usual name', portOf('prometheus'), '{name: web}', true],
    ['no such port of Prometheus itself', portOf('prometheus'), '{name: prometheus}', false],
    ['no other port', portOf('http'), '{name: web}', false],
    [
      'the announced port of a headless Service',
      portOf('http', 'web', 'clusterIP: None,'),
      '{name: web, annotations: {prometheus.io/port: "80"}}',
      true,
    ],
    [
      'no other than the announced port',
      portOf('http', 'web', 'clusterIP: None,'),
      '{name: web, annotations: {prometheus.io/port: "81"}}',
      false,
    ],
    [
      'no announced port of a Service with an address',
      portOf('http'),
      '{name: web, annotations: {prometheus.io/port: "80"}}',
      false,
    ],
  ] as const)('%s is for a scraper', (_, [service, port], metadata, expected, spec: string = '{}') => {
    expect(isScrapePort(service, port, 80, podOf(spec, metadata))).toBe(expected);
  });
});

describe('isAskedByAnyProbe', () => {
  it.each([
    ['by number', '{containers: [{name: web, readinessProbe: {tcpSocket: {port: 80}}}]}', true],
    ['by grpc', '{containers: [{name: web, readinessProbe: {grpc: {port: 80}}}]}', true],
    [
      'by a name of its own container',
      '{containers: [{name: web, ports: [{containerPort: 80, name: http}], readinessProbe: {httpGet: {port: http}}}]}',
      true,
    ],
    [
      'not by a name of another container',
      '{containers: [{name: web, ports: [{containerPort: 80, name: http}]}, {name: o, readinessProbe: {httpGet: {port: http}}}]}',
      false,
    ],
    [
      'by another container of the Pod',
      '{containers: [{name: web}, {name: o, readinessProbe: {tcpSocket: {port: 80}}}]}',
      true,
    ],
    ['not by another number', '{containers: [{name: web, readinessProbe: {tcpSocket: {port: 81}}}]}', false],
    ['not by a liveness probe', '{containers: [{name: web, livenessProbe: {tcpSocket: {port: 80}}}]}', false],
    ['not by a plain init container', '{initContainers: [{name: i, readinessProbe: {tcpSocket: {port: 80}}}]}', false],
  ])('%s', (_, spec, expected) => {
    expect(isAskedByAnyProbe(podOf(spec), 80)).toBe(expected);
  });
});
