import { describe, expect, it } from 'vitest';
import { wantedOf } from '../../../src/graph/near-names/wanted-service.js';
import { readClusterName } from '../../../src/k8s/dns/cluster-name.js';

/**
 * The Service that a host asks for, where `shop` is a namespace, `db` a Service, and `kafka` a Service here and a
 * namespace of another unit; `shop` has a Service `db-7` and the Pods' own namespace one that is called like it:
 * `before/service/namespace`.
 */
function wanted(host: string): string | undefined {
  const name = readClusterName(host);
  if (name === undefined) throw new Error(`no name of a cluster: ${host}`);
  const found = wantedOf(name, {
    isKnown: (namespace) => namespace === 'shop',
    isLivedIn: (namespace) => namespace === 'kafka',
    exists: (service, namespace) =>
      namespace === undefined ? ['db', 'kafka', 'shop'].includes(service) : `${service}.${namespace}` === 'db-7.shop',
  });
  return found && `${found.before.join('.')}/${found.service}/${found.namespace ?? ''}${found.sure ? ' for sure' : ''}`;
}

describe('the Service that a name asks for (semantics 8.5)', () => {
  it.each<readonly [string, string | undefined]>([
    ['web', '/web/'],
    ['web.shop', '/web/shop'],
    ['db.shop', '/db/shop'],
    ['web.other', undefined],
    ['web-0.db', 'web-0/db/'],
    ['broker.kafka', undefined],
    ['broker-0.kafka', 'broker-0/kafka/'],
    ['shop-0.shop', 'shop-0/shop/'],
    ['db-7.shop', '/db-7/shop'],
    ['db-0.other', undefined],
    ['kafka', '/kafka/'],
    ['web-0.db.shop', 'web-0/db/shop'],
    ['web-0.db.other', undefined],
    ['web.other.svc', '/web/other for sure'],
    ['web-0.db.other.svc.cluster.local', 'web-0/db/other for sure'],
    ['localhost', undefined],
    ['web.svc', undefined],
  ])('%s: %s', (host, expected) => {
    expect(wanted(host)).toBe(expected);
  });
});
