import { getEntries, getList, scalarsIn, type Tree } from '../../tree/tree.js';
import type { Container } from '../pods/container.js';
import { usesHostNetwork } from '../pods/container.js';
import { imageDefaults, isOpenedBy } from '../programs/images.js';
import type { PodTemplate } from '../workloads/workload.js';

/**
 * Ports of databases and brokers, with words of images that open them. An application does not open such a port by
 * itself, so that a client of it on localhost wants another container of the Pod (semantics 8.7; each port is the
 * server's own default).
 */
const SERVERS: ReadonlyMap<number, RegExp> = new Map([
  [389, /ldap/],
  [1433, /sql/],
  [1521, /oracle/],
  [2181, /zookeeper|keeper|kafka|solr|hbase/],
  [3306, /sql|maria|percona|vitess|tidb|wordpress|lamp/],
  [4222, /nats/],
  [4317, /otel|opentelemetry|collector|agent|alloy|jaeger|tempo|signoz|datadog|uptrace|vector|fluent/],
  [4318, /otel|opentelemetry|collector|agent|alloy|jaeger|tempo|signoz|datadog|uptrace|vector|fluent/],
  [5432, /postgr|pg|sql|timescale|cockroach|patroni|spilo/],
  [5672, /rabbit|amqp|qpid|artemis|activemq/],
  [5984, /couch/],
  [6379, /redis|valkey|keydb|dragonfly/],
  [7687, /neo4j/],
  [8086, /influx/],
  [9042, /cassandra|scylla/],
  [9092, /kafka|redpanda/],
  [9200, /elastic|opensearch/],
  [11211, /memcache/],
  [27017, /mongo|ferret/],
]);

/** How people call a store, or a broker, in the names of variables. */
const STORES: ReadonlyMap<string, readonly number[]> = new Map([
  ...stores([389], 'ldap openldap'),
  ...stores([1433], 'mssql sqlserver'),
  ...stores([3306], 'mysql mariadb'),
  ...stores([4222], 'nats'),
  ...stores([5432], 'postgres postgresql pg pgsql psql'),
  ...stores([5672], 'rabbitmq rabbit amqp'),
  ...stores([6379], 'redis valkey cache'),
  ...stores([9092], 'kafka'),
  ...stores([9200], 'elasticsearch elastic opensearch'),
  ...stores([11_211], 'memcached memcache'),
  ...stores([27_017], 'mongo mongodb'),
  ...stores([1433, 1521, 3306, 5432, 27_017], 'db database datasource sql'),
]);

function stores(ports: readonly number[], names: string): readonly (readonly [string, readonly number[]])[] {
  return names.split(' ').map((name) => [name, ports] as const);
}

/** The ports of what a variable such as `SPRING_REDIS_HOST` names by what stands before its `HOST`. */
export function portsOfStore(stem: string): readonly number[] {
  const words = stem.toLowerCase().split(/[^a-z0-9]+/);
  return words.flatMap((word) => STORES.get(word) ?? []);
}

/** What hands on connections to somewhere else, or holds a whole system in one image. */
const GO_BETWEEN =
  /proxy|envoy|tunnel|bouncer|stunnel|socat|ssh|gateway|mesh|ambassador|forward|all-?in-?one|omnibus|standalone/;

/**
 * True where a client of `number` on localhost reaches nobody in the Pod: the port is that of a well-known server, no
 * container runs or declares it, and no other container and no annotation has the number anywhere. `caller` is the
 * container that calls, if one is known.
 */
