/** Schemes that say that a host follows, but not on which port. */
// prettier-ignore
const WITHOUT_PORT = [
  'grpc', 'grpcs', 'tcp', 'tcps', 'tls', 'ssl', 'udp', 'kafka', 'pulsar', 'plaintext', 'sasl_plaintext', 'sasl_ssl',
  'stomp', 'sqlserver', 'clickhouse', 'cassandra', 'memcached', 'memcache', 'etcd', 'zk', 'zookeeper', 'thrift',
  'hdfs', 'hive2', 'bolt', 'neo4j', 'influxdb', 'couchdb', 'syslog', 'gelf', 'statsd', 'otlp', 'stan', 'smtps',
  'mqtts', 'imap', 'ftp', 'proxy', 'ray', 'spark', 'cql', 'arangodb', 'tcp4', 'tcp6', 'udp4', 'udp6', 'sctp',
];

/** Schemes whose clients may take the one or the other protocol. */
const EITHER = new Set([
  'syslog',
  'gelf',
  'statsd',
  'memcached',
  'memcache',
  'influxdb',
  'proxy',
  'otlp',
  'etcd',
  'ray',
  'spark',
]);

/**
 * Schemes of URLs that a client connects to, with the port that it takes where none is written; undefined where clients
 * differ.
 */
const PORTS: ReadonlyMap<string, number | undefined> = new Map<string, number | undefined>([
  ['http', 80],
  ['ws', 80],
  ['h2c', 80],
  ['https', 443],
  ['wss', 443],
  ['redis', 6379],
  ['rediss', 6379],
  ['amqp', 5672],
  ['amqps', 5671],
  ['postgres', 5432],
  ['postgresql', 5432],
  ['mysql', 3306],
  ['mariadb', 3306],
  ['mongodb', 27017],
  ['nats', 4222],
  ['ldap', 389],
  ['ldaps', 636],
  ['smtp', 25],
  ['mqtt', 1883],
  ...WITHOUT_PORT.map((scheme) => [scheme, undefined] as const),
]);

/** The protocol below the scheme, as a Service port has it; undefined where that may be the one or the other. */
export function transportOf(scheme: string): 'TCP' | 'UDP' | 'SCTP' | undefined {
  const own = /(?:^|[+:])(tcp|udp|sctp)[46]?$/i.exec(scheme)?.[1]?.toUpperCase();
  if (own === 'UDP' || own === 'SCTP') return own;
  return own === 'TCP' || (PORTS.has(baseOf(scheme)) && !EITHER.has(baseOf(scheme))) ? 'TCP' : undefined;
}

/** `postgresql+asyncpg` and `jdbc:mysql` are what stands before the `+`, and after the last colon. */
function baseOf(scheme: string): string {
  return scheme
    .toLowerCase()
    .replace(/^(.*:)/, '')
    .replace(/\+.*$/, '');
}

export function isNetworkScheme(scheme: string): boolean {
  return PORTS.has(baseOf(scheme)) && !isSrvScheme(scheme);
}

/** `mongodb+srv://` and `dns+srv` ask for SRV records, which carry the port. */
function isSrvScheme(scheme: string): boolean {
  return /srv/i.test(scheme);
}

/**
 * The service whose records `X+srv://host` asks for: `_X._tcp.host`, so that the port has to be named `X` (semantics
 * 8.3; MongoDB, Initial DNS Seedlist Discovery). Undefined where the scheme asks for none, or does not say for which.
 */
export function srvService(scheme: string): string | undefined {
  const service = /^([a-z][a-z0-9-]*)\+srv$/i.exec(scheme)?.[1]?.toLowerCase();
  return service === 'dns' ? undefined : service;
}

/** The port that a client of this scheme takes where none is written; SRV records tell it by themselves. */
export function defaultPort(scheme: string): number | undefined {
  return isSrvScheme(scheme) ? undefined : PORTS.get(baseOf(scheme));
}
