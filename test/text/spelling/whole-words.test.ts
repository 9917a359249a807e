import { describe, expect, it } from 'vitest';
import { hasSameWords } from '../../../src/text/spelling/whole-words.js';

describe('hasSameWords', () => {
  it.each([
    ['zookeeper', 'prod-zookeeper'],
    ['prod-shop-zookeeper', 'prod-zookeeper'],
    ['shop-shop', 'shop'],
    ['k8s', 'prometheus-k8s'],
    ['blue-shop-prod-cache-store', 'cache-store'],
  ])('takes %s for %s', (a, b) => {
    expect([hasSameWords(a, b), hasSameWords(b, a)]).toEqual([true, true]);
  });

  it.each([
    ['web', 'web'],
    ['web', 'web-2'],
    ['api', 'api-v1'],
    ['zone', 'zone-b'],
    ['web', 'webapp'],
    ['web-front', 'web-back'],
    ['db', 'shop-prod-main-db'],
  ])('leaves %s and %s apart', (a, b) => {
    expect([hasSameWords(a, b), hasSameWords(b, a)]).toEqual([false, false]);
  });
});