export function isNotInPod(template: PodTemplate, number: number, caller: Container | undefined): boolean {
  const server = SERVERS.get(number);
  const { resource } = template.workload;
  if (server === undefined || !template.containersKnown || usesHostNetwork(resource.get(...template.path, 'spec')))
    return false;
  // The operator of OpenTelemetry adds a collector to the Pods that ask for one.
  if (OTLP.has(number) && namesOperator(template)) return false;
  const named = new RegExp(`(?<!\\d)${number}(?!\\d)`);
  const opens = (container: Container): boolean => {
    const words = `${container.name} ${container.image}`.toLowerCase();
    return (
      server.test(words) ||
      GO_BETWEEN.test(words) ||
      container.ports.some((port) => port.number === number) ||
      (container !== caller && ['command', 'args', 'env'].some((field) => mentions(container.get(field), named)))
    );
  };
  return (
    !template.containers.some(opens) && !mentions(resource.get(...template.path, 'metadata', 'annotations'), named)
  );
}

/**
 * True where a container may answer on `number` of localhost: one declares or names it elsewhere than in an address of
 * the loopback, opens it by itself, or hands on connections. `moved` is the container that is told another port.
 */
export function mayAnswerInPod(template: PodTemplate, number: number, moved?: Container): boolean {
  const { resource } = template.workload;
  // On the network of the node, and in Pods that are not known in full, anybody may.
  if (!template.containersKnown || usesHostNetwork(resource.get(...template.path, 'spec'))) return true;
  const named = new RegExp(`(?<![\\d.])${number}(?!\\d)`);
  const answers = (container: Container): boolean =>
    GO_BETWEEN.test(`${container.name} ${container.image}`.toLowerCase()) ||
    (container !== moved && isOpenedBy(container, number)) ||
    container.ports.some((port) => port.number === number) ||
    container.checkedPorts.some(({ port }) => port === number) ||
    ['command', 'args'].some((field) => mentions(container.get(field), named, withoutLoopback)) ||
    container.variables.some(
      ({ name, value }) => named.test(withoutLoopback(value)) && !isPortOfLoopback(name, container),
    );
  return (
    template.containers.some(answers) || mentions(resource.get(...template.path, 'metadata', 'annotations'), named)
  );
}

/** True where each container runs a well-known image as it is, so that its ports are known but for mounted files. */
export function isOfKnownImages({ runningContainers, containersKnown }: PodTemplate): boolean {
  return (
    containersKnown &&
    runningContainers.every(
      (container) => imageDefaults(container)?.isOpenEnded === false && container.get('command') === undefined,
    )
  );
}

/** The numbers that a configuration has elsewhere than in addresses of the loopback, as where it listens. */
export function numbersOutsideOfLoopback(data: Tree | undefined): ReadonlySet<number> {
  const found = new Set<number>();
  for (const text of scalarsIn(data))
    for (const [digits] of withoutLoopback(text).matchAll(/(?<![\d.])\d{1,5}(?!\d)/g)) found.add(Number(digits));
  return found;
}

/** `API_PORT` beside `API_HOST=localhost`. */
function isPortOfLoopback(variable: string, { variables }: Container): boolean {
  const stem = /^(.*)PORT$/.exec(variable)?.[1];
  return variables.some(({ name, value }) => name === `${stem ?? '-'}HOST` && /^(localhost|127\.0\.0\.1)$/.test(value));
}

const withoutLoopback = (text: string): string => text.replace(/(?:localhost|127\.0\.0\.1):\d+/g, '');

const OTLP: ReadonlySet<number> = new Set([4317, 4318]);

function namesOperator({ workload: { resource }, path }: PodTemplate): boolean {
  return [path, []].some((place) =>
    [...getEntries(resource.tree, ...place, 'metadata', 'annotations')].some(({ key }) =>
      /opentelemetry|otel/.test(key),
    ),
  );
}

function mentions(tree: Tree | undefined, pattern: RegExp, read = (text: string): string => text): boolean {
  if (tree === undefined) return false;
  if (tree.type === 'scalar') return pattern.test(read(String(tree.value)));
  if (tree.type === 'list') return getList(tree).some((item) => mentions(item, pattern, read));
  return [...getEntries(tree)].some(({ value }) => mentions(value, pattern, read));
}
