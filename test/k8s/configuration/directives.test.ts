import { describe, expect, it } from 'vitest';
import { type Directives, readHaproxy, readNginx, readRedis } from '../../../src/k8s/configuration/directives.js';

/** `scheme://host:port` of each host that a directive names. */
function hosts(read: (text: string) => Directives, text: string): readonly string[] {
  return read(text).hosts.map(({ start, end, port, scheme }) => {
    const number = port === undefined ? '' : `:${text.slice(port.start, port.end)}`;
    return `${scheme === undefined ? '' : `${scheme}://`}${text.slice(start, end)}${number}`;
  });
}

describe('hosts in directives (semantics 8.8)', () => {
  it.each<readonly [string, (text: string) => Directives, string, readonly string[]]>([
    [
      'a server of nginx',
      readNginx,
      'upstream a {\n  server web;\n  server b weight=2;\n}',
      ['http://web', 'http://b'],
    ],
    ['no server with a port, which is a pair', readNginx, 'server web:80;', []],
    ['no block of a server', readNginx, 'server {\n  listen 80;\n}', []],
    ['no other directive', readNginx, 'server_name web;\nerror_page web;', []],
    [
      'a pass without a scheme',
      readNginx,
      'fastcgi_pass php;\nuwsgi_pass py ;\nscgi_pass s;\nmemcached_pass m;',
      ['php', 'py', 's', 'm'],
    ],
    ['no pass with a port', readNginx, 'fastcgi_pass php:9000;', []],
    ['no pass to a socket', readNginx, 'fastcgi_pass unix:/run/php.sock;', []],
    ['a server of HAProxy', readHaproxy, 'backend b\n  server s1 web check\n  server s2 api', ['web', 'api']],
    ['no server of HAProxy with a port', readHaproxy, '  server s1 web:80 check', []],
    ['a server with its number behind a blank', readHaproxy, '  server s1 web 80', ['web']],
    ['no server at the start of a line', readHaproxy, 'server s1 web', []],
    ['a replica of Redis', readRedis, 'replicaof redis 6379\nSLAVEOF old 1', ['redis:6379', 'old:1']],
    ['a sentinel', readRedis, 'sentinel monitor main redis 6379 2', ['redis:6379']],
    ['no replica without a port', readRedis, 'replicaof no one', []],
    ['a replica with a port that is none', readRedis, 'replicaof redis 6379x', ['redis']],
    ['no replica of nobody', readRedis, 'replicaof', []],
  ])('%s', (_, read, text, expected) => {
    expect(hosts(read, text)).toEqual(expected);
  });

  it('may look like names that the text defines', () => {
    expect([...readNginx('upstream api {\n}\n  upstream b{\n}\n# upstream c {').defined]).toEqual(['api', 'b']);
    expect([...readHaproxy('upstream api {').defined]).toEqual([]);
    expect([...readRedis('upstream api {').defined]).toEqual([]);
  });
});
