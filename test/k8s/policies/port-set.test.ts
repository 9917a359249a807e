import { describe, expect, it } from 'vitest';
import type { PolicyPort } from '../../../src/k8s/policies/network-policy.js';
import {
  EVERY_PORT,
  includes,
  intersection,
  keyOf,
  NO_PORT,
  openedBy,
  union,
  without,
  type PortSet,
} from '../../../src/k8s/policies/port-set.js';

/** `TCP 80-90, UDP 53` */
function ports(text: string): PortSet {
  if (text === 'every') return EVERY_PORT;
  if (text === 'none') return NO_PORT;
  return text.split(', ').map((range) => {
    const [, protocol = '', from = '', to = from] = /^(\w+) (\d+)(?:-(\d+))?$/.exec(range) ?? [];
    return { protocol, from: Number(from), to: Number(to) };
  });
}

describe('sets of ports', () => {
  it.each([
    ['TCP 80', 'TCP 81', 'TCP 80-81', '', 'TCP 80-80'],
    ['TCP 80', 'TCP 82', 'TCP 80-80,TCP 82-82', '', 'TCP 80-80'],
    ['TCP 82', 'TCP 80', 'TCP 80-80,TCP 82-82', '', 'TCP 82-82'],
    ['TCP 80-90', 'TCP 85-95', 'TCP 80-95', 'TCP 85-90', 'TCP 80-84'],
    ['TCP 85-95', 'TCP 80-90', 'TCP 80-95', 'TCP 85-90', 'TCP 91-95'],
    ['TCP 80-99', 'TCP 85-90', 'TCP 80-99', 'TCP 85-90', 'TCP 80-84,TCP 91-99'],
    ['TCP 85-90', 'TCP 80-99', 'TCP 80-99', 'TCP 85-90', ''],
    ['TCP 80-90', 'TCP 90-95', 'TCP 80-95', 'TCP 90-90', 'TCP 80-89'],
    ['TCP 80', 'UDP 81', 'TCP 80-80,UDP 81-81', '', 'TCP 80-80'],
    ['UDP 53', 'TCP 53', 'TCP 53-53,UDP 53-53', '', 'UDP 53-53'],
    ['SCTP 1', 'UDP 1, TCP 1', 'TCP 1-1,UDP 1-1,SCTP 1-1', '', 'SCTP 1-1'],
    ['TCP 80', 'TCP 80', 'TCP 80-80', 'TCP 80-80', ''],
    ['TCP 80', 'every', 'TCP 1-65535,UDP 1-65535,SCTP 1-65535', 'TCP 80-80', ''],
    [
      'every',
      'TCP 1-65535, UDP 1-65535',
      'TCP 1-65535,UDP 1-65535,SCTP 1-65535',
      'TCP 1-65535,UDP 1-65535',
      'SCTP 1-65535',
    ],
    [
      'every',
      'TCP 80',
      'TCP 1-65535,UDP 1-65535,SCTP 1-65535',
      'TCP 80-80',
      'TCP 1-79,TCP 81-65535,UDP 1-65535,SCTP 1-65535',
    ],
    ['none', 'TCP 80', 'TCP 80-80', '', ''],
    ['TCP 80', 'none', 'TCP 80-80', '', 'TCP 80-80'],
    ['none', 'none', '', '', ''],
  ])('%s and %s: together, in both, in the first only', (one, other, both, shared, left) => {
    expect(keyOf(union(ports(one), ports(other)))).toBe(both);
    expect(keyOf(intersection(ports(one), ports(other)))).toBe(shared);
    expect(keyOf(without(ports(one), ports(other)))).toBe(left);
  });

  it('that hold every port are one object, so that it is known at once', () => {
    const halves = ['TCP 1-30000', 'TCP 30001-65535', 'UDP 1-65535', 'SCTP 1-65535'].map(ports);
    expect(union(...halves)).toBe(EVERY_PORT);
    expect(union(...halves.slice(1))).not.toBe(EVERY_PORT);
    expect(union(ports('TCP 1-65535, UDP 1-65535, SCTP 2-65535'), ports('TCP 1'))).not.toBe(EVERY_PORT);
    expect(union(ports('TCP 1-65535, UDP 1-65535, SCTP 1-65534'), ports('TCP 1'))).not.toBe(EVERY_PORT);
    expect(union(ports('TCP 80'), EVERY_PORT)).toBe(EVERY_PORT);
    expect(intersection(EVERY_PORT, EVERY_PORT)).toBe(EVERY_PORT);
    expect(union()).toBe(NO_PORT);
  });

  it.each([
    ['TCP 80-90', 'TCP', 80, true],
    ['TCP 80-90', 'TCP', 90, true],
    ['TCP 80-90', 'TCP', 79, false],
    ['TCP 80-90', 'TCP', 91, false],
    ['TCP 80-90', 'UDP', 85, false],
    ['TCP 80, UDP 85', 'UDP', 85, true],
    ['none', 'TCP', 80, false],
    ['every', 'SCTP', 65535, true],
  ])('%s and %s %i', (set, protocol, number, isIn) => {
    expect(includes(ports(set), { protocol, number })).toBe(isIn);
  });
});

describe('what an item of a rule opens', () => {
  const named = (name: string): number | undefined => (name === 'http' ? 8080 : undefined);
  it.each<[string, unknown, string, string]>([
    ['any port of its protocol', { kind: 'any' }, 'UDP', 'UDP 1-65535'],
    ['one number', { kind: 'number', number: 80, end: 80 }, 'TCP', 'TCP 80-80'],
    ['a range', { kind: 'number', number: 80, end: 90 }, 'SCTP', 'SCTP 80-90'],
    ['nothing by a range that ends before it begins', { kind: 'number', number: 90, end: 80 }, 'TCP', ''],
    ['a name that the receiver has', { kind: 'name', name: 'http' }, 'TCP', 'TCP 8080-8080'],
    ['nothing by a name that it lacks', { kind: 'name', name: 'web' }, 'TCP', ''],
    ['nothing of a protocol that nobody knows', { kind: 'any' }, 'ICMP', ''],
  ])('%s', (_, port, protocol, opened) => {
    expect(keyOf(openedBy({ port, protocol } as PolicyPort, named))).toBe(opened);
  });
});
