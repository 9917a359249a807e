import { untagged } from '../pods/image-names.js';
import { serversOfBeats } from '../servers/beats.js';
import { yamlKeys } from '../servers/config-readers.js';

/** Where a file makes its program listen for datagrams; `start` and `end` are offsets of the words that say so. */
export interface DatagramListener {
  readonly port: number;
  readonly start: number;
  readonly end: number;
}

interface Format {
  readonly image: RegExp;
  /** Which files it may be, by the path in the container. */
  readonly files: RegExp;
  read(text: string): readonly DatagramListener[];
}

/** One line for each program; the defaults are those of the program's own manual (semantics 6.8). */
const FORMATS: readonly Format[] = [
  {
    image: /telegraf/,
    files: /telegraf[\w.-]{0,100}\.conf$|\/telegraf\.d\/[^/]+\.conf$/,
    read: inSections(/^[ \t]*\[+[ \t]*([\w.]+)[ \t]*\]+/, (head, { service_address: address, server, protocol }) => {
      if (!head.startsWith('inputs.')) return undefined;
      if (head === 'inputs.statsd') return isUdp(protocol ?? 'udp') ? [address, 8125] : undefined;
      const own = address ?? server;
      return own !== undefined && isUdp(own) ? [own, undefined] : undefined;
    }),
  },
  {
    image: /fluent-bit|fluentbit/,
    files: /\.conf$/,
    read: inSections(/^[ \t]*\[([A-Z]+)\]/, (head, { name, mode, port }) => {
      if (head !== 'INPUT') return undefined;
      if (name === 'statsd') return [port, 8125];
      if (name === 'udp') return [port, 5170];
      return name === 'syslog' && mode === 'udp' ? [port, 5140] : undefined;
    }),
  },
  {
    image: /fluentd/,
    files: /\.conf$/,
    read: inSections(
      /^[ \t]*<(\/?(?:source|match|filter|label))\b/,
      (head, { '@type': type, port, protocol_type: by }) => {
        if (head !== 'source') return undefined;
        if (type === 'udp') return [port, 5160];
        return type === 'syslog' && by !== 'tcp' ? [port, 5140] : undefined;
      },
    ),
  },
  {
    image: /rsyslog/,
    files: /rsyslog[\w.-]{0,100}\.conf$|\/rsyslog\.d\/[^/]+$/,
    read: inPattern(/\btype="imudp"[ \t]+port="(\d{1,5})"/g),
  },
  { image: /logstash/, files: /\.conf$/, read: inPattern(/\budp[ \t]*\{\s{0,100}port[ \t]*=>[ \t]*"?(\d{1,5})/g) },
  {
    image: /influxdb/,
    files: /influxdb\.conf$/,
    read: inSections(/^[ \t]*\[+[ \t]*([\w.]+)[ \t]*\]+/, (head, { enabled, 'bind-address': address }) => {
      if (enabled !== 'true') return undefined;
      if (head === 'collectd') return [address, 25_826];
      return head === 'udp' ? [address, 8089] : undefined;
    }),
  },
  {
    image: /syslog-ng/,
    files: /\.conf$/,
    read: inPattern(
      /\b(?:network|syslog)\((?=[^;{}]{0,200}transport\("?udp"?\))[^;{}]{0,200}?\bport\(["']?(\d{1,5})|\budp6?\([^;{}]{0,200}?\bport\(["']?(\d{1,5})/g,
    ),
  },
  {
    image: /nginx|openresty/,
    files: /\.(conf|template)$/,
    read: inPattern(/\blisten[ \t]+(?:[\d.*]+:|\[[\d:a-f]*\]:)?(\d{1,5})(?=[^;\n]{0,200}\budp\b)/g),
  },
  {
    image: /traefik/,
    files: /(^|\/)traefik\.(ya?ml|toml)$/,
    read: inPattern(/\baddress"?[ \t]*[:=][ \t]*["']?[\d.]*:(\d{1,5})\/udp\b/g),
  },
  {
    image: /vector/,
    files: /\.ya?ml$/,
    read: inPattern(/^[ \t]+address:[ \t]*["']?[\d.:[\]]*:(\d{1,5})["']?[ \t]*\n[ \t]+mode:[ \t]*["']?udp\b/gm),
  },
  { image: /opentelemetry-collector|otelcol/, files: /\.ya?ml$/, read: inReceivers },
  {
    image: /(^|\/)(metricbeat|filebeat)(-oss|-wolfi)?([:@]|$)/,
    files: /\.yml$/,
    read: (text) =>
      serversOfBeats(text).flatMap(({ datagrams, port, portAt, start, end }) =>
        datagrams === true && port !== undefined ? [{ port, ...(portAt ?? { start, end }) }] : [],
      ),
  },
];

/**
 * Receivers of the OpenTelemetry Collector that take datagrams, by the path below `receivers`, with the key of their
 * address and the port that they take without it; each by its README.
 */
const RECEIVERS: readonly (readonly [path: RegExp, key: string, port?: number])[] = [
  [/^jaeger(?:\/[\w-]+)?\.protocols\.thrift_compact$/, '.endpoint', 6831],
  [/^jaeger(?:\/[\w-]+)?\.protocols\.thrift_binary$/, '.endpoint', 6832],
  [/^statsd(?:\/[\w-]+)?$/, '.endpoint'],
  [/^syslog(?:\/[\w-]+)?\.udp$/, '.listen_address'],
  [/^udplog(?:\/[\w-]+)?$/, '.listen_address'],
  [/^netflow(?:\/[\w-]+)?$/, '.port', 2055],
];

function inReceivers(text: string): readonly DatagramListener[] {
  const keys = yamlKeys(text);
  return [...keys].flatMap(([path, { value: own, start }]): readonly DatagramListener[] => {
    const [, below = ''] = /^receivers\.(.+)$/.exec(path) ?? [];
    const [, key, usual] = RECEIVERS.find(([pattern]) => pattern.test(below)) ?? [];
    if (key === undefined || (own !== '' && own !== '{}')) return [];
    if (/^["']?(?:tcp|unix)/.test(keys.get(`${path}.transport`)?.value ?? '')) return [];
    const { value = '', start: at = 0 } = keys.get(path + key) ?? {};
    if (value !== '') return portsAt(portIn(value), at, value.length);
    const name = below.slice(below.lastIndexOf('.') + 1);
    return portsAt(usual, own === '' ? start : text.lastIndexOf(name, start), name.length);
  });
}

function portsAt(port: number | undefined, start: number, length: number): readonly DatagramListener[] {
  return port === undefined ? [] : [{ port, start, end: start + length }];
}

/** Images with ports that take datagrams only, whatever they are told otherwise (semantics 6.8), by owner and name. */
const IMAGES: readonly (readonly [names: string, ports: readonly number[], tag?: RegExp])[] = [
  ['statsd/statsd', [8125]],
  ['graphiteapp/graphite-statsd', [8125]],
  ['datadog/agent datadoghq/agent', [8125]],
  ['jaegertracing/jaeger-agent jaegertracing/all-in-one', [5775, 6831, 6832], /^(:1\.|:latest|$)/],
  ['linuxserver/wireguard wg-easy/wg-easy weejewel/wg-easy', [51_820]],
  ['freeradius/freeradius-server', [1812, 1813]],
  ['cturra/ntp', [123]],
  ['itzg/minecraft-bedrock-server', [19_132]],
  ['lloesche/valheim-server', [2456, 2457]],
  ['factoriotools/factorio', [34_197]],
];

const BY_NAME = new Map(
  IMAGES.flatMap(([names, ports, tag]) => names.split(' ').map((name) => [name, { ports, tag }] as const)),
);

/** The ports of an image that take datagrams only. */
export function datagramPortsOf(image: string): readonly number[] {
  const name = untagged(image);
  const found = BY_NAME.get(name.split('/').slice(-2).join('/'));
  return found?.tag?.test(image.slice(name.length)) === false ? NO_PORTS : (found?.ports ?? NO_PORTS);
}

const NO_PORTS: readonly number[] = [];

/** Images of which every port for datagrams is known (`facts.ts`), by the documentation of each. */
const KNOWN_IN_FULL: ReadonlySet<string> = new Set([
  'prom/statsd-exporter',
  'prometheus/statsd-exporter',
  'prom/graphite-exporter',
  'prometheus/graphite-exporter',
]);

/** True for an image that takes datagrams on the ports of its documentation alone. */
export function datagramsAreKnown(image: string): boolean {
  return KNOWN_IN_FULL.has(untagged(image).split('/').slice(-2).join('/'));
}

/** Words of a command that make a program listen for datagrams: `UDP-LISTEN:514`, `--statsd.listen-udp=:9125`. */
const IN_WORDS =
  /\bUDP[46]?-(?:LISTEN|RECVFROM|RECV):(\d{1,5})\b|^--?[\w.-]{0,60}\budp(?:-listen|-port|-bind|-addr(?:ess)?)?=(?:[\w.[\]]*:)?(\d{1,5})$/g;

/** Each port on which a word of a command makes its program listen for datagrams. */
export function datagramsInWord(text: string): readonly number[] {
  if (!/udp/i.test(text)) return NO_PORTS;
  return [...text.matchAll(IN_WORDS)].map(([, first, second]) => Number(first ?? second));
}

/** Variables that do: `KONG_STREAM_LISTEN=0.0.0.0:9999 udp`. */
const VARIABLES: readonly (readonly [name: RegExp, value: RegExp])[] = [
  [/^KONG_STREAM_LISTEN$/, /:(\d{1,5})(?=[^,:]{0,80}\budp\b)/g],
  [/(^|_)UDP_PORT$/, /^(\d{1,5})$/g],
];

const ANY_VARIABLE = new RegExp(VARIABLES.map(([name]) => name.source).join('|'));

/** Each port on which the value of a variable makes its program listen for datagrams. */
export function datagramsInVariable(name: string, value: string): readonly number[] {
  if (!ANY_VARIABLE.test(name)) return NO_PORTS;
  return VARIABLES.filter(([pattern]) => pattern.test(name)).flatMap(([, pattern]) =>
    [...value.matchAll(pattern)].map(([, port]) => Number(port)),
  );
}

/**
 * Where a file makes the program of an image listen for datagrams only. A file that has the number twice may listen for
 * connections as well.
 */
export function datagramListeners(image: string, path: string, text: string): readonly DatagramListener[] {
  const format = FORMATS.find((each) => each.image.test(image) && each.files.test(path));
  return format?.read(text).filter(({ port }) => text.split(String(port)).length <= 2) ?? [];
}

function isUdp(text: string): boolean {
  return /^["']?udp/.test(text);
}

type Values = Readonly<Record<string, string | undefined>>;

/** The value that says the port, if there is one, and the port without it; undefined for no listener. */
type Said = readonly [value: string | undefined, port: number | undefined] | undefined;

/** Sections that begin with a line of `head`, whose first group is the name; lines of `key value` or `key = value`. */
function inSections(head: RegExp, listens: (name: string, values: Values) => Said): Format['read'] {
  return (text) => {
    const found: DatagramListener[] = [];
    let section: { readonly name: string; readonly start: number; readonly end: number } | undefined;
    let values: Record<string, string> = {};
    let places: Record<string, number> = {};
    const close = (): void => {
      const said = section && listens(section.name, values);
      if (section === undefined || said === undefined) return;
      const [value, usual] = said;
      const port = value === undefined ? usual : portIn(value);
      const key = Object.keys(values).find((each) => values[each] === value);
      const start = key === undefined ? section.start : (places[key] ?? section.start);
      if (port !== undefined)
        found.push({ port, start, end: key === undefined ? section.end : start + (value ?? '').length });
    };
    let offset = 0;
    for (const line of text.split('\n')) {
      const begun = head.exec(line);
      if (begun !== null) {
        close();
        const start = offset + line.length - line.trimStart().length;
        section = { name: begun[1] ?? '', start, end: offset + begun[0].length };
        [values, places] = [{}, {}];
      }
      const [whole, key = '', , value = ''] =
        begun === null ? (/^[ \t]*([@\w-]+)([ \t=]+)(\S[^\n]*)$/.exec(line) ?? []) : [];
      if (whole !== undefined) {
        values[key.toLowerCase()] = value.trim();
        places[key.toLowerCase()] = offset + line.indexOf(value, line.indexOf(key) + key.length);
      }
      offset += line.length + 1;
    }
    close();
    return found;
  };
}

function inPattern(pattern: RegExp): Format['read'] {
  return (text) =>
    [...text.matchAll(pattern)].map(({ 0: said, 1: first, 2: second, index }) => ({
      port: Number(first ?? second),
      start: index,
      end: index + said.length,
    }));
}

/** The number at the end of `":8125"`, `udp://:8094` or `5140`. */
function portIn(value: string): number | undefined {
  const port = /(\d{1,5})["']?$/.exec(value)?.[1];
  return port === undefined ? undefined : Number(port);
}
