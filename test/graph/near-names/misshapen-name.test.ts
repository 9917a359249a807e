import { describe, expect, it } from 'vitest';
import { namesOf } from '../../../src/k8s/dns/name-reference.js';
import { graphOf, object, ofKind, service, stream, workload } from '../../support/graphs.js';

const db = service('db', '{selector: {app: db}, ports: [{port: 80}]}', 'shop');
const cache = service('cache', '{selector: {app: cache}, ports: [{port: 80}]}', 'other');
const pods = (name: string, serviceName: string): string =>
  workload(name, { kind: 'StatefulSet', namespace: 'shop' }).replace(
    'spec:\n',
    `spec:\n  serviceName: ${serviceName}\n`,
  );

/** What a URL stands for, in a ConfigMap that Pods of namespace `shop` read: slip, Services, Pod, namespace. */
function slip(host: string, ...more: readonly string[]): string | undefined {
  const graph = graphOf({
    'a.yaml': stream(
      db,
      cache,
      object('v1 ConfigMap', '{name: settings, namespace: shop}', `data: {URL: "http://${host}/"}`),
      workload('web', { namespace: 'shop', containers: '[{name: main, envFrom: [{configMapRef: {name: settings}}]}]' }),
      ...more,
    ),
  });
  const [only] = ofKind(graph, '', 'ConfigMap').flatMap((each) => namesOf(each, undefined));
  const found = only && graph.names.host(only);
  if (found?.kind !== 'misshapen') return found?.kind;
  const { services, before, namespace, certain } = found;
  return `${found.slip}: ${[...before, ...services.map(({ name }) => name), namespace ?? '?'].join('.')}${certain ? '' : ', maybe'}`;
}

describe('a name of the cluster that lacks a part (semantics 8.5)', () => {
  it.each<readonly [string, string | undefined]>([
    ['db.svc', 'namespace: db.?'],
    ['cache.svc', 'namespace: cache.?'],
    ['nobody.svc', 'outside'],
    ['db.shop.cluster.local', 'svc: db.shop'],
    ['db.shop.service.cluster.local', 'svc: db.shop'],
    ['db.other.cluster.local', 'outside'],
    ['cache.shop.cluster.local', 'outside'],
    ['cache.other.cluster.local', 'svc: cache.other'],
    ['db.shop.svc.cluster', 'zone: db.shop'],
    ['db-0.db.shop.svc.cluster', 'zone: db-0.db.shop'],
    ['db.svc.shop', 'order: db.shop'],
    ['nobody.svc.shop', 'outside'],
    ['db.shop.svc', 'found'],
  ])('%s: %s', (host, expected) => {
    expect(slip(host)).toBe(expected);
  });
});

describe('a name with its parts the wrong way round', () => {
  it.each<readonly [string, string | undefined]>([
    ['shop.db.svc', 'turned: db.shop'],
    ['shop.db.svc.cluster.local', 'turned: db.shop'],
    ['other.cache.svc', 'turned: cache.other'],
    ['other.db.svc', 'missing'],
    ['shop.cache.svc', 'missing'],
    ['nowhere.db.svc', 'missing'],
    ['shop.db', 'turned: db.shop'],
    ['a.shop.db.svc', 'missing'],
  ])('%s: %s', (host, expected) => {
    expect(slip(host)).toBe(expected);
  });

  it.each<readonly [string, readonly string[], string | undefined]>([
    ['db-0.db.svc', [pods('db', 'db')], 'namespace: db-0.db.?'],
    // Nothing says otherwise: no namespace is called like the Service.
    ['db-0.db.svc', [], 'namespace: db-0.db.?'],
    ['db-0.nobody.svc', [pods('db', 'nobody')], 'missing'],
    ['db-x.db.svc', [pods('db', 'db')], 'missing'],
    // Where a namespace is called like the Service, only a StatefulSet of it tells.
    ['db-0.db.svc', [workload('x', { namespace: 'db' })], 'missing'],
    ['db-0.db.svc', [workload('x', { namespace: 'db' }), pods('db', 'db')], 'namespace: db-0.db.?'],
    ['db-0.db.svc', [workload('x', { namespace: 'db' }), pods('db', 'other')], 'missing'],
    ['db-0.db.svc', [workload('x', { namespace: 'db' }), workload('db', { namespace: 'shop' })], 'missing'],
  ])('%s, a Pod and its Service without their namespace, beside %#: %s', (host, more, expected) => {
    expect(slip(host, ...more)).toBe(expected);
  });
});
