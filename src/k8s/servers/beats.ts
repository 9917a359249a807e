import { portOf, readEndpoint, withoutComments, type Endpoint } from './config-readers.js';

interface Kind {
  /** What it takes; undefined where `protocol.udp` or `protocol: udp` says it. */
  readonly datagrams: boolean | undefined;
  /** The port that it takes where none is written; inputs have none. */
  readonly port?: number;
}

/** Modules of Metricbeat that open a server, by the manual of each; `hosts` of the same modules are called. */
const MODULES: ReadonlyMap<string, Kind> = new Map([
  ['statsd', { datagrams: true, port: 8125 }],
  ['airflow', { datagrams: true, port: 8126 }],
  ['graphite', { datagrams: undefined, port: 2003 }],
  ['http', { datagrams: false, port: 8080 }],
  ['prometheus', { datagrams: false, port: 9201 }],
]);

/** Inputs of Filebeat that do. */
const INPUTS: ReadonlyMap<string, Kind> = new Map([
  ['udp', { datagrams: true }],
  ['netflow', { datagrams: true }],
  ['tcp', { datagrams: false }],
  ['syslog', { datagrams: undefined }],
]);

interface Item {
  readonly kind: Kind;
  /** Of the dash. */
  readonly indent: number;
  protocol: string | undefined;
  host: Value | undefined;
  port: Value | undefined;
}

interface Value {
  readonly text: string;
  readonly start: number;
}

/** The servers that a configuration of Metricbeat or Filebeat opens, so far as it writes their addresses. */
export function serversOfBeats(text: string): readonly Endpoint[] {
  const found: Endpoint[] = [];
  let item: Item | undefined;
  let offset = 0;
  for (const line of withoutComments(text).split('\n')) {
    const begun = /^( *)- +(?:(module)|type):[ \t]*["']?(\w+)/.exec(line);
    const indent = line.search(/\S/);
    if (item !== undefined && indent !== -1 && indent <= item.indent) {
      found.push(...serverOf(item));
      item = undefined;
    }
    if (begun !== null) {
      const kind = (begun[2] === undefined ? INPUTS : MODULES).get(begun[3] ?? '');
      item = kind && { kind, indent: begun[1]?.length ?? 0, protocol: undefined, host: undefined, port: undefined };
    } else if (item !== undefined) readKey(line, offset, item);
    offset += line.length + 1;
  }
  if (item !== undefined) found.push(...serverOf(item));
  return found;
}

function readKey(line: string, offset: number, item: Item): void {
  const [, key, value = ''] = /^ *([\w.]+):[ \t]*["']?([^"'\s]*)/.exec(line) ?? [];
  const [, within] = /^protocol\.(udp|tcp)$/.exec(key ?? '') ?? [];
  if (within !== undefined) item.protocol = within;
  if (key === 'protocol') item.protocol = value;
  if (value === '' || (key !== 'host' && key !== 'port')) return;
  item[key] = { text: value, start: offset + line.lastIndexOf(value) };
}

function serverOf({ kind, protocol, host, port }: Item): readonly Endpoint[] {
  const said = host ?? port;
  // Modules that only call others have neither; an input of several protocols says which one it takes.
  if (said === undefined || (kind.datagrams === undefined && protocol === undefined)) return [];
  const { address, port: written } = readEndpoint(host?.text ?? '', kind.port ?? 0);
  return [
    {
      address,
      port: port === undefined ? written : portOf(port.text),
      start: said.start,
      end: said.start + said.text.length,
      datagrams: kind.datagrams ?? protocol === 'udp',
      ...(host === undefined || port === undefined
        ? {}
        : { portAt: { start: port.start, end: port.start + port.text.length } }),
    },
  ];
}
