import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import {
  describeConnections,
  portsBetween,
  rules,
  type InputFile,
  type PlacedObject,
  type PodGroup,
  type PortRange,
  type UnitConnections,
} from '../../src/index.js';
import { filesBelow } from './files.js';

/** One case of an independent analyzer: manifests, and the connections that it sees. */
export interface ConnectionCase {
  readonly name: string;
  readonly files: readonly InputFile[];
  /** `from => to` with the ports; a pair that is not there has none. */
  readonly expected: ReadonlyMap<string, string>;
}

export interface Compared {
  /** Pairs of workloads, and of a workload and a range of addresses. */
  readonly pairs: number;
  /** Pairs with an end on the network of its node, which Kubernetes leaves open. */
  readonly leftAside: number;
  readonly differences: readonly { readonly pair: string; readonly expected: string; readonly got: string }[];
}

export function readCase(root: string, name: string): ConnectionCase {
  const folder = join(root, 'cases', name);
  const files = filesBelow(folder).map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
  const lines = readFileSync(join(root, 'expected', `${name}.txt`), 'utf8').split('\n');
  const expected = new Map(
    lines.flatMap((line): [string, string][] => {
      const at = line.lastIndexOf(' : ');
      return at === -1 ? [] : [[line.slice(0, at), line.slice(at + 3)]];
    }),
  );
  return { name, files: [...files, ...undefinedNamespaces(files)], expected };
}

export function hasCases(root: string): boolean {
  return existsSync(join(root, 'cases')) && existsSync(join(root, 'expected'));
}

