import { describe, expect, it } from 'vitest';
import {
  ipProblem,
  isCidr,
  isIPv4,
  isIPv6,
  isStrictSubset,
  looseCidr,
  unreachableReason,
} from '../../../src/k8s/syntax/addresses.js';

describe('ipProblem', () => {
  it.each(['10.0.0.1', '255.255.255.255', '2001:db8::1', '::', '::1', '2001:db8:0:0:0:0:0:1'])('accepts %s', (text) => {
    expect(ipProblem(text, 36)).toBeUndefined();
  });

  it.each([
    '10.0.0',
    '10.0.0.256',
    '10.0.0.1.2',
    'example.com',
    '',
    '2001:db8::1::2',
    '12345::',
    '1:2:3:4:5:6:7',
    'fe80::1%eth0',
  ])('refuses %j', (text) => {
    expect(ipProblem(text, 36)).toBe('is no IP address');
  });

  it('refuses leading zeros from 1.36 on', () => {
    expect(ipProblem('010.1.2.3', 36)).toBe('has leading zeros');
    expect(ipProblem('010.1.2.3', 35)).toBeUndefined();
    expect(ipProblem('10.0.0.1', 36)).toBeUndefined();
  });

  it('refuses IPv4 in the notation of IPv6 from 1.36 on', () => {
    expect(ipProblem('::ffff:10.0.0.1', 36)).toBe('is an IPv4 address in the notation of IPv6');
    expect(ipProblem('::ffff:a00:1', 36)).toBe('is an IPv4 address in the notation of IPv6');
    expect(ipProblem('::ffff:10.0.0.1', 35)).toBeUndefined();
    expect(ipProblem('::10.0.0.1', 36)).toBeUndefined();
  });
});

describe('isIPv6', () => {
  it('wants eight groups, or fewer with ::', () => {
    expect(isIPv6('1:2:3:4:5:6:7:8')).toBe(true);
    expect(isIPv6('1:2:3:4:5:6:7::')).toBe(true);
    expect(isIPv6('1:2:3:4:5:6:7:8::')).toBe(false);
  });
});

describe('unreachableReason', () => {
  it.each([
    ['127.0.0.1', 'loopback'],
    ['::1', 'loopback'],
    ['169.254.1.1', 'link-local address'],
    ['fe80::1', 'link-local address'],
    ['224.0.0.1', 'multicast'],
    ['ff02::1', 'multicast'],
    ['0.0.0.0', 'unspecified'],
  ])('%s', (text, word) => {
    expect(unreachableReason(text)).toContain(word);
  });

  it('has nothing against others', () => {
    expect(['10.0.0.1', '2001:db8::1', '239.1.1.1'].map(unreachableReason)).toEqual([undefined, undefined, undefined]);
  });
});

describe('isCidr', () => {
  it('wants an address and a length of its family', () => {
    expect(['10.0.0.0/8', '0.0.0.0/0', '2001:db8::/64'].map(isCidr)).toEqual([true, true, true]);
    expect(['10.0.0.0', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '2001:db8::/129', 'a/8'].map(isCidr)).toEqual(
      Array(6).fill(false),
    );
  });
});

describe('looseCidr', () => {
  it.each(['10.0.0.0/8', '10.0.0.1/32', '0.0.0.0/0', '2001:db8::/64', '2001:DB8::1/128', '::/0'])(
    'takes %s',
    (text) => {
      expect(looseCidr(text)).toBeUndefined();
    },
  );

  it.each([
    ['10.1.2.3/8', 'write `10.0.0.0/8` for the block, or `10.1.2.3/32` for the one address'],
    ['10.1.2.3/31', 'write `10.1.2.2/31` for the block, or `10.1.2.3/32` for the one address'],
    ['0.0.0.1/0', 'write `0.0.0.0/0` for the block, or `0.0.0.1/32` for the one address'],
    ['2001:db8::1/64', undefined],
  ])('finds bits beyond the prefix of %s', (text, help) => {
    expect(looseCidr(text)).toEqual({ problem: 'has bits set beyond its prefix length', help });
  });

  it('finds what only a sloppy parser reads', () => {
    expect(looseCidr('010.0.0.0/8')).toEqual({ problem: 'has leading zeros' });
    expect(looseCidr('::ffff:10.0.0.0/104')).toEqual({ problem: 'is an IPv4 address in the notation of IPv6' });
  });
});

it.each([
  ['10.1.0.0/16', '10.0.0.0/8', true],
  ['10.0.0.0/8', '10.0.0.0/8', false],
  ['10.0.0.0/8', '10.1.0.0/16', false],
  ['11.0.0.0/16', '10.0.0.0/8', false],
  ['10.128.0.0/9', '10.0.0.0/9', false],
  ['10.0.0.0/8', '0.0.0.0/0', true],
  ['10.0.0.0/8', '::/0', false],
  ['::/64', '0.0.0.0/0', false],
  ['2001:db8:1::/48', '2001:db8::/32', true],
  ['2001:db9::/48', '2001:db8::/32', false],
  ['2001:db8::1:0/112', '2001:db8::/64', true],
  ['::ffff:10.0.0.0/104', '::ffff:0:0/96', true],
  ['::10.0.0.0/104', '::ffff:0:0/96', false],
])('%s lies within %s, and is smaller: %s', (inner, outer, expected) => {
  expect(isStrictSubset(inner, outer)).toBe(expected);
});

it.each([
  ['10.0.0.1', true],
  ['010.0.0.1', true],
  ['255.255.255.255', true],
  ['256.0.0.1', false],
  ['1.2.3', false],
  ['1.2.3.4.5', false],
  ['1234.1.1.1', false],
  ['a1.2.3.4', false],
  ['1.2.3.4a', false],
])('%s has the form of an IPv4 address: %s', (text, expected) => {
  expect(isIPv4(text)).toBe(expected);
});
