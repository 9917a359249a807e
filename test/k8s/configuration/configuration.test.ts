import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../../src/k8s/configuration/configuration.js';

/** `host:port` for each host that the format tells, `host` alone where no port stands beside it. */
function hosts(name: string, text: string): readonly string[] {
  return (readConfiguration(name, text)?.hosts ?? []).map(({ start, end, port, scheme }) => {
    const number = port === undefined ? '' : `:${text.slice(port.start, port.end)}`;
    return `${scheme === undefined ? '' : `${scheme}://`}${text.slice(start, end)}${number}`;
  });
}

const lines = (...text: readonly string[]): string => text.join('\n');

describe('hosts of a configuration', () => {
  it.each([
    ['a map of YAML', 'a.yaml', lines('redis:', '  host: cache', '  port: 6379'), ['cache:6379']],
    ['port before host', 'a.yaml', lines('redis:', '  port: 6379 # the usual', '  host: "cache"'), ['cache:6379']],
    ['ports of another map', 'a.yaml', lines('a:', '  host: cache', 'b:', '  port: 1'), ['cache']],
    ['maps in a list', 'a.yaml', lines('nodes:', '- host: a', '  port: 1', '- host: b', '  port: 2'), ['a:1', 'b:2']],
    ['flow style', 'a.yaml', 'x: {host: cache, port: 6379}\ny: [{host: b, port: 1}]', ['cache:6379', 'b:1']],
    [
      'Envoy',
      'envoy.yaml',
      lines('address:', '  socket_address:', '    address: web', '    port_value: 80'),
      ['web:80'],
    ],
    [
      'Envoy in flow style',
      'envoy.yaml',
      lines('clusters:', '- endpoint: { address: { socket_address: { address: web, port_value: 80 }}}'),
      ['web:80'],
    ],
    ['targets without a port', 'p.yml', lines('static_configs:', '- targets: [web, "db:1"]'), ['http://web']],
    ['targets one by one', 'p.yml', lines('static_configs:', '- targets:', '  - web'), ['http://web']],
    ['no comment, no block', 'a.yaml', lines('# host: a', 'x: |', '  host: b', 'y:', '  host: c'), ['c']],
    ['documents apart', 'a.yaml', lines('host: a', '---', 'port: 1'), ['a']],
    ['JSON', 'a.json', '{"redis": {"host": "cache", "port": 6379, "tags": ["x"]}}', ['cache:6379']],
    ['JSON without a name', 'settings', '{\n "dbHost": "db",\n "dbPort": "5432"\n}', ['db:5432']],
    ['properties', 'a.properties', lines('spring.redis.host=cache', 'spring.redis.port=6379'), ['cache:6379']],
    ['properties with another stem', 'a.properties', lines('a.host=cache', 'b.port=6379'), ['cache']],
    ['an env file', '.env', lines('export DB_HOST=db', 'DB_PORT=5432'), ['db:5432']],
    ['INI', 'a.ini', lines('[db]', 'host = db ; the first', 'port = 5432', '[x]', 'host = y'), ['db:5432', 'y']],
    ['TOML', 'a.toml', lines('[[db]]', 'host = "a"', 'port = 1', '[[db]]', 'host = "b"', 'port = 2'), ['a:1', 'b:2']],
    ['an inline table', 'a.toml', lines('db = { host = "a", port = 1 }', '[x]'), ['a:1']],
    ['HOCON', 'a.conf', lines('redis {', '  host = "cache"', '  port = 6379', '}'), ['cache:6379']],
    [
      'nginx',
      'n.conf',
      lines('upstream api {', '  server web;', '  server b weight=2;', '}'),
      ['http://web', 'http://b'],
    ],
    ['nginx, pairs and sockets', 'n.conf', lines('upstream api {', '  server unix:/x;', '  server a:80;', '}'), []],
    ['HAProxy', 'h.cfg', lines('backend b', '  server s1 web check'), ['web']],
    ['Fluentd', 'f.conf', lines('<match **>', '  host es # the one', '  port 9200', '</match>'), ['es:9200']],
    [
      'Fluent Bit',
      'f.conf',
      lines('[OUTPUT]', '    Host  es', '    Port  9200', '[OUTPUT]', '    Host b'),
      ['es:9200', 'b'],
    ],
    ['Redis', 'redis.conf', lines('port 6379', 'replicaof main 6379'), ['main:6379']],
    ['Sentinel', 'sentinel.conf', 'sentinel monitor main redis-0.redis 6379 2\n', ['redis-0.redis:6379']],
    ['an address without a port', 'a.yaml', lines('a:', '  address: web', '  server: web'), []],
    ['a server with a port', 'a.yaml', lines('a:', '  server: web', '  port: 80'), ['web:80']],
    ['words that only end alike', 'a.yaml', lines('ghost: web', 'localhost: db'), []],
    ['prose', 'notes', 'The host is web\nand nothing else', []],
    ['one plain line', 'x', 'host: a', []],
  ])('%s', (_, name, text, expected) => {
    expect(hosts(name, text)).toEqual(expected);
  });
});

describe('what a configuration keeps from being used', () => {
  it.each([
    ['a group that is switched off', lines('a:', '  enabled: false', '  url: http://x'), true],
    ['what stands below it', lines('a:', '  enabled: false', '  b:', '    - url: http://x'), true],
    ['a group that is on', lines('a:', '  enabled: true', '  url: http://x'), false],
    ['a neighbour of it', lines('a:', '  enabled: false', 'b:', '  url: http://x'), false],
    [
      'a profile of Spring',
      lines('a: b', '---', 'spring.config.activate:', '  on-profile: dev', 'url: http://x'),
      true,
    ],
    ['the document before it', lines('url: http://x', '---', 'spring.config.activate:', '  on-profile: dev'), false],
  ])('%s', (_, text, expected) => {
    expect(readConfiguration('application.yml', text)?.isOff(text.indexOf('http'))).toBe(expected);
  });

  it('knows the names that nginx is given', () => {
    const nginx = readConfiguration('n.conf', 'upstream api {\n  server web;\n}\n');
    expect([nginx?.isDefined('api'), nginx?.isDefined('web')]).toEqual([true, false]);
  });

  it('sees a port beside a URL', () => {
    const text = lines('a:', '  url: http://x', '  port: 80', 'b:', '  url: http://y');
    const read = readConfiguration('a.yaml', text);
    expect([read?.hasPortBeside(text.indexOf('http://x')), read?.hasPortBeside(text.indexOf('http://y'))]).toEqual([
      true,
      false,
    ]);
  });
});
