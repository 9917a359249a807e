import { describe, expect, it } from 'vitest';
import { isChanged } from '../../src/k8s/images/changed.js';
import { factsOf, portsOfNamesakes } from '../../src/k8s/images/facts.js';
import { tagOf } from '../../src/k8s/images/tags.js';
import { containerOf } from '../support/pods.js';

describe('the facts of an image (semantics 6.8)', () => {
  it('reads a line', () => {
    expect(factsOf('quay.io/keycloak/keycloak:26.0')).toMatchObject({
      ports: [8080, 8443],
      maybe: [7800],
      config: ['/opt/keycloak'],
      told: ['--http-port', '--https-port', '--http-management-port'],
      isOpenEnded: false,
    });
    expect(factsOf('quay.io/keycloak/keycloak:26.0')?.variables.get('KC_HTTPS_PORT')).toBe(8443);
    expect(factsOf('n8nio/n8n')?.variables.get('N8N_PORT')).toBe(5678);
    expect(factsOf('goauthentik/server')).toMatchObject({ told: [] });
    expect(factsOf('adminer')).toMatchObject({ told: undefined, config: [] });
    expect(factsOf('nats')).toMatchObject({ ports: [4222], unlessArguments: [6222, 8222] });
    expect(factsOf('rabbitmq')?.switched.get(15_672)?.source).toBe('management|plugins');
  });

  it.each<readonly [string, number | undefined]>([
    ['redis/redisinsight:2.50', 5540],
    ['redis/redisinsight:latest', 5540],
    ['redis/redisinsight', 5540],
    ['redis/redisinsight:1.14.0', 8001],
    ['redis/redisinsight:${TAG}', undefined],
    ['redis/redisinsight:edge', undefined],
    ['redis/redisinsight@sha256:0123', undefined],
    ['redis/redisinsight:2.50@sha256:0123', 5540],
    ['ghcr.io/immich-app/immich-server:v1.118.2', 2283],
    ['ghcr.io/immich-app/immich-server:v1.99.0', 3001],
    ['ghcr.io/immich-app/immich-server:v2.0.1', 2283],
    ['quay.io/keycloak/keycloak:16.1.1', 8080],
    ['mcr.microsoft.com/dotnet/samples:aspnetapp', 8080],
    ['mcr.microsoft.com/dotnet/samples:dotnetapp', undefined],
    ['bitnamilegacy/redis:7.2', 6379],
    ['shop/redisinsight:2', undefined],
  ])('%s: %s', (image, port) => expect(factsOf(image)?.ports[0]).toBe(port));

  it('knows more ports of a name than of one version', () => {
    expect(portsOfNamesakes('shop/redisinsight:2')).toEqual(expect.arrayContaining([5540, 8001]));
    expect(portsOfNamesakes('shop/server')).toEqual([]);
    expect(portsOfNamesakes('shop/unknown')).toEqual([]);
  });

  it('reads the version of a tag', () => {
    expect(tagOf('nginx')).toEqual({ text: 'latest', version: Infinity });
    expect(tagOf('nginx:1.27-alpine').version).toBe(10_027);
    expect(tagOf('nginx:2024').version).toBe(20_240_000);
    expect(tagOf('nginx:1a2b3c').version).toBeUndefined();
    expect(tagOf('nginx:<TAG>')).toEqual({ text: undefined, version: undefined });
    expect(tagOf('nginx@sha256:01')).toEqual({ text: undefined, version: undefined });
  });

  it.each<readonly [string, number | undefined]>([
    ['nginx:v1.118.2', 10_118],
    ['nginx:25', 250_000],
    ['nginx:25.0-alpine', 250_000],
    ['nginx:1.27.0', 10_027],
    ['nginx:12345', undefined],
    ['nginx:version1', undefined],
    ['nginx:1.27@sha256:01', 10_027],
    ['registry.example:5000/nginx', Infinity],
    ['registry.example:5000/nginx:1.27', 10_027],
    ...['latest', 'stable', 'release', 'alpine', 'slim', 'main', 'current'].map((tag): [string, number] => [
      `nginx:${tag}`,
      Infinity,
    ]),
    ['nginx:latest-alpine', undefined],
    ['nginx:{{ .Tag }}', undefined],
    ['nginx:$TAG', undefined],
    ['nginx:%TAG%', undefined],
  ])('%s: %s', (image, version) => {
    expect(tagOf(image).version).toBe(version);
  });
});

describe('what tells a well-known image another port', () => {
  const changed = (image: string, more: string, known = true): boolean => {
    const facts = factsOf(image);
    if (facts === undefined) throw new Error(`not known: ${image}`);
    return isChanged(containerOf(`{name: main, image: "${image}", ${more}}`), facts, known);
  };

  it.each([
    ['postgres', 'command: [run]'],
    ['postgres', 'lifecycle: {}'],
    ['postgres', 'args: [-c, port=5433]'],
    ['postgres', 'args: [-p5433]'],
    ['postgres', 'args: ["-c port=5433"]'],
    ['postgres', 'args: [bash, -c, run]'],
    ['postgres', 'args: [/run.sh]'],
    ['adminer', 'args: [php]'],
    ['jaegertracing/all-in-one:1.50', 'args: ["--query.http-server.host-port=:80"]'],
    ['prom/prometheus', 'args: ["-web.listen-address=:80"]'],
    ['n8nio/n8n', 'env: [{name: N8N_PORT, value: $(PORT)}]'],
    ['n8nio/n8n', 'env: [{name: PORT, value: "80"}]'],
    ['n8nio/n8n', 'env: [{name: LISTEN_PORT, valueFrom: {}}]'],
    ['nginx', 'volumeMounts: [{name: a, mountPath: /etc/nginx/conf.d}]'],
    ['nginx', 'volumeMounts: [{name: a, mountPath: /etc}]'],
    ['nginx', 'volumeMounts: [{name: a, mountPath: /docker-entrypoint.sh}]'],
  ])('%s with %s', (image, more) => expect(changed(image, more)).toBe(true));

  it.each([
    ['postgres', 'args: [-c, max_connections=200]'],
    ['postgres', 'env: [{name: DB_PORT, valueFrom: {}}, {name: HOST, value: a}, {name: PORT, value: "5432"}]'],
    ['prom/prometheus', 'args: ["--web.listen-address-family=a", "--config.file=/a"]'],
    ['goauthentik/server', 'args: [server]'],
    ['nginx', 'volumeMounts: [{name: a, mountPath: /usr/share/nginx/html}]'],
    ['nginx', 'volumeMounts: [{name: a, mountPath: /etc/nginx-extra}]'],
    ['postgres', 'volumeMounts: [{name: a, mountPath: /docker-entrypoint-initdb.d}]'],
  ])('%s: not with %s', (image, more) => expect(changed(image, more)).toBe(false));

  it('may be told by variables that nobody knows', () => {
    expect(changed('postgres', 'envFrom: [{secretRef: {name: a}}]')).toBe(false);
    expect(changed('postgres', 'envFrom: [{secretRef: {name: a}}]', false)).toBe(true);
  });
});
