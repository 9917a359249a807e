import { describe, expect, it } from 'vitest';
import {
  datagramListeners,
  datagramPortsOf,
  datagramsInVariable,
  datagramsInWord,
} from '../../../src/k8s/listening/datagrams.js';

/** Each listener as its port and the words that say so. */
function said(image: string, path: string, lines: readonly string[]): readonly string[] {
  const text = lines.join('\n');
  return datagramListeners(image, path, text).map(({ port, start, end }) => `${port} ${text.slice(start, end)}`);
}

const TELEGRAF = ['telegraf:1.30', '/etc/telegraf/telegraf.conf'] as const;
const BIT = ['fluent/fluent-bit:3.1', '/fluent-bit/etc/fluent-bit.conf'] as const;
const INFLUX = ['influxdb:1.8', '/etc/influxdb/influxdb.conf'] as const;
const SYSLOG = ['balabit/syslog-ng:4.7', '/etc/syslog-ng/syslog-ng.conf'] as const;
const FLUENTD = ['fluent/fluentd:v1.16', '/fluentd/etc/fluent.conf'] as const;

describe('where a file makes its program listen for datagrams', () => {
  it.each<readonly [string, readonly [string, string], readonly string[], readonly string[]]>([
    ['statsd by its port', TELEGRAF, ['[[inputs.statsd]]', '  service_address = ":8125"'], ['8125 ":8125"']],
    ['statsd by default', TELEGRAF, ['[agent]', '[[inputs.statsd]]'], ['8125 [[inputs.statsd]]']],
    [
      'statsd that says so',
      TELEGRAF,
      ['[[inputs.statsd]]', 'protocol = "udp"', 'service_address = ":9125"'],
      ['9125 ":9125"'],
    ],
    ['not statsd over TCP', TELEGRAF, ['[[inputs.statsd]]', 'protocol = "tcp"', 'service_address = ":8125"'], []],
    ['any socket', TELEGRAF, ['[[inputs.socket_listener]]', 'service_address = "udp://:8094"'], ['8094 "udp://:8094"']],
    ['not a socket over TCP', TELEGRAF, ['[[inputs.socket_listener]]', 'service_address = "tcp://:8094"'], []],
    ['syslog', TELEGRAF, ['[[inputs.syslog]]', 'server = "udp4://:6514"'], ['6514 "udp4://:6514"']],
    ['not where it sends', TELEGRAF, ['[[outputs.socket_writer]]', 'address = "udp://logs:8094"'], []],
    [
      'not a port that is there twice',
      TELEGRAF,
      [
        '[[inputs.socket_listener]]',
        'service_address = "udp://:8094"',
        '[[inputs.socket_listener]]',
        'service_address = "tcp://:8094"',
      ],
      [],
    ],
    ['not what a remark says', TELEGRAF, ['# [[inputs.statsd]]', '#   service_address = ":8125"'], []],
    ['syslog of Fluent Bit', BIT, ['[INPUT]', '    Name  syslog', '    Mode  udp', '    Port  5140'], ['5140 5140']],
    ['not over TCP', BIT, ['[INPUT]', '    Name  syslog', '    Mode  tcp', '    Port  5140'], []],
    ['statsd of Fluent Bit by default', BIT, ['[INPUT]', '    Name statsd'], ['8125 [INPUT]']],
    [
      'udp of Fluent Bit',
      BIT,
      ['[INPUT]', '    Name udp', '    Port 5171', '[OUTPUT]', '    Port 24224'],
      ['5171 5171'],
    ],
    ['syslog of Fluentd', FLUENTD, ['<source>', '  @type syslog', '  port 5141', '</source>'], ['5141 5141']],
    ['udp of Fluentd', FLUENTD, ['<source>', '  @type udp', '</source>'], ['5160 <source']],
    [
      'not syslog over TCP',
      FLUENTD,
      ['<source>', '  @type syslog', '  protocol_type tcp', '  port 5141', '</source>'],
      [],
    ],
    ['not forward', FLUENTD, ['<source>', '  @type forward', '  port 24224', '</source>'], []],
    [
      'rsyslog',
      ['rsyslog/rsyslog', '/etc/rsyslog.d/50-in.conf'],
      ['input(type="imudp" port="514")'],
      ['514 type="imudp" port="514"'],
    ],
    ['not rsyslog over TCP', ['rsyslog/rsyslog', '/etc/rsyslog.d/50-in.conf'], ['input(type="imtcp" port="514")'], []],
    [
      'Logstash',
      ['logstash:8.1', '/usr/share/logstash/pipeline/a.conf'],
      ['input { udp { port => 5000 } }'],
      ['5000 udp { port => 5000'],
    ],
    [
      'collectd of InfluxDB',
      INFLUX,
      ['[[collectd]]', '  enabled = true', '  bind-address = ":25826"'],
      ['25826 ":25826"'],
    ],
    ['udp of InfluxDB by default', INFLUX, ['[[udp]]', '  enabled = true'], ['8089 [[udp]]']],
    ['not what is switched off', INFLUX, ['[[udp]]', '  enabled = false', '  bind-address = ":8089"'], []],
    ['not its HTTP', INFLUX, ['[http]', '  enabled = true', '  bind-address = ":8086"'], []],
    [
      'syslog-ng',
      SYSLOG,
      ['source s { network(transport("udp") port(514)); };'],
      ['514 network(transport("udp") port(514'],
    ],
    ['udp() of syslog-ng', SYSLOG, ['source s { udp(ip(0.0.0.0) port(514)); };'], ['514 udp(ip(0.0.0.0) port(514']],
    ['not syslog-ng over TCP', SYSLOG, ['source s { network(transport("tcp") port(601)); };'], []],
    ['nginx', ['nginx:1.27', '/etc/nginx/nginx.conf'], ['listen 53 udp;'], ['53 listen 53']],
    ['not nginx over TCP', ['nginx:1.27', '/etc/nginx/nginx.conf'], ['listen 53;', '# udp'], []],
    ['Traefik', ['traefik:v3', '/etc/traefik/traefik.yml'], ['  address: ":53/udp"'], ['53 address: ":53/udp']],
    ['Vector', ['vector:0.40', '/etc/vector/vector.yaml'], ['    address: 0.0.0.0:514', '    mode: udp'], ['514 ']],
    [
      'statsd of the OpenTelemetry Collector',
      ['otel/opentelemetry-collector-contrib', '/conf/relay.yaml'],
      ['receivers:', '  statsd:', '    endpoint: 0.0.0.0:8125'],
      ['8125 0.0.0.0:8125'],
    ],
    [
      'Thrift of Jaeger by default, in flow style too',
      ['otel/opentelemetry-collector-contrib', '/conf/relay.yaml'],
      [
        'receivers:',
        '  jaeger/a:',
        '    protocols:',
        '      thrift_compact:',
        '      thrift_binary: {}',
        '      grpc:',
      ],
      ['6831 thrift_compact', '6832 thrift_binary'],
    ],
    [
      'syslog, plain packets and flows, and nothing over TCP',
      ['otel/opentelemetry-collector-contrib', '/conf/relay.yaml'],
      [
        ...['receivers:', '  syslog:', '    udp:', '      listen_address: 0.0.0.0:5514', '  syslog/b:', '    tcp:'],
        ...['      listen_address: 0.0.0.0:5515', '  udplog:', '    listen_address: :5516', '  netflow:'],
        ...[
          '    hostname: 0.0.0.0',
          '  statsd:',
          '    endpoint: :8125',
          '    transport: tcp',
          'exporters:',
          '  statsd:',
        ],
      ],
      ['5514 0.0.0.0:5514', '5516 :5516', '2055 netflow'],
    ],
    [
      'inputs and modules of Beats',
      ['docker.elastic.co/beats/filebeat:8.14.1', '/usr/share/filebeat/filebeat.yml'],
      [
        ...['filebeat.inputs:', '- type: udp', '  host: "0.0.0.0:9001"', '- type: tcp', '  host: ":9002"'],
        ...['- type: syslog', '  protocol.udp:', '    host: localhost:9003', '- type: syslog', '  protocol.tcp:'],
        ...['    host: localhost:9004', '- type: log', '  host: :9005', 'output.logstash:', '  host: :9006'],
        ...['metricbeat.modules:', '  - module: statsd', '    host: "::"', '    port: 9007', '  - module: http'],
        ...['    hosts: ["a:80"]', '    host: a', '    port: 9008', '  - module: graphite', '    protocol: "udp"'],
        ...['    port: 9009'],
      ],
      ['9001 0.0.0.0:9001', '9003 localhost:9003', '9007 9007', '9009 9009'],
    ],
    ['not the file of another image', ['busybox', '/etc/telegraf/telegraf.conf'], ['[[inputs.statsd]]'], []],
    ['not another file', ['telegraf:1.30', '/etc/telegraf/notes.txt'], ['[[inputs.statsd]]'], []],
  ])('%s', (_, [image, path], lines, expected) => {
    // A text that begins with blanks is shown by its port alone.
    expect(said(image, path, lines).map((each) => each.replace(/ \s+[^]*/, ' '))).toEqual(expected);
  });
});

it.each([
  ['UDP-LISTEN:514,fork', [514]],
  ['UDP4-RECVFROM:514', [514]],
  ['--statsd.listen-udp=:9125', [9125]],
  ['--udp-port=5005', [5005]],
  ['--listen-tcp=:9125', []],
  ['UDP-SENDTO:logs:514', []],
])('the word %s: %j', (word, expected) => {
  expect(datagramsInWord(word)).toEqual(expected);
});

it.each([
  ['KONG_STREAM_LISTEN', '0.0.0.0:9999 udp', [9999]],
  ['KONG_STREAM_LISTEN', '0.0.0.0:9000, 0.0.0.0:9999 udp reuseport', [9999]],
  ['KONG_PROXY_LISTEN', '0.0.0.0:8000', []],
  ['UDP_PORT', '5005', [5005]],
  ['UDP_PORT', 'x5005', []],
])('the variable %s=%s: %j', (name, value, expected) => {
  expect(datagramsInVariable(name, value)).toEqual(expected);
});

it('images that take datagrams only', () => {
  expect(datagramPortsOf('statsd/statsd:v0.10.1')).toEqual([8125]);
  expect(datagramPortsOf('registry.example/statsd:1')).toEqual([]);
});
