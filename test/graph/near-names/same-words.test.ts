import { describe, expect, it } from 'vitest';
import { onlyOne, sameWordsAmong } from '../../../src/graph/near-names/same-words.js';
import { graphOf, service, stream } from '../../support/graphs.js';

const among = (names: readonly string[], port = 80) =>
  graphOf({ 'a.yaml': stream(...names.map((name) => service(name, `{ports: [{port: ${port}}]}`))) }).unit.services;

describe('the Service whose name is another one but for whole words', () => {
  it.each<readonly [string, readonly string[], string | undefined]>([
    ['redis', ['prod-redis'], 'prod-redis'],
    ['prod-redis', ['redis'], 'redis'],
    ['redis', ['prod-redis', 'web'], 'prod-redis'],
    ['redis', ['redis-exporter', 'prod-redis'], undefined],
    ['redis', ['prod-redisx'], undefined],
  ])('%s among %j: %s', (name, names, expected) => {
    const find = sameWordsAmong(among(names), () => 'shop');
    expect(onlyOne(find({ name, namespace: 'shop', port: 80 }))?.name).toBe(expected);
    expect(find({ name, namespace: 'shop', port: 81 })).toEqual([]);
    expect(find({ name, namespace: 'other', port: 80 })).toEqual([]);
    expect(find({ name, namespace: undefined, port: 80 })).toEqual([]);
  });

  it('is the one of the namespace', () => {
    const find = sameWordsAmong(among(['prod-redis', 'test-redis']), ({ name }) => name.split('-')[0]);
    expect(find({ name: 'redis', namespace: 'test', port: 80 })[0]?.name).toBe('test-redis');
  });

  it('is one that shares several words, too', () => {
    const find = sameWordsAmong(among(['prod-shop-redis']), () => 'shop');
    expect(find({ name: 'shop-redis', namespace: 'shop', port: 80 })[0]?.name).toBe('prod-shop-redis');
  });

  it('is not looked for by a word that very many Services have', () => {
    const many = among([...Array(201).keys()].map((at) => `web-${at}x`));
    const first = (count: number): string | undefined =>
      sameWordsAmong(many.slice(0, count), ({ name }) => (name === 'web-0x' ? 'shop' : 'other'))({
        name: 'web',
        namespace: 'shop',
        port: 80,
      })[0]?.name;
    expect([first(200), first(201)]).toEqual(['web-0x', undefined]);
  });
});
