import { expect, it } from 'vitest';
import { calledBy } from '../../../src/k8s/hosts/client-commands.js';

it.each([
  ['until nc -z db 5432; do sleep 1; done', ['db:5432']],
  ['nc -zv -w 2 db.shop 5432', ['db.shop:5432']],
  ['telnet db 5432', ['db:5432']],
  ['redis-cli -h cache -p 6379 ping', ['cache:6379']],
  ['psql --host=db --port 5433 -c x', ['db:5433']],
  ['pg_isready -U app -h db', ['db']],
  ['mysql -u app -h db -P 3307', ['db:3307']],
  ['nslookup db; nslookup cache.shop', ['db', 'cache.shop']],
  ['nslookup db.$(cat namespace).svc', []],
  ['getent hosts db', ['db']],
  ['nc -l 5432', []],
  ['nc -z $HOST 5432', []],
  ['nc -z 10.0.0.1 5432', []],
  ['rsync db 5432', []],
  ['redis-cli ping; other -h cache -p 1', []],
])('%s calls %j', (script, expected) => {
  const found = calledBy(script).map(
    ({ host, port }) =>
      script.slice(host.start, host.end) + (port === undefined ? '' : `:${script.slice(port.start, port.end)}`),
  );
  expect(found).toEqual(expected);
});
