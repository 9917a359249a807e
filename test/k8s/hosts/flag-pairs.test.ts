import { expect, it } from 'vitest';
import { flagPairs } from '../../../src/k8s/hosts/flag-pairs.js';
import { getList } from '../../../src/tree/tree.js';
import { treeOf } from '../../support/trees.js';

it.each([
  ['[--redis-host=cache, --redis-port=6379]', ['cache:6379']],
  ['[--redis-port, "6379", --redis-host, cache]', ['cache:6379']],
  ['[--redisHost=cache, --redisPort=6379]', ['cache:6379']],
  ['[--host, cache, --port, "6379"]', ['cache:6379']],
  ['[--redis-host=cache, --db-port=5432]', []],
  ['[--redis-host=cache]', []],
  ['[--host=0.0.0.0, --port=80]', []],
  ['[--redis-host=$(HOST), --redis-port=6379]', []],
])('%s gives %j', (words, expected) => {
  const scalars = getList(treeOf(`{kind: X, apiVersion: v1, args: ${words}}`), 'args').flatMap((item) =>
    item.type === 'scalar' ? [item] : [],
  );
  expect(flagPairs(scalars).map(({ host, port }) => `${host}:${port}`)).toEqual(expected);
});
