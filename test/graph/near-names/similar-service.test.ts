import { describe, expect, it } from 'vitest';
import { slipsAmong } from '../../../src/graph/near-names/similar-service.js';
import { graphOf, service, stream } from '../../support/graphs.js';

const among = (...names: readonly string[]) =>
  graphOf({ 'a.yaml': stream(...names.map((name) => service(name, '{ports: [{port: 80}]}'))) }).unit.services;

describe('the Service of which a name is a slip', () => {
  it.each<readonly [string, readonly string[], string | undefined]>([
    ['checkuot', ['checkout'], 'checkout'],
    ['checkou', ['checkout'], 'checkout'],
    ['chekout', ['checkout', 'cart'], 'checkout'],
    ['checkout', ['checkout'], undefined],
    ['billing', ['checkout'], undefined],
    // Two edits in a long name, one in a short one.
    ['payment-servce-apj', ['payment-service-api'], 'payment-service-api'],
    ['crts', ['carta'], undefined],
    // Numbers tell names apart, and so do short words of their own.
    ['kafka-1', ['kafka-2'], undefined],
    ['worker-10', ['worker-1'], undefined],
    ['team-a', ['team-b'], undefined],
    // The nearest one, then the first by the alphabet.
    ['checkouts-apj', ['checkouts-bpjx', 'checkouts-api'], 'checkouts-api'],
    ['webz', ['weby', 'webx'], 'webx'],
    ['webz', ['webx', 'weby'], 'webx'],
    // Further apart in length than two edits can bring them together.
    ['checkout-internal', ['checkout'], undefined],
  ])('%s among %j: %s', (name, names, expected) => {
    expect(slipsAmong(among(...names), () => 'shop')(name, 'shop')?.name).toBe(expected);
  });

  it('is one of the namespace', () => {
    const find = slipsAmong(among('webx', 'weby'), ({ name }) => (name === 'weby' ? 'shop' : undefined));
    expect(find('webz', 'shop')?.name).toBe('weby');
    expect(find('webz', undefined)?.name).toBe('webx');
    expect(find('webz', 'other')).toBeUndefined();
  });
});
