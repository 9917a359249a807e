import { expect, it } from 'vitest';
import { lint } from '../../src/index.js';

const port = (name: string, number: number, protocol: string, nodePort?: number): string =>
  `{name: ${name}, port: ${number}, protocol: ${protocol}${nodePort === undefined ? '' : `, nodePort: ${nodePort}`}}`;

const service = (ports: readonly string[], type = 'NodePort', name = 'web'): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {type: ${type}, selector: {app: web}, ports: [${ports.join(', ')}]}\n`;

function countOf(rule: string, text: string): number {
  return lint([{ path: 'service.yaml', text }], {}).diagnostics.filter((diagnostic) => diagnostic.rule === rule).length;
}

// Answers of a control plane: cases B37 to B41b, F17, H10 of the conformance set.
it.each([
  ['TCP and UDP of one port share it', [port('a', 53, 'TCP', 30100), port('b', 53, 'UDP', 30100)], 0],
  ['TCP and UDP of different ports cannot', [port('a', 53, 'TCP', 30102), port('b', 54, 'UDP', 30102)], 1],
  ['one protocol cannot', [port('a', 53, 'TCP', 30102), port('b', 54, 'TCP', 30102)], 1],
  ['only one of the pair gives the number', [port('a', 53, 'TCP'), port('b', 53, 'UDP', 30104)], 0],
  ['the pair gives two numbers', [port('a', 53, 'TCP', 30105), port('b', 53, 'UDP', 30106)], 0],
  [
    'a third entry takes the number of the pair',
    [port('a', 53, 'TCP', 30100), port('b', 53, 'UDP', 30100), port('c', 54, 'TCP', 30100)],
    1,
  ],
  ['no numbers', [port('a', 53, 'TCP'), port('b', 54, 'TCP')], 0],
  ['zero stands for none', [port('a', 53, 'TCP', 0), port('b', 54, 'TCP', 0)], 0],
] as const)('%s', (_, ports, findings) => {
  expect(countOf('duplicate-node-port', service(ports))).toBe(findings);
});

it('leaves ClusterIP Services to the rule about fields that their type forbids', () => {
  expect(
    countOf('duplicate-node-port', service([port('a', 53, 'TCP', 30100), port('b', 54, 'TCP', 30100)], 'ClusterIP')),
  ).toBe(0);
});

it('sees one owner in the cluster, whatever the protocol', () => {
  const both = `${service([port('a', 53, 'TCP', 30100)], 'NodePort', 'web')}---\n${service([port('a', 53, 'UDP', 30100)], 'LoadBalancer', 'api')}`;
  expect(countOf('taken-node-port', both)).toBe(1);
});
