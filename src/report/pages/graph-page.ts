import type {
  Contract,
  ContractEdge,
  ContractFinding,
  ContractNamespace,
  ContractPart,
} from '../../answers/contract/contract.js';
import { groupBy } from '../../data/group.js';
import { count } from '../../text/words.js';
import type { GraphReporter } from '../graphs/graph-reporter.js';
import { homesOf, talliesOf, type Tally } from '../graphs/overview.js';
import { groupWords, kindWords, nameWords, portWords } from '../graphs/words.js';
import { htmlMessage, htmlText } from '../markup/html-text.js';
import { chainsOf, edgesOf, statusOf, type Chain } from './chains.js';
import { betweenHtml } from './between.js';
import { page, placeHtml } from './page.js';
import { membershipOf, pictureOf, type Membership } from './picture.js';

/** The contract as one page: namespaces first, each with its picture, and its Services as a list. */
export const graphPage: GraphReporter = (contract, { version }) => {
  const book = bookOf(contract);
  const sections = contract.namespaces.map((namespace, index) => namespaceHtml(namespace, index, book));
  return page({
    title: 'Service contract',
    lead: leadOf(contract, book),
    controls: controlsOf(contract),
    main: `${MARKERS}${betweenHtml(contract)}<div class="namespaces">${sections.join('\n')}</div>`,
    version,
  });
};

/** All that the page looks up. */
interface Book {
  readonly contract: Contract;
  readonly chains: readonly Chain[];
  readonly membership: Membership;
  readonly homes: ReadonlyMap<string, ContractNamespace>;
  readonly parts: ReadonlyMap<string, ContractPart>;
  readonly tallies: ReadonlyMap<ContractNamespace, Tally>;
  /** The edges of which an end lies in a namespace. */
  readonly edgesOf: ReadonlyMap<ContractNamespace, readonly ContractEdge[]>;
}

function bookOf(contract: Contract): Book {
  const chains = chainsOf(contract);
  const homes = homesOf(contract);
  const touching = contract.edges.flatMap((edge) => {
    const ends = new Set([homes.get(edge.from), homes.get(edge.to)]);
    return [...ends].flatMap((home) => (home === undefined ? [] : [{ home, edge }]));
  });
  return {
    contract,
    chains,
    membership: membershipOf(chains),
    homes,
    parts: new Map(contract.namespaces.flatMap(({ parts }) => parts).map((part) => [part.id, part])),
    tallies: talliesOf(contract),
    edgesOf: new Map(
      [...groupBy(touching, ({ home }) => home)].map(([home, all]) => [home, all.map(({ edge }) => edge)]),
    ),
  };
}

function leadOf({ namespaces, otherFindings }: Contract, { tallies }: Book): string {
  const sum = (of: 'services' | 'broken' | 'doubtful'): number =>
    [...tallies.values()].reduce((total, tally) => total + tally[of], 0);
  const what = `${count(sum('services'), 'Service')} in ${count(namespaces.length, 'namespace')}`;
  const broken = sum('broken');
  const faults = broken === 0 ? 'nothing is broken' : `<strong class="fault">✕ ${broken} broken</strong>`;
  const warnings = sum('doubtful') === 0 ? '' : `; ${count(sum('doubtful'), 'warning')}`;
  const others = otherFindings === 0 ? '' : `; ${count(otherFindings, 'other finding')}, which no edge shows`;
  return `${what}; ${faults}${warnings}${others}.`;
}

function controlsOf({ namespaces }: Contract): string {
  const options = namespaces.map(
    (namespace, index) => `<option value="n${index}">${htmlText(groupWords(namespace, namespaces))}</option>`,
  );
  return `<label class="search">Search <input type="search" name="words" placeholder="name, host, port, file" autocomplete="off" aria-keyshortcuts="/"></label>
<label>Namespace <select name="namespace"><option value="">all</option>${options.join('')}</select></label>
<label class="check"><input type="checkbox" name="broken"> Broken only</label>`;
}

