/** How the kubelet can probe a port, by what is mostly spoken there; what texts prove stands in `spoken`. */
export type UsualHandler = 'http' | 'https' | 'grpc' | 'other';

/** Words of port names and values of `appProtocol`; the first word of a name that is listed decides. */
const BY_WORD: ReadonlyMap<string, UsualHandler> = new Map([
  ...words('http', 'http http1 http2 h2c web ws api rest ui dashboard console health healthz metrics'),
  ...words('https', 'https tls ssl wss webhook'),
  ...words('grpc', 'grpc grpcs'),
  ...words(
    'other',
    'tcp redis sentinel valkey postgres postgresql pg pgsql mysql mysqlx mariadb mssql sql mongo mongodb db database ' +
      'amqp amqps kafka broker zookeeper zk bolt cql memcache memcached nats mqtt mqtts stomp ldap ldaps ssh sftp ' +
      'ftp smtp smtps imap imaps pop3 sip dns rtmp rtsp vnc rdp smb nfs irc thrift gossip peer raft',
  ),
]);

/**
 * Numbers whose protocols are not HTTP: of the mail, shells and files; of stores and brokers; of their clusters
 * (semantics 6.6).
 */
// prettier-ignore
const OTHER: ReadonlySet<number> = new Set([
  21, 22, 23, 25, 53, 88, 110, 111, 139, 143, 389, 445, 465, 514, 587, 636, 873, 993, 995, 1080, 1433, 1521,
  1883, 1935, 2049, 2181, 2222, 2379, 2380, 2888, 3306, 3389, 3478, 3888, 4222, 4369, 5222, 5432, 5433, 5671,
  5672, 5900, 6222, 6379, 6380, 6432, 7687, 8883, 9042, 9092, 9300, 11_211, 25_565, 26_257, 26_379, 27_017,
  27_018, 27_019, 28_015, 33_060, 61_613, 61_616,
]);

/** Numbers of gRPC: OpenTelemetry's, Jaeger's, and the one of its own examples. */
const GRPC: ReadonlySet<number> = new Set([4317, 14_250, 50_051, 50_052]);

/**
 * By what the port is called, the most telling name first, else by its number; HTTP where nothing says otherwise. What
 * a Service calls `https` is often HTTP in its Pods, unless the number says so too.
 */
export function usualHandler(number: number, names: readonly string[]): UsualHandler {
  for (const name of names) {
    const word = name
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .find((each) => BY_WORD.has(each));
    const spoken = word === undefined ? undefined : BY_WORD.get(word);
    if (spoken === 'https') return isSecure(number) ? 'https' : 'http';
    if (spoken !== undefined) return spoken;
  }
  if (OTHER.has(number)) return 'other';
  if (GRPC.has(number)) return 'grpc';
  return isSecure(number) ? 'https' : 'http';
}

function isSecure(number: number): boolean {
  return /443$/.test(String(number));
}

function words(spoken: UsualHandler, list: string): readonly (readonly [string, UsualHandler])[] {
  return list.split(' ').map((word) => [word, spoken] as const);
}
