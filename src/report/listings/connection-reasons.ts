import type {
  Connection,
  NamedObject,
  PodGroup,
  Side,
  UnitConnections,
} from '../../answers/connections/connections.js';
import { portsText } from '../../text/port-ranges.js';
import { list } from '../../text/words.js';
import { visible } from '../markup/visible.js';
import { kindsAndNames, nameOf, openText, placeOf, ruleText } from './connection-words.js';

/** Both directions of a group in sentences, policy by policy, with their places. */
export function explained(group: PodGroup, unit: UnitConnections): readonly string[] {
  return [...directionText('in', group, unit), ...directionText('out', group, unit)];
}

type Way = 'in' | 'out';

const WORDS = {
  in: { comes: 'comes in', preposition: 'from', opposite: 'egress', leaves: 'leaves' },
  out: { comes: 'goes out', preposition: 'to', opposite: 'ingress', leaves: 'enters' },
} as const;

function directionText(way: Way, group: PodGroup, unit: UnitConnections): readonly string[] {
  const side = way === 'in' ? group.ingress : group.egress;
  if (side.isolation === 'none')
    return [`${way}: no policy isolates it, so everything ${WORDS[way].comes} that the other end lets`];
  return [
    isolationText(way, side),
    ...side.connections.map((connection) => connectionText(way, connection, group, unit)),
    ...side.stopped.map(
      ({ pods, ports, by, policies }) =>
        `- not ${WORDS[way].preposition} ${list(pods.map(nameOf))}: ${list(by.map(ruleText))} would admit ` +
        `${portsText(ports)}, but ${kindsAndNames(policies)} (${list(policies.map(placeOf))}) ` +
        `isolate${policies.length === 1 ? 's' : ''} the other end, and no rule there admits it`,
    ),
    ...(way === 'in' ? group.shutOut : []).map(
      ({ from, ports }) =>
        `- not from the ingress controller, for ${kindsAndNames(from)} (${list(from.map(placeOf))}): ` +
        `no rule admits ${portsText(ports)} from where it may run`,
    ),
  ];
}

function isolationText(way: Way, { isolation, policies, others }: Side): string {
  const named = list(policies.map((policy) => `\`${visible(policy.name)}\` (${placeOf(policy)})`));
  const noun = policies.length === 1 ? 'isolates' : 'isolate';
  if (others.length > 0) {
    const verb = others.length === 1 ? 'decides' : 'decide';
    return `${way}: ${kindsAndNames(others)} (${list(others.map(placeOf))}) ${verb} too, which svclint does not read`;
  }
  if (isolation === 'perhaps') return `${way}: ${named} may isolate it: nothing says that they share a namespace`;
  return `${way}: ${named} ${noun} it, so only what a rule admits ${WORDS[way].comes}`;
}

function connectionText(way: Way, connection: Connection, group: PodGroup, unit: UnitConnections): string {
  const { peer, by } = connection;
  const rules = by.length === 0 ? '' : `: ${list(by.map(ruleText))}`;
  const head = `- ${openText(connection)} ${WORDS[way].preposition} ${visible(connection.who)}${rules}`;
  return peer.kind === 'pods' ? `${head}; ${beyond(way, peer.pods, group, unit)}` : head;
}

/** What the side of the other end says. */
function beyond(way: Way, pods: readonly NamedObject[], group: PodGroup, unit: UnitConnections): string {
  const { opposite, leaves } = WORDS[way];
  const groups = unit.groups.filter((each) => each.pods.some((one) => pods.some((other) => isSame(one, other))));
  const sides = groups.map((each) => each[opposite]);
  const free = sides.filter(({ isolation }) => isolation === 'none').length;
  if (free === sides.length) return `no policy isolates ${pods.length === 1 ? 'it' : 'them'} there`;
  const rules = sides.flatMap(({ connections }) =>
    connections.filter(({ peer }) => mayMean(peer, group)).flatMap(({ by }) => by),
  );
  const unique = [...new Map(rules.map((rule) => [ruleText(rule), rule])).keys()];
  const told = unique.length === 0 ? 'by their own rules' : `by ${list(unique, 'and', 4)}`;
  return `it ${leaves} ${pods.length === 1 ? 'that' : 'those'} ${told}`;
}

function mayMean(peer: Connection['peer'], { pods }: PodGroup): boolean {
  if (peer.kind === 'pods') return peer.pods.some((one) => pods.some((other) => isSame(one, other)));
  return ['anyone', 'namespaces', 'labelled'].includes(peer.kind);
}

function isSame(one: NamedObject, other: NamedObject): boolean {
  return one.name === other.name && one.namespace === other.namespace && one.kind === other.kind;
}
