import { describe, expect, it } from 'vitest';
import { readClusterName } from '../../../src/k8s/dns/cluster-name.js';
import { hasPodNamed } from '../../../src/k8s/workloads/pod-naming.js';
import { isSlip } from '../../../src/text/slip.js';

describe('readClusterName', () => {
  it.each([
    ['web.shop.svc', { form: 'full', service: 'web', namespace: 'shop', before: [], zoned: false }],
    ['web.shop.svc.cluster.local', { form: 'full', service: 'web', namespace: 'shop', before: [], zoned: true }],
    ['web-0.web.shop.svc', { form: 'full', service: 'web', namespace: 'shop', before: ['web-0'], zoned: false }],
    [
      '_http._tcp.web.shop.svc',
      { form: 'full', service: 'web', namespace: 'shop', before: ['_http', '_tcp'], zoned: false },
    ],
    ['web.svc.cluster.local', { form: 'no-namespace', service: 'web' }],
    ['web', { form: 'short', labels: ['web'] }],
    ['web.shop', { form: 'short', labels: ['web', 'shop'] }],
  ])('reads %s', (host, expected) => {
    expect(readClusterName(host)).toEqual(expected);
  });

  it.each([
    'web.shop.svc.east.example',
    'localhost',
    'app.localhost',
    'printer.local',
    'host.docker.internal',
    '10.0.0.1',
    'a.b.c.d',
    'web_1',
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
