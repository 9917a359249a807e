import { expect, it } from 'vitest';
import { advertisedOnLoopback } from '../../../src/k8s/dns/advertised.js';
import { graphOf, templateOf, workload } from '../../support/graphs.js';

function advertised(variable: string, value: string): readonly string[] {
  const containers = `[{name: a, env: [{name: ${variable}, value: "${value}"}]}]`;
  const graph = graphOf({ 'a.yaml': workload('a', { containers }) });
  return templateOf(graph, 'a')
    .containers.flatMap(advertisedOnLoopback)
    .map(({ host, port }) => `${host}:${port}`);
}

it.each([
  ['KAFKA_ADVERTISED_LISTENERS', 'PLAINTEXT://localhost:9092', ['localhost:9092']],
  ['KAFKA_CFG_ADVERTISED_LISTENERS', 'A://127.0.0.1:9092,B://localhost:9094', ['127.0.0.1:9092', 'localhost:9094']],
  ['KAFKA_ADVERTISED_LISTENERS', 'A://kafka:9092,B://localhost:9094', []],
  ['KAFKA_ADVERTISED_LISTENERS', 'A://$(IP):9092,B://localhost:9094', []],
  ['KAFKA_ADVERTISED_LISTENERS', 'A://:9092', []],
  ['KAFKA_LISTENERS', 'PLAINTEXT://localhost:9092', []],
])('%s of %s', (variable, value, expected) => {
  expect(advertised(variable, value)).toEqual(expected);
});
