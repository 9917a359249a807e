import { describe, expect, it } from 'vitest';
import { groupsWithPort, hostPairs } from '../../../src/k8s/configuration/host-pairs.js';
import type { Setting } from '../../../src/k8s/configuration/settings.js';

/** Settings `group/key=value`, one after the other in a text. */
function settings(written: readonly string[]): readonly [string, readonly Setting[]] {
  const text = written.join('\n');
  let from = 0;
  return [
    text,
    written.map((line) => {
      const [, group = '', key = '', value = ''] = /^(.*)\/(.*?)=(.*)$/.exec(line) ?? [];
      const end = from + line.length;
      from = end + 1;
      return { group, key, value, start: end - value.length, end };
    }),
  ];
}

function pairs(...written: readonly string[]): readonly string[] {
  const [text, all] = settings(written);
  return hostPairs(all).map(
    ({ start, end, port, scheme }) =>
      `${scheme === undefined ? '' : `${scheme}://`}${text.slice(start, end)}${port === undefined ? '' : `:${text.slice(port.start, port.end)}`}`,
  );
}

describe('hosts among settings, each with the port beside it (semantics 8.8)', () => {
  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['a host and a port', ['g/host=db', 'g/port=1'], ['db:1']],
    ['the port first', ['g/port=1', 'g/host=db'], ['db:1']],
    ['words in a row', ['g/redisHost=db', 'g/redisPort=1'], ['db:1']],
    ['words with lines', ['g/redis_host=db', 'g/REDIS-PORT=1'], ['db:1']],
    ['a hostname', ['g/db.hostname=db', 'g/db.port=1'], ['db:1']],
    ['`port_value`', ['g/address=db', 'g/port_value=1'], ['db:1']],
    ['`port.number`', ['g/host=db', 'g/port.number=1'], ['db:1']],
    ['a host without a port', ['g/host=db'], ['db']],
    ['a switch with the name of a server', ['g/HTTP_Server=On', 'g/HTTP_Port=2020'], []],
    ['a host that the program chooses', ['g/host=auto', 'g/port=1'], []],
    ['a host with the port of something else', ['g/dbHost=db', 'g/cachePort=1'], ['db']],
    ['a host with the port of another group', ['g/host=db', 'h/port=1'], ['db']],
    ['a host with a port that is none', ['g/host=db', 'g/port=http'], ['db']],
    ['a host with a port of too many digits', ['g/host=db', 'g/port=123456'], ['db']],
    ['an address with a port', ['g/addr=db', 'g/port=1'], ['db:1']],
    ['a server with a port', ['g/server=db', 'g/port=1'], ['db:1']],
    ['an IP with a port', ['g/ip=10.0.0.1', 'g/port=1'], ['10.0.0.1:1']],
    ['not an address alone', ['g/address=db'], []],
    ['not an address with a port that is none', ['g/address=db', 'g/port=x'], []],
    ['not another key', ['g/name=db', 'g/port=1'], []],
    ['not a key that only has the word', ['g/hosts=db', 'g/hostPath=db', 'g/port=1'], []],
    ['not a value that is no host', ['g/host=http://db', 'g/host=db:1', 'g/host=-x', 'g/host=a b'], []],
    ['a list', ['g.hosts[0]/hosts=a', 'g.hosts[1]/hosts=b', 'g/port=1'], ['a:1', 'b:1']],
    ['a list in one line', ['g.servers/servers=a', 'g.servers/servers=b', 'g/port=1'], ['a:1', 'b:1']],
    ['a list at the top', ['addresses/addresses=a', '/port=1'], ['a:1']],
    ['a list with a port of its own', ['g.redisHosts/redisHosts=a', 'g/redisPort=1', 'g/port=2'], ['a:1']],
    ['contact points', ['g.contact-points/contact-points=a', 'g/port=1'], ['a:1']],
    ['not a list without a port', ['g.hosts[0]/hosts=a', 'h/port=1'], []],
    ['not a list with a port that is none', ['g.hosts[0]/hosts=a', 'g/port=http'], []],
    ['not a list of other things', ['g.names[0]/names=a', 'g/port=1'], []],
    ['a target', ['g/targets=db'], ['http://db']],
    ['not a target with a port, which is a pair of its own', ['g/targets=db:1'], []],
  ])('%s', (_, written, expected) => {
    expect(pairs(...written)).toEqual(expected);
  });

  it('stand in groups that have a port', () => {
    const [, all] = settings(['a/port=1', 'b/dbPort=1', 'c/ports=1', 'd/portName=x', 'e/host=db']);
    expect([...groupsWithPort(all)]).toEqual(['a', 'b']);
  });
});
