/** A port on which a program speaks no HTTP, whatever somebody calls it. */
export interface StreamPort {
  /** For people: `SQL`, `the protocol of Redis`. */
  readonly speaks: string;
  readonly program: string;
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

/** What an image speaks on a port where it surely speaks no HTTP. */
export function streamPortOf(image: string, port: number): StreamPort | undefined {
  const last = /([^/:@]+)(?::[^/@]*)?(?:@.*)?$/.exec(image)?.[1] ?? '';
  const row = ROWS.find(([form, number]) => number === port && form.test(last));
  return row && { speaks: row[2], program: row[3] };
}
