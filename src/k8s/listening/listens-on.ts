import { decodeBase64 } from '../../text/base64.js';
import { getList, getString, type Tree } from '../../tree/tree.js';
import type { Container } from '../pods/container.js';
import type { PodTemplate } from '../workloads/workload.js';
import { type FindObject, sourcesOf } from './config-sources.js';
import { runningContainers, runningPorts } from './running.js';

/** True where a container declares the number, or may listen on it without. */
export function listensOn(template: PodTemplate, number: number, find: FindObject): boolean {
  return runningPorts(template).some((port) => port.number === number) || mayListen(template, number, find);
}

/** True where commands, env, probes, annotations, or a mounted ConfigMap or Secret name the number, or the image is known to open it. */
function mayListen(template: PodTemplate, number: number, find: FindObject): boolean {
  const named = new RegExp(`(?<![\\w.])${number}(?!\\.?\\w)`);
  const names = (text: string): boolean => named.test(withoutRemoteAddresses(text));
  for (const container of runningContainers(template)) {
    if (isDynamicProxy(container) || opensByItself(container, number)) return true;
    for (const text of textsOf(container)) if (names(text)) return true;
  }
  const { resource } = template.workload;
  for (const text of scalars(resource.get(...template.path, 'metadata', 'annotations'))) if (names(text)) return true;
  return sourcesOf(template).some(({ kind, name, key }) =>
    find(kind, name).some((object) =>
      ['data', 'stringData'].some((field) =>
        [...scalars(object.get(field, ...(key === undefined ? [] : [key])))].some(
          (text) => names(text) || (kind === 'Secret' && names(decodeBase64(text) ?? '')),
        ),
      ),
    ),
  );
}

/** Proxies whose listeners a control plane sends: Envoy as gateways of Istio, Contour, and the Gateway API use it. */
function isDynamicProxy(container: Container): boolean {
  return /(^|\/)(proxyv2|auto|envoy|envoy-distroless|pilot-agent)([:@]|$)/.test(
    getString(container.get(), 'image') ?? '',
  );
}

/** Ports that well-known images open without being told, and that manifests rarely declare in full: `EXPOSE` and the defaults in their documentation. */
const OPENED: readonly (readonly [image: RegExp, ports: readonly number[]])[] = [
  [
    /jaeger.*\/(all-in-one|jaeger|jaeger-collector|collector)([:@]|$)/,
    [4317, 4318, 5775, 5778, 6831, 6832, 9411, 14250, 14268, 14269, 16685, 16686],
  ],
  [/(^|\/)rabbitmq([:@]|$)/, [4369, 5671, 5672, 15672, 15692, 25672]],
  [/(^|\/)nats([:@]|$)/, [4222, 6222, 8222]],
  [/(^|\/)consul([:@]|$)/, [8300, 8301, 8302, 8500, 8501, 8502, 8503, 8600]],
  [/(^|\/)vault([:@]|$)/, [8200, 8201]],
  [/(^|\/)etcd([:@]|$)/, [2379, 2380]],
  [/(^|\/)cassandra([:@]|$)/, [7000, 7001, 7199, 9042, 9160]],
  [/(^|\/)(cp-)?kafka([:@]|$)/, [9092, 9093]],
  [/(^|\/)minio([:@]|$)/, [9000, 9001]],
  [/(^|\/)(clickhouse-server|clickhouse)([:@]|$)/, [8123, 9000, 9009]],
  [/(^|\/)neo4j([:@]|$)/, [7473, 7474, 7687]],
  [/(^|\/)influxdb([:@]|$)/, [8086]],
  [/(^|\/)opensearch([:@]|$)/, [9200, 9300, 9600]],
  [/(^|\/)(activemq|activemq-classic|activemq-artemis)([:@]|$)/, [1883, 5672, 8161, 61613, 61614, 61616]],
  [/(^|\/)(opentelemetry-collector(-contrib|-k8s)?|otelcol)([:@]|$)/, [4317, 4318, 8888, 13133, 55678, 55679]],
  [/(^|\/)traefik([:@]|$)/, [80, 8080]],
  [/(^|\/)zookeeper([:@]|$)/, [2181, 2888, 3888]],
  [/(^|\/)elasticsearch(-oss)?([:@]|$)/, [9200, 9300]],
];

function opensByItself(container: Container, number: number): boolean {
  const image = getString(container.get(), 'image') ?? '';
  return OPENED.some(([pattern, ports]) => ports.includes(number) && pattern.test(image));
}

function* textsOf(container: Container): Iterable<string> {
  const fields = ['command', 'args', 'readinessProbe', 'livenessProbe', 'startupProbe', 'lifecycle'];
  for (const field of fields) yield* scalars(container.get(field));
  for (const item of getList(container.get('env'))) if (!isNoPort(getString(item, 'name') ?? '')) yield* scalars(item);
}

/** Variables whose numbers count something else: `TIMEOUT_MS`, `MAX_CONNECTIONS`, `CACHE_SIZE`. */
function isNoPort(variable: string): boolean {
  return (
    /(^|_)(TIMEOUT|INTERVAL|DELAY|TTL|RETRIES|RETRY|MAX|MIN|LIMIT|SIZE|COUNT|WORKERS|THREADS|MEMORY|MB|KB|MS|SECONDS|SECS|UID|GID|VERSION)(_|$)/i.test(
      variable,
    ) && !/PORT/i.test(variable)
  );
}

/** `api:8080` and `http://api:8080` tell where others listen; the number in them says nothing about this container. */
function withoutRemoteAddresses(text: string): string {
  // `443:8443` maps one port to another, and says nothing of either.
  return text
    .replace(/(?<![\w.:\]])\d{1,5}:\d{1,5}(?![\w.:])/g, '')
    .replace(
      /([A-Za-z][\w+.-]*:\/\/)?((?:[\w-]+\.)*[A-Za-z][\w-]*):(\d+)(?!\d)/g,
      (whole, scheme: string | undefined, host: string) => {
        const own =
          /^(localhost|.*(port|listen|addr|address|bind|host))$/i.test(host) ||
          (scheme === undefined && /^(https?|tcp|udp|grpc)$/i.test(host));
        return own ? whole : '';
      },
    );
}

function* scalars(tree: Tree | undefined): Iterable<string> {
  if (tree === undefined) return;
  if (tree.type === 'scalar') yield String(tree.value);
  else if (tree.type === 'list') for (const item of tree.items) yield* scalars(item);
  else for (const entry of tree.entries.values()) yield* scalars(entry.value);
}
