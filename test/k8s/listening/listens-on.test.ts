import { describe, expect, it } from 'vitest';
import type { FindObject } from '../../../src/k8s/listening/config-sources.js';
import { listensOn } from '../../../src/k8s/listening/listens-on.js';
import { podOf } from '../../support/pods.js';
import { resourceOf } from '../../support/resources.js';

const nothing: FindObject = () => [];

describe('listensOn', () => {
  const listens = (spec: string, number = 8080): boolean => listensOn(podOf(spec), number, nothing);

  it('knows where the webhooks of controllers are served', () => {
    expect(listens('{containers: [{name: a, image: shop/shop-operator:1}]}', 9443)).toBe(true);
    expect(listens('{containers: [{name: a, image: shop/web:1}]}', 9443)).toBe(false);
    expect(listens('{containers: [{name: a, image: docker.io/istio/pilot:1.24.0}]}', 15012)).toBe(true);
  });

  it.each([
    ['a declared port', '{containers: [{name: web, ports: [{containerPort: 8080}]}]}', true],
    [
      'a port that a sidecar declares',
      '{initContainers: [{name: m, restartPolicy: Always, ports: [{containerPort: 8080}]}]}',
      true,
    ],
    [
      'not a port that a plain init container declares',
      '{initContainers: [{name: m, ports: [{containerPort: 8080}]}]}',
      false,
    ],
    [
      'not a port that nothing names',
      '{containers: [{name: web, image: shop/web, ports: [{containerPort: 80}]}]}',
      false,
    ],
    ['a number that a probe asks', '{containers: [{name: web, readinessProbe: {tcpSocket: {port: 8080}}}]}', true],
    ['a number that a hook calls', '{containers: [{name: web, lifecycle: {preStop: {httpGet: {port: 8080}}}}]}', true],
    ['a number in a variable', '{containers: [{name: web, env: [{name: PORT, value: "8080"}]}]}', true],
    [
      'the port of a host elsewhere',
      '{containers: [{name: web, env: [{name: DB_HOST, value: db.shop}, {name: DB_PORT, value: "8080"}]}]}',
      false,
    ],
    [
      'the port beside the address to listen on',
      '{containers: [{name: web, env: [{name: WEB_HOST, value: 0.0.0.0}, {name: WEB_PORT, value: "8080"}]}]}',
      true,
    ],
    ['not a number in the arguments of an init container', '{initContainers: [{name: m, args: [--port=8080]}]}', false],
  ])('%s', (_, spec, expected) => {
    expect(listens(spec)).toBe(expected);
  });

  it.each([
    ['--port=8080', true],
    [':8080', true],
    ['0.0.0.0:8080', true],
    ['localhost:8080', true],
    ['http://localhost:8080', true],
    ['http:8080', true],
    ['listen 8080;', true],
    ['18080', false],
    ['80801', false],
    ['1.8080', false],
    ['8080.5', false],
    ['v8080', false],
    ['api:8080', false],
    ['http://api:8080/health', false],
    ['postgres://db.shop.svc:8080', false],
  ])('the text %s: %s', (text, expected) => {
    expect(listens(`{containers: [{name: web, args: ["${text}"]}]}`)).toBe(expected);
  });

  it('an annotation of the Pods', () => {
    const pod = podOf('{containers: [{name: web}]}', '{name: web, annotations: {prometheus.io/port: "8080"}}');
    expect(listensOn(pod, 8080, nothing)).toBe(true);
    expect(listensOn(pod, 8081, nothing)).toBe(false);
  });

  it.each([
    ['envoyproxy/envoy:v1.30', 12345, true],
    ['docker.io/istio/proxyv2@sha256:0', 12345, true],
    ['shop/my-envoy:1', 12345, false],
    ['rabbitmq:3-management', 15672, true],
    ['rabbitmq:3', 8080, false],
    ['shop/rabbitmq-exporter', 15672, false],
    ['docker.elastic.co/elasticsearch/elasticsearch:8', 9300, true],
    ['jaegertracing/all-in-one', 16686, true],
  ])('the image %s on %d: %s', (image, number, expected) => {
    expect(listens(`{containers: [{name: web, image: "${image}"}]}`, number)).toBe(expected);
  });
});

describe('listensOn a number in configuration', () => {
  const objects = [
    resourceOf(
      '{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {web: "port = 8080", other: "9090"}}',
    ),
    resourceOf(
      `{apiVersion: v1, kind: Secret, metadata: {name: hidden}, data: {web: ${Buffer.from('port = 7070').toString('base64')}}, stringData: {url: ":6060"}}`,
    ),
  ];
  const find: FindObject = (kind, name) => objects.filter((object) => object.kind === kind && object.name === name);
  const variable = (source: string): string => `{containers: [{name: web, env: [{name: P, valueFrom: ${source}}]}]}`;

  it.each([
    ['a mounted ConfigMap', '{volumes: [{name: v, configMap: {name: settings}}]}', 8080, true],
    ['a ConfigMap that is not mounted', '{containers: [{name: web}]}', 8080, false],
    ['one entry of it', variable('{configMapKeyRef: {name: settings, key: other}}'), 9090, true],
    ['another entry of it', variable('{configMapKeyRef: {name: settings, key: other}}'), 8080, false],
    ['a Secret in base64', '{volumes: [{name: v, secret: {secretName: hidden}}]}', 7070, true],
    ['a Secret in plain text', '{volumes: [{name: v, secret: {secretName: hidden}}]}', 6060, true],
    ['a Secret with another number', '{volumes: [{name: v, secret: {secretName: hidden}}]}', 8080, false],
  ])('%s', (_, spec, number, expected) => {
    expect(listensOn(podOf(spec), number, find)).toBe(expected);
  });
});
