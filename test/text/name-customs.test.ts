import { describe, expect, it } from 'vitest';
import { isSameByCustom, stemOf } from '../../src/text/name-customs.js';

describe('one name by the customs of naming', () => {
  it.each([
    ['web', 'web-svc', true],
    ['web', 'web-service', true],
    ['web-svc', 'web-service', true],
    ['svc-web', 'web', true],
    ['webservice', 'web', true],
    ['web', 'web-deployment', true],
    ['web-deploy', 'web-service', true],
    ['order-items', 'order_items', true],
    ['order', 'orders', true],
    ['orders-svc', 'order-deployment', true],
    ['Web', 'web', true],
    ['web', 'web', false],
    ['web', 'api-svc', false],
    ['service', 'svc', false],
    ['feed', 'feeds-ds', true],
    ['fee', 'feeds', false],
    ['web-headless', 'web', false],
    ['db-ro', 'db-rw', false],
    ['web-service-account', 'web', false],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(isSameByCustom(a, b)).toBe(expected);
    expect(isSameByCustom(b, a)).toBe(expected);
  });

  it.each(['s', 'svc', '-svc', 'os', 'dns'])('%s keeps a name', (name) => {
    expect(stemOf(name)).not.toBe('');
  });
});
