import { expect, it } from 'vitest';
import { isPortNumber, isWithin, NODE_PORTS, nodePortRangesIn } from '../../../src/k8s/syntax/port-numbers.js';

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
  expect([isPortNumber(number), isWithin(NODE_PORTS, number)]).toEqual([isPort, isNodePort]);
});

it.each([
  ['k3s server --service-node-port-range=80-32767', [[80, 32_767]]],
  ['kube-apiserver-arg:\n  - service-node-port-range=1024-40000\n', [[1024, 40_000]]],
  ['extraArgs:\n  service-node-port-range: "80-32767"\n', [[80, 32_767]]],
  ["service_node_port_range: '30000-40000'", [[30_000, 40_000]]],
  ['kube_apiserver_node_port_range: 30000-40000', [[30_000, 40_000]]],
  ['servicesNodePortRange: "30000-40000"', [[30_000, 40_000]]],
  [
    '--service-node-port-range 1-65535 --service-node-port-range 2-3',
    [
      [1, 65_535],
      [2, 3],
    ],
  ],
  ['the option --service-node-port-range of the API server', []],
  ['nodePort: 30000', []],
])('%j sets up the ranges %j', (text, ranges) => {
  expect(nodePortRangesIn(text).map(({ first, last }) => [first, last])).toEqual(ranges);
});