/** The ends of edges: for all pictures of the page. */
const MARKERS = `<svg class="markers" width="0" height="0" aria-hidden="true" focusable="false"><defs>
<marker id="arrow" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 .8L8 4L0 7.2Z"/></marker>
<marker id="cross" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="11" markerHeight="11" markerUnits="userSpaceOnUse" orient="auto"><path d="M1 1L9 9M9 1L1 9"/></marker>
</defs></svg>`;

function namespaceHtml(namespace: ContractNamespace, index: number, book: Book): string {
  const { contract, chains, membership, homes } = book;
  const own = chains.flatMap((chain, number) => (homes.get(chain.head.id) === namespace ? [{ chain, number }] : []));
  const edges = book.edgesOf.get(namespace) ?? [];
  const picture = pictureOf({ contract, namespace, homes, edges, chains, membership });
  const services = own.map(({ chain, number }) => chainHtml(chain, number, book));
  const title = htmlText(groupWords(namespace, contract.namespaces));
  const open = contract.namespaces.length === 1 ? ' open' : '';
  return `<details class="namespace" id="n${index}"${open}>
<summary><h2>${title}</h2>${tallyHtml(book.tallies.get(namespace))}</summary>
<div class="inside"><div class="frame" tabindex="0" role="group" aria-label="Picture of ${title}, which the list tells too">${picture}</div>
<div class="list"><h3>Services</h3>${services.join('\n') || '<p class="none">none</p>'}${apartHtml(namespace, book)}</div></div>
</details>`;
}

function tallyHtml(tally: Tally | undefined): string {
  if (tally === undefined) return '';
  const { entries, services, workloads, broken, doubtful } = tally;
  const counts = [
    ...(entries > 0 ? [count(entries, 'entry', 'entries')] : []),
    count(services, 'Service'),
    count(workloads, 'workload'),
  ];
  const badge = broken > 0 ? `<span class="badge broken">✕ ${broken} broken</span>` : '';
  const doubt = doubtful > 0 ? `<span class="badge doubtful">! ${count(doubtful, 'warning')}</span>` : '';
  return `<span class="counts">${counts.join(', ')}</span>${badge}${doubt}`;
}

const MARKS = {
  ok: '',
  doubtful: '<span class="badge doubtful">! warning</span>',
  broken: '<span class="badge broken">✕ broken</span>',
  unknown: '<span class="badge unknown">? unknown</span>',
};

/** One Service of the list, with its chain hop by hop. */
function chainHtml(chain: Chain, number: number, book: Book): string {
  const { head } = chain;
  const status = statusOf(chain, book.contract);
  const hops = [
    ...chain.attached.map((edge) => edgeHop(edge, edge.from, book)),
    ...chain.routed.map((edge) => edgeHop(edge, edge.from, book)),
    ...chain.called.map((edge) => edgeHop(edge, edge.from, book)),
    ...(chain.routed.length + chain.called.length === 0
      ? ['<li class="hop"><span class="who">nobody among these files names it</span></li>']
      : []),
    headHop(head, book),
    ...chain.selected.map((edge) => edgeHop(edge, edge.to, book)),
  ];
  return `<details class="service ${status}" id="s${number}" data-text="${htmlText(wordsOf(chain, book))}">
<summary><span class="name">${htmlText(nameWords(head))}</span> <span class="kind">${kindWords(head)}</span>${MARKS[status]}</summary>
<ol class="chain">${hops.join('')}</ol>
</details>`;
}

/** What a search finds a Service by. */
function wordsOf(chain: Chain, { parts }: Book): string {
  const ids = new Set([chain.head.id, ...edgesOf(chain).flatMap(({ from, to }) => [from, to])]);
  const texts = [...ids].flatMap((id) => {
    const part = parts.get(id);
    if (part === undefined) return [];
    return [part.name, part.kind, part.at?.file ?? '', ...(part.role === 'entry' ? part.hosts : [])];
  });
  return [...new Set([...texts, ...edgesOf(chain).map(portWords)])].join(' ').toLowerCase();
}