interface Manifest {
  readonly kind?: string;
  readonly items?: readonly Manifest[];
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

const DEFAULT = 'default';

/** To the analyzer, a namespace that no manifest defines has no label but its name. */
function undefinedNamespaces(files: readonly InputFile[]): readonly InputFile[] {
  const objects = files.flatMap(({ text }) =>
    parseAllDocuments(text).flatMap((document) => objectsIn(document.toJS() as Manifest | null)),
  );
  const defined = new Set(
    objects.flatMap(({ kind, metadata }) => (kind === 'Namespace' ? (metadata?.name ?? []) : [])),
  );
  const used = new Set(objects.map(({ metadata }) => metadata?.namespace ?? DEFAULT));
  const missing = [...used].filter((name) => !defined.has(name));
  const text = missing.map((name) => `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}}\n---\n`).join('');
  return text === '' ? [] : [{ path: 'other-namespaces.yaml', text }];
}

function objectsIn(manifest: Manifest | null): readonly Manifest[] {
  if (manifest === null) return [];
  if (manifest.items === undefined) return [manifest];
  const kind = manifest.kind?.replace(/List$/, '') || undefined;
  return manifest.items.map((item) => ({ ...(kind === undefined ? {} : { kind }), ...item }));
}

/** Every pair of the case, as svclint and as the analyzer see it. */
export function compareConnections({ files, expected }: ConnectionCase): Compared {
  // The analyzer takes every object for accepted, so that refusals would only hide connections.
  const off = Object.fromEntries(rules.map(({ id }) => [id, 'off' as const]));
  const units = describeConnections(files, { namespace: DEFAULT, rules: off });
  const groups = units.flatMap((unit) =>
    unit.groups.flatMap((group) => group.pods.map((pods) => ({ unit, group, pods }))),
  );
  const compared: Pair[] = [];
  let leftAside = 0;
  for (const from of groups)
    for (const to of groups) {
      if (nameOf(from.pods) === nameOf(to.pods)) continue;
      if (from.group.onHostNetwork || to.group.onHostNetwork) leftAside += 1;
      else compared.push([`${nameOf(from.pods)} => ${nameOf(to.pods)}`, portsOf(from.unit, from.pods, to.pods)]);
    }
  const addresses = cutsOf(groups, expected);
  const byRange = rangesIn(expected);
  for (const { group, pods } of groups) {
    if (group.onHostNetwork) leftAside += 2 * addresses.length;
    else
      for (const address of addresses) {
        compared.push([`${shown(address)} => ${nameOf(pods)}`, textOf(openTo(group.ingress, address))]);
        compared.push([`${nameOf(pods)} => ${shown(address)}`, textOf(openTo(group.egress, address))]);
      }
    const controller = group.ingress.connections.find(({ peer }) => peer.kind === 'ingress-controller');
    compared.push([`${CONTROLLER} => ${nameOf(pods)}`, textOf(controller?.ports ?? [])]);
  }
  // A workload that svclint does not see at all.
  const known = new Set(groups.map(({ pods }) => nameOf(pods)));
  for (const pair of expected.keys())
    for (const end of pair.split(' => '))
      if (!known.has(end) && !RANGE.test(end) && end !== CONTROLLER) compared.push([pair, `there is no ${end}`]);
  const wanted = (pair: string): string => expected.get(pair) ?? byRange(pair) ?? NONE;
  const differences = compared.flatMap(([pair, got]) =>
    wanted(pair) === got ? [] : [{ pair, expected: wanted(pair), got }],
  );
  return { pairs: compared.length, leftAside, differences };
}

type Pair = readonly [pair: string, got: string];

const CONTROLLER = '{ingress-controller}';
const NONE = 'No Connections';

function nameOf({ namespace, name, kind }: PlacedObject): string {
  return `${namespace ?? DEFAULT}/${name}[${kind}]`;
}

function portsOf(unit: UnitConnections, from: PlacedObject, to: PlacedObject): string {
  const { ports, perhaps } = portsBetween(unit, from, to);
  return textOf(ports) + (perhaps.length === 0 ? '' : ` (perhaps ${textOf(perhaps)})`);
}

/** `All Connections`, or ports by protocol in the order of the alphabet, as the analyzer writes them. */
function textOf(ports: readonly PortRange[]): string {
  const isAll = (range: PortRange): boolean => range.from === 1 && range.to === 65_535;
  if (ports.length === 0) return NONE;
  if (ports.length === 3 && ports.every(isAll)) return 'All Connections';
  return ['SCTP', 'TCP', 'UDP']
    .flatMap((protocol) => {
      const ranges = ports.filter((range) => range.protocol === protocol);
      const texts = ranges.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`));
      return ranges.length === 0 ? [] : [`${protocol} ${texts.join()}`];
    })
    .join();
}

const LAST = 0xff_ff_ff_ff;

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function shown(address: number): string {
  const parts = [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256);
  return parts.join('.');
}

/** First and last address of a block; undefined for one of IPv6. */
function blockOf(cidr: string): readonly [number, number] | undefined {
  const [address = '', bits = '32'] = cidr.split('/');
  if (!/^[\d.]+$/.test(address)) return undefined;
  const size = 2 ** (32 - Number(bits));
  const first = Math.floor(numberOf(address) / size) * size;
  return [first, first + size - 1];
}

const RANGE = /^([\d.]+)-([\d.]+)\[External\]$/;

/** One address of every range between two cuts, of ours or of theirs. */
function cutsOf(
  groups: readonly { readonly group: PodGroup }[],
  expected: ReadonlyMap<string, string>,
): readonly number[] {
  const cuts = new Set([0]);
  const cut = ([first, last]: readonly [number, number]): void => {
    cuts.add(first);
    if (last < LAST) cuts.add(last + 1);
  };
  for (const { group } of groups)
    for (const { peer } of [...group.ingress.connections, ...group.egress.connections])
      if (peer.kind === 'range') for (const cidr of [peer.cidr, ...peer.except]) cut(blockOf(cidr) ?? [0, LAST]);
  for (const pair of expected.keys())
    for (const end of pair.split(' => ')) {
      const [, first, last] = RANGE.exec(end) ?? [];
      if (first !== undefined && last !== undefined) cut([numberOf(first), numberOf(last)]);
    }
  return [...cuts].sort((a, b) => a - b);
}

/** Answers a pair with an address by the line whose range holds it. */
function rangesIn(expected: ReadonlyMap<string, string>): (pair: string) => string | undefined {
  const lines = new Map<string, { readonly first: number; readonly last: number; readonly ports: string }[]>();
  for (const [pair, ports] of expected) {
    const ends = pair.split(' => ');
    const at = ends.findIndex((end) => RANGE.test(end));
    const [, first = '', last = ''] = RANGE.exec(ends[at] ?? '') ?? [];
    if (at === -1) continue;
    const key = `${at} ${ends[1 - at] ?? ''}`;
    lines.set(key, [...(lines.get(key) ?? []), { first: numberOf(first), last: numberOf(last), ports }]);
  }
  return (pair) => {
    const ends = pair.split(' => ');
    const at = ends.findIndex((end) => /^[\d.]+$/.test(end));
    const address = numberOf(ends[at] ?? '');
    return lines.get(`${at} ${ends[1 - at] ?? ''}`)?.find(({ first, last }) => first <= address && address <= last)
      ?.ports;
  };
}

function openTo({ isolation, connections }: PodGroup['ingress'], address: number): readonly PortRange[] {
  const all = ['TCP', 'UDP', 'SCTP'].map((protocol) => ({ protocol, from: 1, to: 65_535 }));
  if (isolation === 'none') return all;
  const isIn = (cidr: string): boolean => {
    const [first, last] = blockOf(cidr) ?? [1, 0];
    return first <= address && address <= last;
  };
  const lines = connections.filter(
    ({ peer }) => peer.kind === 'anyone' || (peer.kind === 'range' && isIn(peer.cidr) && !peer.except.some(isIn)),
  );
  return joined(lines.flatMap(({ ports }) => ports));
}

function joined(ports: readonly PortRange[]): readonly PortRange[] {
  return ['TCP', 'UDP', 'SCTP'].flatMap((protocol) => {
    const found: PortRange[] = [];
    const own = ports.filter((range) => range.protocol === protocol).sort((a, b) => a.from - b.from);
    for (const range of own) {
      const last = found.at(-1);
      if (last !== undefined && range.from <= last.to + 1)
        found[found.length - 1] = { ...last, to: Math.max(last.to, range.to) };
      else found.push(range);
    }
    return found;
  });
}
