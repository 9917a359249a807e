import { describe, expect, it } from 'vitest';
import { madeNamesOf, type MadeNames } from '../../../src/graph/near-names/made-names.js';
import { namespacesOf } from '../../../src/graph/unit/namespaces.js';
import { indexUnit } from '../../../src/graph/unit/unit-index.js';
import { object, service, stream } from '../../support/graphs.js';
import { unitOf } from '../../support/units.js';

const CLUSTER = object('postgresql.cnpg.io/v1 Cluster', '{name: shop, namespace: data}', 'spec: {}');

/** The names of what an operator makes for the database `shop`, beside other objects. */
function namesBeside(...others: readonly string[]): MadeNames {
  const index = indexUnit(unitOf({ 'a.yaml': stream(CLUSTER, ...others) }));
  return madeNamesOf(index, namespacesOf(undefined));
}

type Asked = Parameters<MadeNames['begun']>[0];
const called = (name: string, more: Partial<Asked> = {}): Asked => ({
  name,
  namespace: 'data',
  port: undefined,
  key: 'ADDRESS',
  ...more,
});

describe('what an operator makes for an object', () => {
  it.each([
    ['shop-rw', 'data', 'shop-rw'],
    ['shop-r', 'data', 'shop-r'],
    ['shop', 'data', undefined],
    ['shop-rw', 'other', undefined],
    ['shop-rw', undefined, undefined],
  ])('%s in %s is %s', (name, namespace, expected) => {
    expect(namesBeside().made(called(name, { namespace }))?.name).toBe(expected);
  });

  it.each<readonly [string, Partial<Asked>, string | undefined]>([
    ['shop', { port: 5432 }, 'shop-rw'],
    ['shop', { port: 9999 }, undefined],
    ['shop', { port: 5432, namespace: 'other' }, undefined],
    ['shop', { key: 'POSTGRES_HOST' }, 'shop-rw'],
    ['shop', { key: 'app.postgres.host' }, 'shop-rw'],
    ['shop', { key: 'DATABASE_HOST' }, undefined],
    ['shop', { key: 'POSTGRESHOST' }, undefined],
    ['shop', {}, undefined],
    ['shop-r', { port: 5432 }, undefined],
    ['shop-db', { port: 5432 }, 'shop-rw'],
    ['shop-db', { key: 'POSTGRES_HOST' }, undefined],
    ['shopping', { port: 5432 }, undefined],
    ['shopping-db', { port: 5432 }, undefined],
  ])('%s with %j is begun like %s', (name, more, expected) => {
    expect(namesBeside().begun(called(name, more))?.name).toBe(expected);
  });

  it('is not known beside a namesake of which nobody knows', () => {
    const namesake = object('example.com/v1 Database', '{name: shop, namespace: data}', 'spec: {}');
    const stranger = object('example.com/v1 Database', '{name: desk, namespace: data}', 'spec: {}');
    const asked = called('shop', { port: 5432 });
    expect(namesBeside(namesake).begun(asked)).toBeUndefined();
    expect(namesBeside(stranger).begun(asked)?.name).toBe('shop-rw');
  });

  it.each<readonly [string, Partial<Asked>, readonly string[], string | undefined]>([
    ['main-postgres', { port: 5432 }, [], 'shop-rw'],
    ['main-postgres', {}, [], undefined],
    ['main-postgres', { port: 3306 }, [], undefined],
    ['main-postgres', { port: 5432, namespace: 'other' }, [], undefined],
    ['main-cache', { port: 5432 }, [], undefined],
    ['main-postgres', { port: 5432 }, [CLUSTER.replace('name: shop', 'name: desk')], undefined],
    ['main-postgres', { port: 5432 }, [service('old', '{ports: [{port: 80}, {port: 5432}]}', 'data')], undefined],
    ['main-postgres', { port: 5432 }, [service('old', '{ports: [{port: 5433}]}', 'data')], 'shop-rw'],
    ['main-postgres', { port: 5432 }, [service('old', '{ports: [{port: 5432}]}', 'other')], 'shop-rw'],
  ])('%s with %j is meant for the only one of its kind', (name, more, others, expected) => {
    expect(namesBeside(...others).kindred(called(name, more))?.name).toBe(expected);
  });
});