const SAYS: Readonly<Record<ContractEdge['kind'], string>> = {
  attaches: 'takes the route',
  routes: 'sends requests',
  calls: 'calls it',
  selects: 'stands behind it',
};

function edgeHop(edge: ContractEdge, end: string, book: Book): string {
  const part = book.parts.get(end);
  if (part === undefined) return '';
  const at = edge.kind === 'selects' ? (part.at ?? edge.at) : edge.at;
  const ports = portWords(edge);
  const hosts =
    part.role === 'entry' && part.hosts.length > 0
      ? `<span class="hosts">${htmlText(part.hosts.join(', '))}</span>`
      : '';
  const ready =
    part.role === 'workload' && edge.kind === 'selects' ? `<span class="ready">${READY[part.readiness]}</span>` : '';
  const home = book.homes.get(end);
  const where =
    home === undefined || home === book.homes.get(edge.kind === 'selects' ? edge.from : edge.to)
      ? ''
      : `<span class="home">${htmlText(groupWords(home, book.contract.namespaces))}</span>`;
  return `<li class="hop ${edge.kind} ${edge.status}"><span class="who">${htmlText(kindWords(part))} <b>${htmlText(nameWords(part))}</b></span> ${where} ${hosts}
<span class="says">${SAYS[edge.kind]}${ports === '' ? '' : `, <span class="ports">${htmlText(ports)}</span>`}</span> ${MARKS[edge.status]} ${ready}
${placeHtml(at.file, at.line)}${findingsHtml(edge.findings, book)}</li>`;
}

const READY = { probe: 'ready by probe', always: 'ready as soon as it runs', never: 'never ready' } as const;

function headHop(head: ContractPart, book: Book): string {
  const ports =
    head.role === 'service'
      ? head.ports.map(({ name, port, protocol, target }) => `${name} ${port} → ${target}/${protocol}`.trim())
      : [];
  const said = ports.length === 0 ? '' : `<span class="ports">${htmlText(ports.join(', '))}</span>`;
  const place = head.at === null ? '' : placeHtml(head.at.file, head.at.line);
  return `<li class="hop head"><span class="who">${htmlText(kindWords(head))} <b>${htmlText(nameWords(head))}</b></span> ${said} ${place}${findingsHtml(head.findings, book)}</li>`;
}

function findingsHtml(indexes: readonly number[], { contract }: Book): string {
  const said = indexes.flatMap((index) => contract.findings[index] ?? []);
  return said.length === 0 ? '' : `<ul class="findings">${said.map(findingHtml).join('')}</ul>`;
}

function findingHtml({ rule, severity, message, help, file, line, column }: ContractFinding): string {
  const advice = help === null ? '' : `<span class="help">${htmlMessage(help)}</span>`;
  return `<li class="${severity}"><span class="severity">${severity}</span> ${htmlMessage(message)} ${placeHtml(file, line, column)} <span class="rule">${htmlText(rule)}</span>${advice}</li>`;
}

/** The parts of a namespace that stand on no chain, and those with a finding of their own. */
function apartHtml(namespace: ContractNamespace, book: Book): string {
  const apart = namespace.parts.filter(
    (part) => part.role !== 'service' && (part.findings.length > 0 || !book.membership.ofPart.has(part.id)),
  );
  if (apart.length === 0) return '';
  const items = apart.map((part) => {
    const place = part.at === null ? '' : placeHtml(part.at.file, part.at.line);
    return `<li><span class="who">${htmlText(kindWords(part))} <b>${htmlText(nameWords(part))}</b></span> ${place}${findingsHtml(part.findings, book)}</li>`;
  });
  return `<h3>Apart from Services</h3><ul class="apart">${items.join('')}</ul>`;
}
