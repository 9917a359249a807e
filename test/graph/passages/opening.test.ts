import { describe, expect, it } from 'vitest';
import {
  isOpen,
  NO_NAMES,
  OPEN,
  openedFor,
  openedTogether,
  openOf,
  UNKNOWN_NAMES,
  type NamedPorts,
  type Opened,
  type Opening,
} from '../../../src/graph/passages/opening.js';
import type { PolicyPort } from '../../../src/k8s/policies/network-policy.js';
import { EVERY_PORT, includes, keyOf, NO_PORT, type PortSet } from '../../../src/k8s/policies/port-set.js';

const tcp = (from: number, to = from): PortSet => [{ protocol: 'TCP', from, to }];
const EVERY = keyOf(EVERY_PORT);
const shown = ({ sure, perhaps }: Opening): readonly string[] => [keyOf(sure), keyOf(perhaps)];

describe('policies together', () => {
  const policy = (isSure: boolean, sure: PortSet, more: Partial<Opened> = {}): Opened => ({
    isSure,
    isPartial: false,
    sure,
    perhaps: sure,
    ...more,
  });

  it.each<[string, readonly Opened[], readonly string[]]>([
    ['leave all open where there is none', [], [EVERY, EVERY]],
    ['open what one for sure opens', [policy(true, tcp(80))], ['TCP 80-80', 'TCP 80-80']],
    [
      'open what any opens',
      [policy(true, tcp(80)), policy(true, tcp(90))],
      ['TCP 80-80,TCP 90-90', 'TCP 80-80,TCP 90-90'],
    ],
    ['shut nothing for sure where it may select', [policy(false, tcp(80))], ['TCP 80-80', EVERY]],
    [
      'open for sure what all that may select open',
      [policy(false, tcp(80, 90)), policy(false, tcp(85, 95))],
      ['TCP 85-90', EVERY],
    ],
    [
      'open perhaps what one opens that may select',
      [policy(true, tcp(80)), policy(false, tcp(90))],
      ['TCP 80-80', 'TCP 80-80,TCP 90-90'],
    ],
    [
      'open perhaps all where one may have more rules',
      [policy(true, tcp(80), { isPartial: true })],
      ['TCP 80-80', EVERY],
    ],
    [
      'do not so where one that may select may have more rules',
      [policy(true, tcp(80)), policy(false, tcp(90), { isPartial: true })],
      ['TCP 80-80', 'TCP 80-80,TCP 90-90'],
    ],
    ['open perhaps what a rule opens perhaps', [policy(true, NO_PORT, { perhaps: tcp(80) })], ['', 'TCP 80-80']],
  ])('%s', (_, policies, opening) => expect(shown(openedTogether(policies))).toEqual(opening));
});

describe('rules together', () => {
  it('open what each opens, for sure and perhaps', () => {
    const openings = [
      { sure: tcp(80), perhaps: tcp(80, 81) },
      { sure: NO_PORT, perhaps: tcp(90) },
    ];
    expect(shown(openOf(openings))).toEqual(['TCP 80-80', 'TCP 80-81,TCP 90-90']);
    expect(shown(openOf([]))).toEqual(['', '']);
  });

  it.each([
    [80, 'yes'],
    [81, 'unknown'],
    [82, 'no'],
  ])('port %i is open: %s', (number, match) => {
    const opening = { sure: tcp(80), perhaps: tcp(80, 81) };
    expect(isOpen(opening, (set) => includes(set, { protocol: 'TCP', number }))).toBe(match);
  });

  it('all is open without a policy', () => expect(shown(OPEN)).toEqual([EVERY, EVERY]));
});

describe('a rule for ports', () => {
  const number = { port: { kind: 'number', number: 80, end: 80 }, protocol: 'TCP' } as unknown as PolicyPort;
  const name = { port: { kind: 'name', name: 'http' }, protocol: 'UDP' } as unknown as PolicyPort;
  const declared: NamedPorts = {
    named:
      ({ protocol }) =>
      (asked) =>
        protocol === 'UDP' && asked === 'http' ? 53 : undefined,
    areAll: true,
  };

  it.each<[string, readonly PolicyPort[], NamedPorts, 'yes' | 'no' | 'unknown', readonly string[]]>([
    ['without any opens all', [], declared, 'yes', [EVERY, EVERY]],
    ['opens a number', [number], declared, 'yes', ['TCP 80-80', 'TCP 80-80']],
    ['opens what a name means', [name], declared, 'yes', ['UDP 53-53', 'UDP 53-53']],
    ['opens several', [number, name], declared, 'yes', ['TCP 80-80,UDP 53-53', 'TCP 80-80,UDP 53-53']],
    ['opens nothing to another end', [number], declared, 'no', ['', '']],
    ['opens perhaps to an end that it may mean', [number], declared, 'unknown', ['', 'TCP 80-80']],
    ['opens nothing by a name that nobody has', [name], NO_NAMES, 'yes', ['', '']],
    [
      'opens perhaps any port of the protocol by a name that may be anywhere',
      [name],
      UNKNOWN_NAMES,
      'yes',
      ['', 'UDP 1-65535'],
    ],
    ['opens a number for sure where names are unknown', [number], UNKNOWN_NAMES, 'yes', ['TCP 80-80', 'TCP 80-80']],
    [
      'opens a number for sure, and perhaps what a name may be',
      [number, name],
      UNKNOWN_NAMES,
      'yes',
      ['TCP 80-80', 'TCP 80-80,UDP 1-65535'],
    ],
    [
      'opens for sure a name that is declared where others may be missing',
      [name],
      { ...declared, areAll: false },
      'yes',
      ['UDP 53-53', 'UDP 53-53'],
    ],
  ])('%s', (_, ports, receiver, means, opening) => {
    expect(shown(openedFor(ports, receiver, means))).toEqual(opening);
  });
});
