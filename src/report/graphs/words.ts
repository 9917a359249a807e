import type {
  Contract,
  ContractEdge,
  ContractNamespace,
  ContractPart,
  EdgePort,
} from '../../answers/contract/contract.js';
import type { Severity } from '../../diagnostic/diagnostic.js';
import { visible } from '../markup/visible.js';

/** So many ports are named on an edge; the rest is counted. */
const MOST_PORTS = 3;

/** `80 → 8080` to Pods, `80` to a Service; empty where no port is written. */
export function portWords({ ports }: Pick<ContractEdge, 'ports'>): string {
  const words = [...new Set(ports.map(onePort))].filter((each) => each !== '');
  const shown = words.length > MOST_PORTS + 1 ? words.slice(0, MOST_PORTS) : words;
  const more = words.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

function onePort({ port, protocol, target }: EdgePort): string {
  const own = port === null ? '' : visible(String(port));
  const words = target === null || target === port ? own : `${own} → ${visible(String(target))}`.trim();
  return words === '' || protocol === 'TCP' ? words : `${words}/${visible(protocol)}`;
}

/** What an edge that is not as it should be is called, so that nobody has to know a colour. */
export function statusWord({ status }: Pick<ContractEdge, 'status'>): string {
  return { ok: '', doubtful: 'warning', broken: 'broken', unknown: 'unknown' }[status];
}

/** `80 → metircs`, then `broken: unknown-target-port-name`: the lines of a label. */
export function edgeLines(edge: ContractEdge, contract: Pick<Contract, 'findings'>): readonly string[] {
  const word = statusWord(edge);
  const rules = rulesOf(edge, contract, edge.status === 'broken' ? 'error' : 'warning');
  const fault = edge.status === 'broken' || edge.status === 'doubtful' ? `${word}: ${rules}` : word;
  return [portWords(edge), fault].filter((line) => line !== '');
}

/** `broken: unnamed-service-port` for a part that an error stands on. */
export function partFault(part: ContractPart, contract: Pick<Contract, 'findings'>): string | undefined {
  const rules = rulesOf(part, contract, 'error');
  return rules === '' ? undefined : `broken: ${rules}`;
}

/** The rules that say so, each once. */
function rulesOf(
  { findings }: Pick<ContractEdge, 'findings'>,
  contract: Pick<Contract, 'findings'>,
  severity: Severity,
): string {
  const said = findings.flatMap((index) => contract.findings[index] ?? []);
  return [...new Set(said.filter((each) => each.severity === severity).map(({ rule }) => visible(rule)))].join(', ');
}

function namespaceWords({ namespace }: Pick<ContractNamespace, 'namespace'>): string {
  return namespace === null ? 'no namespace written' : visible(namespace);
}

/** The namespace, with its unit where the contract has several. */
export function groupWords(group: ContractNamespace, all: readonly ContractNamespace[]): string {
  const name = namespaceWords(group);
  return all.every(({ unit }) => unit === group.unit) ? name : `${name} (${visible(group.unit)})`;
}

/** The second line of a part: what it is. */
export function kindWords(part: ContractPart): string {
  switch (part.role) {
    case 'entry':
      return visible(part.kind);
    case 'service':
      return part.headless ? 'headless Service' : `Service, ${visible(part.type)}`;
    case 'workload':
      return part.absent === null ? visible(part.kind) : `${visible(part.kind)}, ${ABSENT[part.absent]}`;
    case 'absent':
      return part.kind === 'host' ? 'host outside of the cluster' : `${visible(part.kind)} not in these files`;
  }
}

const ABSENT = { refused: 'refused', 'scaled-to-zero': 'scaled to zero', suspended: 'suspended' } as const;

/** So many hosts of an entry are named; the rest is counted. */
const MOST_HOSTS = 2;

export function hostWords(part: ContractPart): readonly string[] {
  if (part.role !== 'entry') return [];
  const more = part.hosts.length - MOST_HOSTS;
  return [...part.hosts.slice(0, MOST_HOSTS).map(visible), ...(more > 0 ? [`${more} more`] : [])];
}

export function nameWords({ name }: ContractPart): string {
  return name === '' ? 'without a name' : visible(name);
}
