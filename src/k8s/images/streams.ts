import type { Container } from '../pods/container.js';
import { getList, scalarsIn } from '../../tree/tree.js';

/** A port on which a program speaks no HTTP, whatever somebody calls it. */
export interface StreamPort {
  /** For people: `SQL`, `the protocol of Redis`. */
  readonly speaks: string;
  readonly program: string;
  /** It reads the upgrade of a browser on this port, too. */
  readonly alsoHttp: boolean;
}

type Row = readonly [image: RegExp, port: number, speaks: string, program: string];

/** By the last word of the image and the port of its documentation (semantics 7.23). */
const ROWS: readonly Row[] = [
  [/^(?:cockroach|cockroachdb|cockroach-unstable)$/, 26257, 'SQL', 'CockroachDB'],
  [
    /^(?:mysql|mysql-server|mariadb|mariadb-galera|percona|percona-server|percona-xtradb-cluster|mysql57-centos7)$/,
    3306,
    'SQL',
    'MySQL',
  ],
  [
    /^(?:postgres|postgresql|postgis|timescaledb|timescaledb-ha|pgvector|spilo-\d+|pgbouncer|postgresql-repmgr)$/,
    5432,
    'SQL',
    'PostgreSQL',
  ],
  [
    /^(?:mongo|mongodb|mongodb-community-server|mongodb-enterprise-server|percona-server-mongodb)$/,
    27017,
    'its own protocol',
    'MongoDB',
  ],
  [
    /^(?:redis|redis-stack|redis-stack-server|valkey|keydb|dragonfly|redis-cluster)$/,
    6379,
    'its own protocol',
    'Redis',
  ],
  [/^(?:redis|valkey|redis-sentinel|valkey-sentinel)$/, 26379, 'its own protocol', 'Redis Sentinel'],
  [/^(?:kafka|cp-kafka|cp-server|kafka-native|redpanda)$/, 9092, 'its own protocol', 'Kafka'],
  [/^(?:rabbitmq)$/, 5672, 'AMQP', 'RabbitMQ'],
  [/^(?:activemq|activemq-classic|activemq-artemis)$/, 61616, 'OpenWire', 'ActiveMQ'],
  [/^(?:cassandra|scylla|dse-server)$/, 9042, 'CQL', 'Cassandra'],
  [/^(?:zookeeper|cp-zookeeper)$/, 2181, 'its own protocol', 'ZooKeeper'],
  [/^(?:nats|nats-streaming)$/, 4222, 'its own protocol', 'NATS'],
  [/^(?:memcached)$/, 11211, 'its own protocol', 'Memcached'],
  [/^(?:elasticsearch|elasticsearch-oss|opensearch)$/, 9300, 'its own protocol between nodes', 'Elasticsearch'],
  [/^(?:eclipse-mosquitto|emqx|hivemq4|hivemq-ce|vernemq)$/, 1883, 'MQTT', 'the broker'],
  [/^(?:server)$/, 1433, 'TDS', 'SQL Server'],
  [/^(?:azure-sql-edge)$/, 1433, 'TDS', 'SQL Server'],
  [/^(?:neo4j)$/, 7687, 'Bolt', 'Neo4j'],
  [/^(?:clickhouse-server|clickhouse)$/, 9000, 'its own protocol', 'ClickHouse'],
  [/^(?:openldap)$/, 389, 'LDAP', 'OpenLDAP'],
  [/^(?:openldap)$/, 1389, 'LDAP', 'OpenLDAP'],
];

/** Bolt comes over WebSocket, too; Artemis takes every protocol, and Dragonfly has a page, on the one port. */
const ALSO_HTTP: readonly string[] = ['neo4j', 'activemq-artemis', 'dragonfly'];

/** Images whose tag says that PHP-FPM alone runs in them, unless a command says another program (semantics 7.16). */
const FPM =
  /(?:^|\/)(?:php|wordpress|nextcloud|drupal|joomla|matomo|phpmyadmin|backdrop|friendica|monica|kimai2?):[^/@]*fpm/;
const FPM_PORT = 9000;

/** What a container speaks on a port where it surely speaks no HTTP. */
export function streamPortOf(container: Container, port: number): StreamPort | undefined {
  const { image } = container;
  const last = /([^/:@]+)(?::[^/@]*)?(?:@.*)?$/.exec(image)?.[1] ?? '';
  const row = ROWS.find(([form, number]) => number === port && form.test(last));
  if (row !== undefined) return { speaks: row[2], program: row[3], alsoHttp: ALSO_HTTP.includes(last) };
  return port === FPM_PORT && FPM.test(image) && runsFpm(container)
    ? { speaks: 'FastCGI', program: 'PHP-FPM', alsoHttp: false }
    : undefined;
}

/** No other program, and no pool of its own that may listen elsewhere. */
function runsFpm(container: Container): boolean {
  const words = ['command', 'args'].flatMap((field) => [...scalarsIn(container.get(field))]);
  const mounts = getList(container.get('volumeMounts')).flatMap((mount) => [...scalarsIn(mount)]);
  return (
    (words.length === 0 || words.some((word) => word.includes('php-fpm'))) && !mounts.some((text) => /fpm/.test(text))
  );
}
