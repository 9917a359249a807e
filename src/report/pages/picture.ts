import type { Contract, ContractEdge, ContractNamespace, ContractPart } from '../../answers/contract/contract.js';
import { append } from '../../data/group.js';
import { count } from '../../text/words.js';
import { groupWords, nameWords } from '../graphs/words.js';
import { htmlText } from '../markup/html-text.js';
import type { Chain } from './chains.js';
import { edgesOf } from './chains.js';
import { layoutOf, type Link, type Node, type Point, type Route } from './layout.js';
import { box, boxOf, labelOf, type Label } from './sizes.js';

/** Which chains each part and each edge belongs to, by their numbers. */
export interface Membership {
  readonly ofPart: ReadonlyMap<string, readonly number[]>;
  readonly ofEdge: ReadonlyMap<ContractEdge, readonly number[]>;
}

export function membershipOf(chains: readonly Chain[]): Membership {
  const ofPart = new Map<string, number[]>();
  const ofEdge = new Map<ContractEdge, number[]>();
  chains.forEach((chain, number) => {
    const edges = edgesOf(chain);
    const parts = new Set([chain.head.id, ...edges.flatMap(({ from, to }) => [from, to])]);
    for (const id of parts) append(ofPart, id, number);
    for (const edge of new Set(edges)) append(ofEdge, edge, number);
  });
  return { ofPart, ofEdge };
}

interface Drawn {
  readonly node: Node;
  readonly shape: ContractPart['role'] | 'elsewhere';
  readonly isBroken: boolean;
  readonly title: string;
  readonly chains: readonly number[];
  /** The chain that a click opens. */
  readonly opens: number | undefined;
}

/** What a picture is made of. */
export interface Scene {
  readonly contract: Contract;
  readonly namespace: ContractNamespace;
  /** The namespace of every part. */
  readonly homes: ReadonlyMap<string, ContractNamespace>;
  readonly edges: readonly ContractEdge[];
  readonly chains: readonly Chain[];
  readonly membership: Membership;
}

/** One namespace as SVG: entries, Services, workloads, and other namespaces as one box each, on either side. */
export function pictureOf(scene: Scene): string {
  const { inner, drawn } = drawnOf(scene);
  const links = inner.map(({ link }) => link);
  const { places, routes, width, height } = layoutOf(
    drawn.map(({ node }) => node),
    links,
  );
  const labels = new Map(drawn.map(({ node }) => [node.id, node.label]));
  const lines = inner.map((each) => edgeSvg(each, sideways(each.link, routes.get(each.link), places, labels)));
  const boxes = drawn.map((each) => partSvg(each, places.get(each.node.id) ?? { x: 0, y: 0 }));
  const size = `width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}"`;
  return `<svg class="picture" ${size} aria-hidden="true" focusable="false">\n${[...lines, ...boxes].join('\n')}\n</svg>`;
}

interface InnerEdge {
  readonly link: Link;
  readonly edges: readonly ContractEdge[];
  readonly chains: readonly number[];
}

/** The parts of the namespace and its edges; across its border, those of one part and one other namespace are one. */
function drawnOf({ contract, namespace, homes, edges, chains, membership }: Scene): {
  readonly inner: readonly InnerEdge[];
  readonly drawn: readonly Drawn[];
} {
  const ends = new Map<string, { readonly name: string; edges: number; readonly chains: Set<number> }>();
  const bundled = new Map<string, ContractEdge[]>();
  const endOf = (id: string, side: 'in' | 'out', edge: ContractEdge): string => {
    const home = homes.get(id);
    if (home === undefined || home === namespace) return id;
    const key = `\0${side}${contract.namespaces.indexOf(home)}`;
    const end = ends.get(key) ?? { name: groupWords(home, contract.namespaces), edges: 0, chains: new Set<number>() };
    end.edges++;
    for (const chain of membership.ofEdge.get(edge) ?? []) end.chains.add(chain);
    ends.set(key, end);
    return key;
  };
  for (const edge of edges)
    append(bundled, JSON.stringify([endOf(edge.from, 'in', edge), edge.kind, endOf(edge.to, 'out', edge)]), edge);
  const numbers = new Map(chains.map(({ head }, index) => [head.id, index]));
  const inner = [...bundled].map(([key, all]): InnerEdge => {
    const [from, kind, to] = JSON.parse(key) as [string, string, string];
    return {
      link: { from, to, label: bundleLabel(all), isCall: kind === 'calls' },
      edges: all,
      chains: [...new Set(all.flatMap((edge) => membership.ofEdge.get(edge) ?? []))],
    };
  });
  const parts = namespace.parts.map((part): Drawn => ({
    node: { id: part.id, label: boxOf(part, contract) },
    shape: part.role,
    isBroken: part.findings.some((index) => contract.findings[index]?.severity === 'error'),
    title: titleOf(part),
    chains: membership.ofPart.get(part.id) ?? [],
    opens: numbers.get(part.id) ?? membership.ofPart.get(part.id)?.[0],
  }));
  const others = [...ends].map(([id, end]): Drawn => ({
    node: {
      id,
      label: box([
        { text: end.name, style: 'name' },
        { text: `namespace, ${count(end.edges, 'edge')}`, style: 'kind' },
      ]),
    },
    shape: 'elsewhere',
    isBroken: false,
    title: `namespace ${end.name}`,
    chains: [...end.chains],
    opens: undefined,
  }));
  return { inner, drawn: [...parts, ...others] };
}

