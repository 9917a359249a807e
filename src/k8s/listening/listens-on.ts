import { decodeBase64 } from '../../text/base64.js';
import { getList, getString, scalarsIn } from '../../tree/tree.js';
import type { Container } from '../pods/container.js';
import type { PodTemplate } from '../workloads/workload.js';
import { type FindObject, sourcesOf } from './config-sources.js';
import { withoutRemoteAddresses } from './remote-addresses.js';
import { runningContainers, runningPorts } from './running.js';

/** True where a container declares the number, or may listen on it without: a probe that asks it is a sign of that. */
export function listensOn(template: PodTemplate, number: number, find: FindObject): boolean {
  return isToldOf(template, number, find) || runningContainers(template).some((each) => isNamed(number, CHECKS, each));
}

/** The same without probes and hooks, which may be wrong themselves. */
export function isToldOf(template: PodTemplate, number: number, find: FindObject): boolean {
  return runningPorts(template).some((port) => port.number === number) || mayListen(template, number, find);
}

/** True where commands, env, annotations, or a mounted ConfigMap or Secret name the number, or the image is known to open it. */
function mayListen(template: PodTemplate, number: number, find: FindObject): boolean {
  const names = namer(number);
  for (const container of runningContainers(template))
    if (isDynamicProxy(container) || opensByItself(container, number) || isOrdered(number, container)) return true;
  const { resource } = template.workload;
  for (const text of scalarsIn(resource.get(...template.path, 'metadata', 'annotations'))) if (names(text)) return true;
  return sourcesOf(template).some(({ kind, name, key }) =>
    find(kind, name).some((object) =>
      ['data', 'stringData'].some((field) =>
        [...scalarsIn(object.get(field, ...(key === undefined ? [] : [key])))].some(
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

const ORDERS = ['command', 'args'];
const CHECKS = ['readinessProbe', 'livenessProbe', 'startupProbe', 'lifecycle'];

function isOrdered(number: number, container: Container): boolean {
  const names = namer(number);
  const variables = getList(container.get('env')).filter((item) => !isNoPort(getString(item, 'name') ?? ''));
  return isNamed(number, ORDERS, container) || variables.some((item) => [...scalarsIn(item)].some(names));
}

/** Variables whose numbers count something else: `TIMEOUT_MS`, `MAX_CONNECTIONS`, `CACHE_SIZE`. */
function isNoPort(variable: string): boolean {
  return (
    /(^|_)(TIMEOUT|INTERVAL|DELAY|TTL|RETRIES|RETRY|MAX|MIN|LIMIT|SIZE|COUNT|WORKERS|THREADS|MEMORY|MB|KB|MS|SECONDS|SECS|UID|GID|VERSION)(_|$)/i.test(
      variable,
    ) && !/PORT/i.test(variable)
  );
}

function isNamed(number: number, fields: readonly string[], container: Container): boolean {
  const names = namer(number);
  return fields.some((field) => [...scalarsIn(container.get(field))].some(names));
}

/** Whether a text has the number on its own, and not as the port of another host. */
function namer(number: number): (text: string) => boolean {
  const named = new RegExp(`(?<![\\w.])${number}(?!\\.?\\w)`);
  return (text) => named.test(withoutRemoteAddresses(text));
}
