import { expect, it } from 'vitest';
import { isNodePortByDefault, isPortNumber } from '../../../src/k8s/syntax/port-numbers.js';

it.each([
  [-1, false, false],
  [0, false, false],
  [1, true, false],
  [29_999, true, false],
  [30_000, true, true],
  [32_767, true, true],
  [32_768, true, false],
  [65_535, true, false],
  [65_536, false, false],
])('%d is a port: %s, a node port: %s', (number, isPort, isNodePort) => {
  expect([isPortNumber(number), isNodePortByDefault(number)]).toEqual([isPort, isNodePort]);
});
