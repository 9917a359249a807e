import type { Contract, ContractEdge, ContractPart } from '../../answers/contract/contract.js';
import { visible } from '../markup/visible.js';
import type { GraphReporter } from './graph-reporter.js';
import { edgeLines, groupWords, hostWords, kindWords, nameWords, partFault } from './words.js';

/** For Graphviz: a cluster for each namespace. */
export const dot: GraphReporter = (contract) => {
  const { namespaces, edges } = contract;
  const lines = [
    'digraph contract {',
    '  rankdir=LR;',
    '  node [fontname="sans-serif", fontsize=11];',
    '  edge [fontname="sans-serif", fontsize=9];',
    ...namespaces.flatMap((namespace, index) => [
      `  subgraph cluster_${index} {`,
      `    label=${quoted(groupWords(namespace, namespaces))};`,
      ...namespace.parts.map((part) => `    ${quoted(visible(part.id))} [${attributes(partStyle(part, contract))}];`),
      '  }',
    ]),
    ...edges.map(
      (edge) =>
        `  ${quoted(visible(edge.from))} -> ${quoted(visible(edge.to))} [${attributes(edgeStyle(edge, contract))}];`,
    ),
    '}',
  ];
  return `${lines.join('\n')}\n`;
};

type Style = Readonly<Record<string, string>>;

const SHAPES: Readonly<Record<ContractPart['role'], Style>> = {
  entry: { shape: 'cds' },
  service: { shape: 'box', style: 'rounded' },
  workload: { shape: 'box' },
  absent: { shape: 'box', style: 'dashed' },
};

function partStyle(part: ContractPart, contract: Contract): Style {
  const fault = partFault(part, contract);
  const lines = [nameWords(part), kindWords(part), ...hostWords(part), ...(fault === undefined ? [] : [fault])];
  return { label: lines.join('\n'), ...SHAPES[part.role], ...(fault === undefined ? {} : { color: 'red3' }) };
}

function edgeStyle(edge: ContractEdge, contract: Contract): Style {
  const words = edgeLines(edge, contract).join('\n');
  const line = edge.kind === 'calls' || edge.status === 'unknown' ? { style: 'dashed' } : {};
  const fault = edge.status === 'broken' ? { style: 'bold,dashed', color: 'red3', arrowhead: 'obox' } : {};
  return { ...(words === '' ? {} : { label: words }), ...line, ...fault };
}

function attributes(style: Style): string {
  return Object.entries(style)
    .map(([name, value]) => `${name}=${quoted(value)}`)
    .join(', ');
}

/** A quoted string of DOT, in which a backslash begins an escape of a label, and an ampersand an entity. */
function quoted(text: string): string {
  return `"${text.replaceAll('&', '&amp;').replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
