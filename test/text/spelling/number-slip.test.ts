import { expect, it } from 'vitest';
import { isNumberSlip } from '../../../src/text/spelling/number-slip.js';

it.each([
  [8080, 8081, true],
  [8080, 8082, true],
  [8080, 808, true],
  [8080, 8090, true],
  [8443, 8434, true],
  [80, 8080, false],
  [3000, 9090, false],
  [9000, 9100, true],
])('%i for %i: %j', (one, other, expected) => {
  expect(isNumberSlip(one, other)).toBe(expected);
});
