import type { Contract, ContractEdge, ContractPart } from '../../answers/contract/contract.js';
import { count } from '../../text/words.js';
import { bundlesOf, talliesOf } from './overview.js';
import type { GraphReporter } from './graph-reporter.js';
import { edgeLines, groupWords, hostWords, kindWords, nameWords, partFault } from './words.js';

/** Mermaid, and GitHub with it, draws no more than this. */
const MOST_EDGES = 500;
const MOST_CHARACTERS = 50_000;

const BROKEN = 'stroke:#c62828,stroke-width:2px,stroke-dasharray:5 4';

/** A flowchart for Mermaid, as GitHub draws it in a fence; only its overview where the whole would not be drawn. */
export const mermaid: GraphReporter = (contract) => {
  const whole = flowchart(partLines(contract), contract.edges.map(edgeOf(contract)));
  return contract.edges.length <= MOST_EDGES && whole.length <= MOST_CHARACTERS ? whole : overview(contract);
};

interface Line {
  readonly text: string;
  readonly status: ContractEdge['status'];
}

/** Broken edges are dashed, end in a cross and say so; the colour is what comes last. */
function flowchart(nodes: readonly string[], edges: readonly Line[]): string {
  const of = (status: ContractEdge['status']): string =>
    edges.flatMap((edge, index) => (edge.status === status ? [index] : [])).join(',');
  const styles = (
    [
      ['broken', BROKEN],
      ['doubtful', 'stroke:#b26a00'],
    ] as const
  )
    .filter(([status]) => of(status) !== '')
    .map(([status, style]) => `  linkStyle ${of(status)} ${style}`);
  const classes = nodes.some((node) => node.endsWith(':::broken')) ? [`  classDef broken ${BROKEN}`] : [];
  const lines = ['flowchart LR', ...nodes, ...edges.map(({ text }) => `  ${text}`), ...classes, ...styles];
  return `${lines.join('\n')}\n`;
}

function partLines(contract: Contract): readonly string[] {
  const idOf = idsOf(contract);
  return contract.namespaces.flatMap((namespace, index) => [
    `  subgraph n${index}[${quoted(groupWords(namespace, contract.namespaces))}]`,
    ...namespace.parts.map((part) => `    ${idOf(part.id)}${shapeOf(part, contract)}`),
    '  end',
  ]);
}

/** A flag for what brings requests in, a stadium for a Service, a box for what makes Pods, a hexagon for the rest. */
function shapeOf(part: ContractPart, contract: Contract): string {
  const fault = partFault(part, contract);
  const text = quoted(nameWords(part), kindWords(part), ...hostWords(part), ...(fault === undefined ? [] : [fault]));
  const shape = { entry: `>${text}]`, service: `([${text}])`, workload: `[${text}]`, absent: `{{${text}}}` }[part.role];
  return fault === undefined ? shape : `${shape}:::broken`;
}

function edgeOf(contract: Contract): (edge: ContractEdge) => Line {
  const idOf = idsOf(contract);
  return (edge) => {
    const lines = edgeLines(edge, contract);
    const label = lines.length === 0 ? '' : `|${quoted(...lines)}|`;
    return { text: `${idOf(edge.from)} ${arrowOf(edge)}${label} ${idOf(edge.to)}`, status: edge.status };
  };
}

function arrowOf({ kind, status }: ContractEdge): string {
  if (status === 'broken') return '--x';
  return kind === 'calls' || status === 'unknown' ? '-.->' : '-->';
}

function idsOf({ namespaces }: Contract): (id: string) => string {
  const numbers = new Map(namespaces.flatMap(({ parts }) => parts).map(({ id }, index) => [id, `p${index}`]));
  return (id) => numbers.get(id) ?? 'p';
}

/** Namespaces with what they hold, and the edges between them in bundles. */
function overview(contract: Contract): string {
  const tallies = talliesOf(contract);
  const numbers = new Map(contract.namespaces.map((namespace, index) => [namespace, `n${index}`]));
  const nodes = contract.namespaces.map((namespace) => {
    const { services = 0, workloads = 0, broken = 0 } = tallies.get(namespace) ?? {};
    const lines = [
      count(services, 'Service'),
      count(workloads, 'workload'),
      ...(broken > 0 ? [`${broken} broken`] : []),
    ];
    return `  ${numbers.get(namespace) ?? ''}[${quoted(groupWords(namespace, contract.namespaces), ...lines)}]`;
  });
  const edges = bundlesOf(contract).map(({ from, to, edges: all }): Line => {
    const broken = all.filter(({ status }) => status === 'broken');
    const words = broken.length === 0 ? String(all.length) : `${all.length}, ${broken.length} broken`;
    const arrow = broken.length === 0 ? '-->' : '--x';
    const status = broken.length === 0 ? 'ok' : 'broken';
    return { text: `${numbers.get(from) ?? ''} ${arrow}|${quoted(words)}| ${numbers.get(to) ?? ''}`, status };
  });
  return flowchart(
    [`  %% too large to be drawn whole: ${count(contract.edges.length, 'edge')}; format html shows all`, ...nodes],
    edges,
  );
}

/** Lines as one text of Mermaid: what is no letter, digit or plain sign is spelled by its number. */
function quoted(...lines: readonly string[]): string {
  const spelled = lines.map((line) =>
    line.replace(/[^\p{L}\p{N} ._:/,→-]/gu, (char) => `#${char.codePointAt(0) ?? 0};`),
  );
  return `"${spelled.join('<br/>') || ' '}"`; // an empty text is a mistake to its parser
}
