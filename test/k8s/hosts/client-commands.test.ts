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
  ['apt-get install -y curl telnet', []],
  ['apk add --no-cache curl && curl api', ['api']],
  ['echo "ping db"; which nc db', []],
  ['nc -zvw 2 db 5432', ['db:5432']],
  ['/bin/nc -z "db" "5432"', ['db:5432']],
  ['timeout 5 ping -c 1 etcd', ['etcd']],
  ['ping $HOST', []],
  ['dig db.shop', ['db.shop']],
  ['mysqladmin ping -hdb -uroot -P3307', ['db:3307']],
  ['mysql -help', []],
  ['psql -hdb -U app', ['db']],
  ['pg_isready -h 127.0.0.1 -p 5433', ['127.0.0.1:5433']],
  ['pg_isready -h 10.0.0.1', []],
  ['mongosh --host db --port 27018', ['db:27018']],
  ['cqlsh -u app db 9042', ['db:9042']],
  ['curl -sf -o /dev/null api/health', ['api']],
  ['curl -X POST --max-time 5 api', ['api']],
  ['curl --proxy proxy api', []],
  ['curl http://api/health', []],
  ['wget -qO- api', ['api']],
  ['wget -O index.html api/index.html', ['api']],
  ['echo "$(wget -qO- api)"', ['api']],
  ['redis-cli monitor', []],
  ['redis-cli ping; other -h cache -p 1', []],
])('%s calls %j', (script, expected) => {
  const found = calledBy(script).map(
    ({ host, port }) =>
      script.slice(host.start, host.end) + (port === undefined ? '' : `:${script.slice(port.start, port.end)}`),
  );
  expect(found).toEqual(expected);
});
