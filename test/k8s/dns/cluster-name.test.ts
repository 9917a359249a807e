import { describe, expect, it } from 'vitest';
import { readClusterName } from '../../../src/k8s/dns/cluster-name.js';
import { hasPodNamed } from '../../../src/k8s/workloads/pod-naming.js';
import { isSlip } from '../../../src/text/spelling/slip.js';

describe('readClusterName', () => {
  it.each([
    ['web.shop.svc', { form: 'full', service: 'web', namespace: 'shop', before: [], zoned: false }],
    ['web.shop.svc.cluster.local', { form: 'full', service: 'web', namespace: 'shop', before: [], zoned: true }],
    ['web-0.web.shop.svc', { form: 'full', service: 'web', namespace: 'shop', before: ['web-0'], zoned: false }],
    [
      '_http._tcp.web.shop.svc',
      { form: 'full', service: 'web', namespace: 'shop', before: ['_http', '_tcp'], zoned: false },
    ],
    [
      'web.svc.cluster.local',
      { form: 'misshapen', slip: 'namespace', service: 'web', namespace: undefined, before: [] },
    ],
    ['web.svc.shop.cluster.local', { form: 'misshapen', slip: 'order', service: 'web', namespace: 'shop', before: [] }],
    ['web.svc.shop', { form: 'misshapen', slip: 'order', service: 'web', namespace: 'shop', before: [] }],
    ['web.shop.cluster.local', { form: 'misshapen', slip: 'svc', service: 'web', namespace: 'shop', before: [] }],
    [
      'web.shop.services.cluster.local',
      { form: 'misshapen', slip: 'svc', service: 'web', namespace: 'shop', before: [] },
    ],
    [
      'a-0.web.shop.cluster.local',
      { form: 'misshapen', slip: 'svc', service: 'web', namespace: 'shop', before: ['a-0'] },
    ],
    ['web.cluster.local', { form: 'misshapen', slip: 'svc', service: 'web', namespace: undefined, before: [] }],
    ['web.shop.svc.cluster.locl', { form: 'misshapen', slip: 'zone', service: 'web', namespace: 'shop', before: [] }],
    ['web.shop.svc.clsuter.local', { form: 'misshapen', slip: 'zone', service: 'web', namespace: 'shop', before: [] }],
    ['web.shop.svc.cluster.lo', { form: 'misshapen', slip: 'zone', service: 'web', namespace: 'shop', before: [] }],
    ['web.shop.svc.cluster.loca', { form: 'misshapen', slip: 'zone', service: 'web', namespace: 'shop', before: [] }],
    ['web.shop.svc.cluster', { form: 'misshapen', slip: 'zone', service: 'web', namespace: 'shop', before: [] }],
    ['localhost', { form: 'loopback' }],
    ['127.0.0.1', { form: 'loopback' }],
    ['web_app', { form: 'short', labels: ['web_app'] }],
    ['web_app_db', { form: 'short', labels: ['web_app_db'] }],
    ['web', { form: 'short', labels: ['web'] }],
    ['web.shop', { form: 'short', labels: ['web', 'shop'] }],
  ])('reads %s', (host, expected) => {
    expect(readClusterName(host)).toEqual(expected);
  });

  it.each([
    'web.shop.svc.east.example',
    'web.shop.svc.cluster-b.local',
    'web.shop.svc.cluster2.local',
    'web.shop.svc.cluster.l',
    'web.shop.svc.cluster.io',
    'web.shop.svc.clusterset.local',
    'web.shop.svc.customer.local',
    '10-1-2-3.shop.pod.cluster.local',
    'web.shop_a',
    '_web',
    'app.localhost',
    'printer.local',
    'host.docker.internal',
    '10.0.0.1',
    'a.b.c.d',
    '-web',
    '80',
  ])('never judges %s', (host) => {
    expect(readClusterName(host)).toBeUndefined();
  });
});

describe('isSlip', () => {
  it.each([
    ['ledger', 'ledgr'],
    ['ledger', 'legder'],
    ['vists-service', 'visits-service'],
    ['order', 'orders'],
    ['redis-cart', 'rediscart'],
    ['product-catalog', 'prodcut-catalo'],
  ])('takes %s for %s', (a, b) => {
    expect(isSlip(a, b)).toBe(true);
    expect(isSlip(b, a)).toBe(true);
  });

  it.each([
    ['web', 'web'],
    ['db', 'dd'],
    ['kafka-1', 'kafka-2'],
    ['redis', 'redis2'],
    ['team-a', 'team-b'],
    ['mongo', 'mongodb'],
    ['redis-master', 'redis-slave'],
    ['postgres-operator', 'postgres-operator-ui'],
  ])('keeps %s and %s apart', (a, b) => {
    expect(isSlip(a, b)).toBe(false);
  });
});

describe('hasPodNamed', () => {
  const three = { kind: 'numbered', base: 'db', first: 0, last: 2 } as const;
  it.each([
    ['db-0', 'yes'],
    ['db-2', 'yes'],
    ['db-3', 'later'],
    ['db-00', 'no'],
    ['db', 'no'],
    ['db-primary', 'no'],
    ['other-0', 'no'],
  ])('answers for %s', (pod, expected) => {
    expect(hasPodNamed(three, pod)).toBe(expected);
  });

  it('knows ordinals that start later', () => {
    expect(hasPodNamed({ kind: 'numbered', base: 'db', first: 5, last: 6 }, 'db-0')).toBe('no');
  });
});
