import { describe, expect, it } from 'vitest';
import { imageDefaults, isOpenedBy } from '../../../src/k8s/programs/images.js';
import type { Container } from '../../../src/k8s/pods/container.js';
import { containerOf } from '../../support/pods.js';

const running = (image: string): Container => containerOf(`{name: main, image: "${image}"}`);

describe('what an image listens on by itself (semantics 6.8)', () => {
  it.each<readonly [string, string, readonly number[]]>([
    ['nginx', 'nginx', [80]],
    ['nginx:1.27-alpine', 'nginx', [80]],
    ['nginx@sha256:0123', 'nginx', [80]],
    ['nginx:1.27@sha256:0123', 'nginx', [80]],
    ['library/nginx', 'nginx', [80]],
    ['docker.io/library/nginx:1.27', 'nginx', [80]],
    ['docker.io/nginx', 'nginx', [80]],
    ['index.docker.io/library/nginx', 'nginx', [80]],
    ['registry-1.docker.io/library/nginx', 'nginx', [80]],
    ['mirror.gcr.io/library/nginx', 'nginx', [80]],
    ['public.ecr.aws/docker/library/nginx', 'nginx', [80]],
    ['ghcr.io/nginxinc/nginx-unprivileged', 'ghcr.io/nginxinc/nginx-unprivileged', [8080]],
    ['prom/prometheus:v2.53.0', 'prom/prometheus', [9090]],
    ['docker.io/prom/prometheus', 'prom/prometheus', [9090]],
  ])('%s', (image, name, ports) => {
    expect(imageDefaults(running(image))).toMatchObject({ name, ports });
  });

  it.each([
    ['an image that somebody built from it', 'shop/nginx'],
    ['another registry', 'registry.example.com:5000/nginx'],
    ['a name that begins like it', 'nginx-exporter'],
    ['a name in another case', 'Nginx'],
    ['an unknown registry of a known owner', 'quay.io/prom/prometheus'],
    ['another owner of a name', 'ghcr.io/shop/nginx-unprivileged'],
    ['no image', ''],
    ['a placeholder', '${IMAGE}'],
  ])('is not known of %s', (_, image) => {
    expect(imageDefaults(running(image))).toBeUndefined();
  });

  it('says where its configuration lies, and which argument changes it', () => {
    expect(imageDefaults(running('nginx'))).toMatchObject({ config: ['/etc/nginx'], told: undefined });
    expect(imageDefaults(running('prom/prometheus'))).toMatchObject({ config: [], told: ['--web.listen-address'] });
  });
});

describe('a port that an image of that name opens', () => {
  it.each([
    ['nginx', 80, true],
    ['nginx', 8080, false],
    ['registry.example.com:5000/shop/nginx:1', 80, true],
    ['shop/my-nginx', 80, false],
    ['bitnami/kafka:3', 9092, true],
    ['confluentinc/cp-kafka@sha256:0123', 9093, true],
    ['shop/kafka-ui', 9092, false],
    ['jaegertracing/all-in-one:1', 16_686, true],
    ['jaegertracing/jaeger-agent:1', 16_686, false],
    ['hashicorp/vault', 8201, true],
    ['hashicorp/vault-k8s', 8201, false],
    ['otel/opentelemetry-collector-contrib:0.1', 13_133, true],
    ['otel/opentelemetry-collector-contrib:0.1', 8080, false],
    // Where two lines of the table end alike, the official image comes first.
    ['shop/elasticsearch', 9300, true],
    ['', 80, false],
  ])('%s on %s: %s', (image, port, expected) => {
    expect(isOpenedBy(running(image), port)).toBe(expected);
  });
});

describe('a family of images opens the same ports, wherever they come from', () => {
  it.each([
    ['jaeger/all-in-one', [4317, 4318, 5775, 5778, 6831, 6832, 9411, 14_250, 14_268, 14_269, 16_685, 16_686]],
    ['jaegertracing/collector', [14_250]],
    ['jaegertracing/jaeger-collector', [14_250]],
    ['jaegertracing/jaeger', [16_686]],
    ['consul', [8300, 8301, 8302, 8500, 8501, 8502, 8503, 8600]],
    ['vault', [8200, 8201]],
    ['etcd', [2379, 2380]],
    ['kafka', [9092, 9093]],
    ['cp-kafka', [9092, 9093]],
    ['minio', [9000, 9001]],
    ['haproxytech/kubernetes-ingress', [1024, 1042, 8080, 8443]],
    ['clickhouse', [8123, 9000, 9009]],
    ['clickhouse-server', [8123, 9000, 9009]],
    ['opensearch', [9200, 9300, 9600]],
    ['activemq', [1883, 5672, 8161, 61_613, 61_614, 61_616]],
    ['activemq-classic', [8161]],
    ['activemq-artemis', [8161]],
    ['opentelemetry-collector', [4317, 4318, 8888, 13_133, 55_678, 55_679]],
    ['opentelemetry-collector-contrib', [55_679]],
    ['opentelemetry-collector-k8s', [55_679]],
    ['otelcol', [55_679]],
  ])('%s: %j', (name, ports) => {
    const opened = (image: string): readonly number[] => ports.filter((port) => isOpenedBy(running(image), port));
    for (const image of [name, `${name}:1`, `${name}@sha256:0123`, `shop/${name}`, `registry.example/a/${name}:1`])
      expect([image, opened(image)]).toEqual([image, ports]);
    for (const image of [`${name}-ui`, `shop/${name}x:1`, `shop/${name.replace(/[^/]+$/, 'my$&')}`])
      expect([image, opened(image)]).toEqual([image, []]);
  });
});

describe('what programs open, by the last part of the name of their image', () => {
  it.each([
    ['openhab/openhab:4.3.4', 8080],
    ['ghcr.io/onedr0p/plex:1.40', 32_400],
    ['eeacms/elastic:8', 9300],
    ['registry.example.com:5000/mirror/elasticsearch@sha256:0123', 9300],
    ['quay.io/argoproj/argocd:v3.3.5', 8082],
    ['chrislusf/seaweedfs:3.80', 18_888],
    ['kong/go-echo:0.5.0', 1027],
    ['crazymax/rtorrent-rutorrent', 6881],
    ['gcr.io/knative-releases/knative.dev/serving/cmd/activator@sha256:0123', 8112],
    ['gcr.io/knative-releases/knative.dev/serving/cmd/webhook@sha256:0123', 8443],
    ['registry.example.com/common-jaeger:1.0', 14_250],
  ])('%s: %i', (image, port) => expect(isOpenedBy(running(image), port)).toBe(true));

  it.each([
    ['openhab/openhab:4.3.4', 8090],
    ['shop/server', 9000],
    ['goauthentik/server/shop', 9000],
    ['kong/other', 1027],
    ['plex-exporter', 32_400],
  ])('%s: not %i', (image, port) => expect(isOpenedBy(running(image), port)).toBe(false));
});
