import { describe, expect, it } from 'vitest';
import { isSlip } from '../../../src/text/spelling/slip.js';

describe('one name is a slip of the keyboard for the other', () => {
  it.each<readonly [string, string, boolean]>([
    ['billing', 'biling', true],
    ['billing', 'billnig', true],
    ['web', 'wep', true],
    ['web', 'webb', true],
    ['Billing', 'billing', true],
    ['billing', 'billing', false],
    ['db', 'dbs', false],
    // Two edits in a name of nine letters, one in a shorter one.
    ['checkouts', 'chekcotus', true],
    ['checkout', 'chekcotu', false],
    ['notifications', 'ntificatin', false],
    ['billing', 'shipping', false],
    // A number makes another name.
    ['kafka-1', 'kafka-2', false],
    ['kafka1', 'kafka', false],
    ['v10', 'v1', false],
    // So does a short word of its own, unless the words are cut otherwise.
    ['team-a', 'team-b', false],
    ['web-us', 'web-eu', false],
    ['web-api', 'web-app', true],
    ['web-api', 'webapi', true],
  ])('%s and %s: %j', (a, b, expected) => {
    expect(isSlip(a, b)).toBe(expected);
    expect(isSlip(b, a)).toBe(expected);
  });

  it('never in texts that are too long for a name', () => {
    expect(isSlip('a'.repeat(62), `${'a'.repeat(62)}b`)).toBe(true);
    expect(isSlip('a'.repeat(63), `${'a'.repeat(63)}b`)).toBe(false);
  });
});
