import { describe, expect, it } from 'vitest';
import { dialledPort } from '../../../src/k8s/dns/dialled-port.js';
import type { NamePort } from '../../../src/k8s/dns/name-reference.js';
import { treeOf } from '../../support/trees.js';

const written: NamePort = { kind: 'number', number: 8080, at: treeOf('kind: T').place };

describe('the port that a client of an address calls', () => {
  it.each<readonly [string, NamePort, string | undefined, number | undefined]>([
    ['the one that is written', written, undefined, 8080],
    ['the one that is written, whatever the scheme', written, 'https', 8080],
    ['that of the scheme', { kind: 'unwritten' }, 'https', 443],
    ['that of another scheme', { kind: 'unwritten' }, 'postgres', 5432],
    ['none of a scheme that nobody knows', { kind: 'unwritten' }, 'shop', undefined],
    ['none without a scheme', { kind: 'unwritten' }, undefined, undefined],
    ['none that is told elsewhere', { kind: 'open' }, 'https', undefined],
  ])('%s', (_, port, scheme, expected) => {
    expect(dialledPort({ port, scheme })).toBe(expected);
  });
});