function titleOf(part: ContractPart): string {
  const name = `${part.kind} ${nameWords(part)}`;
  return part.at === null ? `${name}, not among the files` : `${name}, ${part.at.file}:${part.at.line}`;
}

/** The label of an edge; of several in a bundle their number, and how many are broken. */
function bundleLabel(edges: readonly ContractEdge[]): Label {
  const [first] = edges;
  if (first !== undefined && edges.length === 1) return labelOf(first);
  const broken = edges.filter(({ status }) => status === 'broken').length;
  const lines = [
    { text: count(edges.length, 'edge'), style: 'kind' } as const,
    ...(broken === 0 ? [] : [{ text: `✕ ${broken} broken`, style: 'fault' } as const]),
  ];
  return { lines, width: 76, height: 15 * lines.length + 3 };
}

/**
 * From the side of one box to the side of the other, by the points between that the layout gives; a call that the
 * layout leaves out has none.
 */
function sideways(
  { from, to }: Link,
  route: Route | undefined,
  places: ReadonlyMap<string, Point>,
  labels: ReadonlyMap<string, Label>,
): Route {
  const inner = route?.points.slice(1, -1) ?? [];
  const [start, end] = [from, to].map((id) => places.get(id) ?? { x: 0, y: 0 }) as [Point, Point];
  const side = (id: string, box: Point, other: Point): Point => {
    const half = (labels.get(id)?.width ?? 0) / 2;
    return { x: box.x + (other.x < box.x ? -half : half), y: box.y };
  };
  const points = [side(from, start, inner[0] ?? end), ...inner, side(to, end, inner.at(-1) ?? start)];
  return { points, at: route?.at ?? { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 } };
}

function edgeSvg({ link, edges, chains }: InnerEdge, { points, at }: Route): string {
  const status = worstOf(edges);
  const isFar = points.length < 3;
  const classes = ['edge', link.isCall ? 'calls' : 'leads', status, ...(isFar ? ['far'] : [])].join(' ');
  const end = status === 'broken' ? 'cross' : 'arrow';
  const line = `<path d="${pathOf(points)}" marker-end="url(#${end})"/>`;
  const label = isFar ? '' : labelSvg(link.label, at);
  return `<g class="${classes}" data-of="${chains.join(' ')}">${line}${label}</g>`;
}

function worstOf(edges: readonly ContractEdge[]): ContractEdge['status'] {
  const order = ['broken', 'doubtful', 'unknown'] as const;
  return order.find((status) => edges.some((edge) => edge.status === status)) ?? 'ok';
}

function labelSvg({ lines, width, height }: Label, { x, y }: Point): string {
  if (lines.length === 0) return '';
  const [left, top] = [x - width / 2, y - height / 2];
  const back = `<rect class="back" x="${round(left)}" y="${round(top)}" width="${round(width)}" height="${round(height)}"/>`;
  const texts = lines.map(
    ({ text, style }, index) =>
      `<text class="${style}" x="${round(x)}" y="${round(top + 13 + 15 * index)}" text-anchor="middle">${htmlText(text)}</text>`,
  );
  return back + texts.join('');
}

/** A curve through the middles between the points, which bends at each of them. */
function pathOf(points: readonly Point[]): string {
  const [first = { x: 0, y: 0 }, ...rest] = points;
  const last = rest.at(-1) ?? first;
  if (rest.length < 2) {
    const bend = Math.max(40, Math.abs(last.x - first.x) / 2);
    return `M${at(first)}C${round(first.x - bend)} ${round(first.y)} ${round(last.x + bend)} ${round(last.y)} ${at(last)}`;
  }
  const curves = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? last;
    const end = next === last ? last : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${at(point)} ${at(end)}`;
  });
  return `M${at(first)}${curves.join('')}`;
}

function at({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function partSvg({ node: { label }, shape, isBroken, title, chains, opens }: Drawn, { x, y }: Point): string {
  const { width, height, lines } = label;
  const classes = ['part', shape, ...(isBroken ? ['broken'] : [])].join(' ');
  const open = opens === undefined ? '' : ` data-opens="${opens}"`;
  const [left, top] = [round(x - width / 2), round(y - height / 2)];
  const texts = lines.map(
    ({ text, style }, index) => `<text class="${style}" x="16" y="${21 + 16 * index}">${htmlText(text)}</text>`,
  );
  return `<g class="${classes}" data-of="${chains.join(' ')}"${open} transform="translate(${left} ${top})"><title>${htmlText(title)}</title>${shapeOf(shape, width, height)}${texts.join('')}</g>`;
}

/** A flag for an entry, round ends for a Service, corners for what makes Pods. */
function shapeOf(shape: Drawn['shape'], width: number, height: number): string {
  const [w, h] = [round(width), round(height)];
  if (shape === 'entry')
    return `<path class="box" d="M0 0H${round(width - 12)}L${w} ${round(height / 2)}L${round(width - 12)} ${h}H0Z"/>`;
  const radius = { service: Math.min(height / 2, 18), workload: 3, absent: 3, elsewhere: 3 }[shape];
  return `<rect class="box" width="${w}" height="${h}" rx="${radius}"/>`;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
