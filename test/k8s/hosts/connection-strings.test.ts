import { expect, it } from 'vitest';
import { connectionHosts } from '../../../src/k8s/hosts/connection-strings.js';

it.each([
  ['host=db port=5433 dbname=shop', ['db:5433']],
  ['port=5433 host=db', ['db:5433']],
  ['dbname=shop host = db.shop', ['db.shop']],
  ['Server=db;Port=5433;Database=shop;', ['db:5433']],
  ['Host=db;Username=app', ['db']],
  ['Data Source=db;Initial Catalog=shop', ['db']],
  ['Server=tcp:db,1433;Initial Catalog=shop', ['db:1433']],
  ['Server=db,1433', ['db:1433']],
  ['{"Db":"Host=db;Port=5433","Cache":"Host=cache;Port=6379"}', ['db:5433', 'cache:6379']],
  ['host=db user=a\nhost=other\nport=1', ['db']],
  // A host alone may be anything, and so may the value of another key.
  ['host=db', []],
  ['DB_HOST=db user=a', []],
  ['--host=db --user=a', []],
  ['ghost=db user=a', []],
  ['host=10.0.0.1 user=a', []],
  ['host=/var/run/postgresql user=a', []],
  ['host=$(DB) user=a', []],
  ['host=a,b user=a', []],
  ['?host=db&user=a', []],
  ['no pairs', []],
])('%j calls %j', (text, expected) => {
  const found = connectionHosts(text).map(({ host, port, openPort }) => {
    expect(openPort).toBe(port === undefined);
    const name = text.slice(host.start, host.end);
    return port === undefined ? name : `${name}:${text.slice(port.start, port.end)}`;
  });
  expect(found).toEqual(expected);
});

it('reads no further than a few hundred characters around a host', () => {
  const far = `host=db ${'x'.repeat(300)} port=5433`;
  expect(connectionHosts(far)).toEqual([]);
});
