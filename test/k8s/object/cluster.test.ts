import { expect, it } from 'vitest';
import { minorOf } from '../../../src/k8s/object/cluster.js';

it.each<readonly [string, number | undefined]>([
  ['1.34', 34],
  ['v1.34', 34],
  ['v1.34.2', 34],
  ['1.9', 9],
  ['1.34-gke.1', 34],
  ['2.34', undefined],
  ['1', undefined],
  ['1.', undefined],
  ['vv1.34', undefined],
  ['11.34', undefined],
  ['latest', undefined],
  ['', undefined],
])('the minor version of %j: %s', (version, expected) => {
  expect(minorOf(version)).toBe(expected);
});
