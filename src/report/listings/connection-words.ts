import type {
  Connection,
  Peer,
  PlacedObject,
  PodLabels,
  PortRange,
  RulePlace,
  Side,
} from '../../answers/connections/connections.js';
import { list } from '../../text/words.js';
import { visible } from '../markup/visible.js';

/** `shop/db`, or the name alone where nothing decides the namespace. */
export function nameOf({ namespace, name }: { readonly namespace: string | null; readonly name: string }): string {
  return visible(namespace === null ? name : `${namespace}/${name}`);
}

export function namesOf(objects: readonly { readonly namespace: string | null; readonly name: string }[]): string {
  return list(objects.map(nameOf), 'and', 8);
}

export function placeOf({ file, line }: { readonly file: string; readonly line: number }): string {
  return visible(`${file}:${line}`);
}

/** `TCP 80, 8000-8999; UDP 53`, or that every port is meant. */
export function portsText(ports: readonly PortRange[]): string {
  const isAll = ({ from, to }: PortRange): boolean => from === 1 && to === 65_535;
  const protocols = [...new Set(ports.map(({ protocol }) => protocol))];
  if (protocols.length === 3 && ports.every(isAll)) return 'any port';
  return protocols
    .map((protocol) => {
      const own = ports.filter((range) => range.protocol === protocol);
      const texts = own.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`));
      return own.every(isAll) ? `any ${protocol} port` : `${protocol} ${texts.join(', ')}`;
    })
    .join('; ');
}

export function openText({ ports, perhaps }: Pick<Connection, 'ports' | 'perhaps'>): string {
  if (perhaps.length === 0) return portsText(ports);
  return ports.length === 0 ? `perhaps ${portsText(perhaps)}` : `${portsText(ports)}, perhaps ${portsText(perhaps)}`;
}

export function peerText(peer: Peer): string {
  switch (peer.kind) {
    case 'anyone':
      return 'anyone';
    case 'namespaces':
      return namespacesText(peer);
    case 'pods':
      return namesOf(peer.pods);
    case 'absent':
      return `${labelsText(peer)}: no Pod here`;
    case 'labelled':
      return labelsText(peer);
    case 'range':
      return visible(peer.cidr + (peer.except.length === 0 ? '' : ` except ${peer.except.join(', ')}`));
    case 'ingress-controller':
      return `ingress controller, for ${list(peer.from.map((from) => `${visible(from.kind)} ${nameOf(from)}`))}`;
  }
}

function namespacesText({ namespaces, perhaps, selector }: Extract<Peer, { kind: 'namespaces' }>): string {
  if (selector === '') return 'every Pod of the cluster';
  const named = namespaces.map((name) => visible(name ?? 'its namespace'));
  const doubtful = perhaps.map((name) => visible(name ?? 'its namespace'));
  if (selector === null) return `every Pod of ${list(named)}`;
  const known = named.length === 0 ? 'none here' : list(named);
  const unknown = doubtful.length === 0 ? '' : `, perhaps ${list(doubtful)}`;
  return `every Pod of namespaces with ${visible(selector)} (${known}${unknown})`;
}

function labelsText({ selector, namespace, namespaces }: PodLabels): string {
  const pods = `Pods with ${visible(selector)}`;
  if (namespaces === null) return namespace === null ? pods : `${pods} in ${visible(namespace)}`;
  return namespaces === '' ? `${pods} anywhere` : `${pods} in namespaces with ${visible(namespaces)}`;
}

/** Why a side is as open as it is, where its lines do not say it. */
export function doubtOf({ isolation, others, policies }: Side): string | null {
  if (isolation !== 'perhaps') return null;
  if (others.length > 0)
    return `perhaps otherwise: ${kindsAndNames(others)} decide${others.length === 1 ? 's' : ''} too`;
  return `perhaps any port: nothing says that ${kindsAndNames(policies)} and these Pods share a namespace`;
}

export function kindsAndNames(objects: readonly PlacedObject[]): string {
  return list(objects.map((object) => `${visible(object.kind)} ${nameOf(object)}`));
}

export function ruleText(rule: RulePlace): string {
  return `rule ${rule.rule} of \`${visible(rule.policy)}\` (${placeOf(rule)})`;
}
