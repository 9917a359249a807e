import { append } from '../../data/group.js';
import { remember } from '../../data/once.js';
import { NO_NAMES, OPEN, UNKNOWN_NAMES, type Opening } from '../../graph/passages/opening.js';
import { DIRECTIONS, type Direction } from '../../k8s/policies/network-policy.js';
import { EVERY_PORT, intersection, keyOf, NO_PORT, without } from '../../k8s/policies/port-set.js';
import type { Connection, LabelledPods, NamedObject, Peer, PodLabels, Side, Stopped } from './connections.js';
import { selectorText, type PeerSet } from './peer-sets.js';
import { peerText } from './peer-text.js';
import { inOrder, rulesInOrder, withoutPlace, type Places, type PolicyRuleOf } from './places.js';
import { OPPOSITE, type PodClass, type PodClasses } from './pod-classes.js';
import { passing, type Passing, type Wall } from './walls.js';

interface Context {
  readonly all: PodClasses;
  readonly places: Places;
}

type Passes = Pick<Side, 'connections' | 'stopped'>;

/** What Pods let in, or out; and which sets of Pods are told by their labels, since they are many. */
export interface Sides {
  readonly of: (pods: PodClass, direction: Direction) => Side;
  /** The same text for sides that say the same. */
  readonly keyOf: (side: Side) => string;
  readonly labelled: () => readonly LabelledPods[];
}

export function sidesOf(context: Context): Sides {
  const { all, places } = context;
  // Many Pods may stand behind one wall; where nobody beyond it asks who they are, it is the same for all of them.
  const asksNobody = remember((wall: Wall) =>
    [...namedBy(wall, all)].every(
      (peer) => peer.walls[OPPOSITE[wall.direction]] === undefined && peer.others.length === 0,
    ),
  );
  const policiesOf = remember((wall: Wall) => inOrder(wall.policies.map(({ resource }) => places.object(resource))));
  const shared = new Map<string, Passes>();
  const through = (pods: PodClass, wall: Wall): Passes => {
    const key = asksNobody(wall) ? `${wall.number} ${pods.portsKey}` : `${wall.number} of ${pods.number}`;
    const passes = shared.get(key) ?? throughWall(context, pods, wall);
    shared.set(key, passes);
    return passes;
  };
  const of: Sides['of'] = (pods, direction) => {
    const wall = pods.walls[direction];
    const isDoubtful = pods.others.length > 0 || wall?.parts.every(({ isSure }) => !isSure) === true;
    const isolation = wall === undefined ? 'none' : 'sure';
    return {
      isolation: isDoubtful ? 'perhaps' : isolation,
      policies: wall === undefined ? NOBODY : policiesOf(wall),
      others: pods.others.length === 0 ? NOBODY : inOrder(pods.others.map(places.object)),
      ...(wall === undefined ? NOTHING : through(pods, wall)),
    };
  };
  const number = numbering();
  const keyOf: Sides['keyOf'] = ({ isolation, policies, others, connections, stopped }) =>
    [isolation, ...[policies, others, connections, stopped].map(number)].join();
  return { of, keyOf, labelled: () => labelledIn(context) };
}

/** A number for each list: the same for lists that say the same, each of which is read once. */
function numbering(): (list: readonly unknown[]) => number {
  const texts = new Map<string, number>();
  return remember((list) => {
    const text = JSON.stringify(list);
    const number = texts.get(text) ?? texts.size;
    texts.set(text, number);
    return number;
  });
}

function labelledIn({ all, places }: Context): readonly LabelledPods[] {
  // Many sets may hold the same Pods, which are then listed once.
  const lists = new Map<string, LabelledPods['pods']>();
  const listed = (classes: readonly PodClass[]): LabelledPods['pods'] => {
    const key = classes.map(({ number }) => number).join();
    const list = lists.get(key) ?? namesOf({ places }, classes);
    lists.set(key, list);
    return list;
  };
  return all.sets
    .filter((set) => DIRECTIONS.some((direction) => all.isToldByLabels(direction, set)))
    .map((set) => {
      const having = (match: 'yes' | 'unknown') =>
        listed(all.membersOf(set).filter(({ membership }) => membership.get(set) === match));
      return { ...labelsOf(set), pods: having('yes'), perhaps: having('unknown') };
    });
}

function labelsOf({ namespace, peer: { podSelector = [], namespaceSelector } }: PeerSet): PodLabels {
  const namespaces = namespaceSelector === undefined ? null : selectorText(namespaceSelector);
  return { selector: selectorText(podSelector), namespace, namespaces };
}

const NOTHING: Passes = { connections: [], stopped: [] };

const NOBODY: Side['policies'] = [];

function throughWall(context: Context, pods: PodClass, wall: Wall): Passes {
  const { found, stopped } = withNamedPods(context, pods, wall);
  const connections = [
    ...[...found.values()].map((peers) => withPods(context, peers)),
    ...symbolic(context, pods, wall),
  ];
  return { connections, stopped: [...stopped.values()].map((peers) => stoppedOf(context, peers, wall)) };
}

/** Pods that a rule names, with what passes here, and what passes at their own side too. */
interface NamedPods {
  readonly peer: PodClass;
  readonly here: Passing;
  readonly both: Opening;
}

/** The Pods that rules name, by the ports that are open to them, and those that their own side stops. */
function withNamedPods({ all }: Context, pods: PodClass, wall: Wall) {
  const found = new Map<string, NamedPods[]>();
  const stopped = new Map<string, NamedPods[]>();
  for (const peer of namedBy(wall, all)) {
    const receiver = wall.direction === 'ingress' ? pods.ports : peer.ports;
    const here = passing(wall, { membership: peer.membership, receiver });
    // Who stands in the line of a namespace, or of anyone, needs one of its own only where more is open to it.
    const symbolicOnly = new Map([...peer.membership].filter(([set]) => !isNamed(all, wall, set)));
    if (isSame(here, passing(wall, { membership: symbolicOnly, receiver: ownNames(pods, wall) }))) continue;
    const there = passingThere(pods, peer, wall.direction);
    const both = { sure: intersection(here.sure, there.sure), perhaps: intersection(here.perhaps, there.perhaps) };
    const named = { peer, here, both };
    if (both.perhaps.length > 0) append(found, `${keyOf(both.sure)} ${keyOf(both.perhaps)}`, named);
    else if (here.perhaps.length > 0)
      append(stopped, `${keyOf(here.perhaps)} ${peer.walls[OPPOSITE[wall.direction]]?.number ?? ''}`, named);
  }
  return { found, stopped };
}

function namedBy(wall: Wall, all: PodClasses): Iterable<PodClass> {
  if (wall.opensByName) return all.classes.filter(({ onHostNetwork }) => !onHostNetwork);
  return new Set([...wall.sets].flatMap((set) => (isNamed(all, wall, set) ? all.membersOf(set) : [])));
}

/** True for Pods that are told one by one, with what their own side says. */
function isNamed(all: PodClasses, wall: Wall, set: PeerSet): boolean {
  return set.kind === 'pods' && !all.isToldByLabels(wall.direction, set);
}

const isSame = (some: Opening, others: Opening): boolean =>
  keyOf(some.sure) === keyOf(others.sure) && keyOf(some.perhaps) === keyOf(others.perhaps);

/** Names of ports as far as they do not depend on the other end. */
function ownNames(pods: PodClass, { direction }: Wall): PodClass['ports'] {
  return direction === 'ingress' ? pods.ports : NO_NAMES;
}

/** What the other end lets pass to these Pods, or from them. */
function passingThere(pods: PodClass, peer: PodClass, direction: Direction): Passing {
  const wall = peer.walls[OPPOSITE[direction]];
  const receiver = direction === 'ingress' ? pods.ports : peer.ports;
  const passes = wall === undefined ? UNGUARDED : passing(wall, { membership: pods.membership, receiver });
  return peer.others.length === 0 ? passes : { ...passes, sure: NO_PORT, perhaps: EVERY_PORT };
}

const UNGUARDED: Passing = { ...OPEN, by: [] };

/** Anyone, namespaces, ranges, and Pods that are not there: whom the rules mean, without a look at the other end. */
function* symbolic(context: Context, pods: PodClass, wall: Wall): Iterable<Connection> {
  const receiver = ownNames(pods, wall);
  const anyone = passing(wall, { membership: new Map(), receiver });
  if (anyone.perhaps.length > 0) yield connectionOf(context, { kind: 'anyone' }, anyone);
  for (const set of [...wall.sets].sort((a, b) => a.number - b.number)) {
    const peer = peerOf(context, wall, set);
    if (peer === undefined) continue;
    const by = wall.parts.flatMap(({ bySet }) => bySet.get(set) ?? []);
    const names = wall.direction === 'ingress' ? receiver : receivingNames(context, peer, set);
    const { sure, perhaps } = passing(wall, { membership: new Map([[set, 'yes']]), receiver: names });
    // What is open to anyone needs no line of its own.
    const more = { sure: without(sure, anyone.sure), perhaps: without(perhaps, anyone.perhaps), by };
    if (more.sure.length > 0 || more.perhaps.length > 0) yield connectionOf(context, peer, more);
  }
}

/** What names of ports mean to whom a rule lets these Pods call: all who are told together have the same. */
function receivingNames({ all }: Context, { kind }: Peer, set: PeerSet): PodClass['ports'] {
  if (kind === 'absent') return UNKNOWN_NAMES;
  return kind === 'labelled' ? (all.membersOf(set)[0]?.ports ?? NO_NAMES) : NO_NAMES;
}

/** Undefined for Pods that are there, which are named one by one. */
function peerOf({ all }: Context, wall: Wall, set: PeerSet): Peer | undefined {
  const { kind, namespace, peer } = set;
  const { namespaceSelector } = peer;
  const members = all.membersOf(set);
  const asked = namespaceSelector === undefined ? null : selectorText(namespaceSelector);
  if (kind === 'range') return { kind, cidr: peer.ipBlock ?? '', except: peer.except };
  if (kind === 'pods' && members.length === 0) return { kind: 'absent', ...labelsOf(set) };
  if (kind === 'pods') return isNamed(all, wall, set) ? undefined : { kind: 'labelled', ...labelsOf(set) };
  const having = (match: 'yes' | 'unknown'): readonly (string | null)[] =>
    [...new Set(members.filter((each) => each.membership.get(set) === match).map((each) => each.namespace))].sort();
  return {
    kind,
    namespaces: asked === null ? [namespace] : having('yes'),
    perhaps: having('unknown'),
    selector: asked,
  };
}

function withPods(context: Context, named: readonly NamedPods[]): Connection {
  const pods = podsOf(context, named);
  const both = named[0]?.both ?? OPEN;
  const by = named.flatMap(({ here }) => here.by);
  return connectionOf(context, { kind: 'pods', pods }, { ...both, by });
}

function stoppedOf(context: Context, named: readonly NamedPods[], { direction }: Wall): Stopped {
  const policies = named.flatMap(({ peer }) => peer.walls[OPPOSITE[direction]]?.policies ?? []);
  return {
    pods: podsOf(context, named),
    ports: named[0]?.here.perhaps ?? NO_PORT,
    by: rulesOf(
      context,
      named.flatMap(({ here }) => here.by),
    ),
    policies: inOrder(policies.map(({ resource }) => context.places.object(resource))),
  };
}

function podsOf(context: Context, named: readonly NamedPods[]): readonly NamedObject[] {
  return namesOf(
    context,
    named.map(({ peer }) => peer),
  );
}

function namesOf({ places }: Pick<Context, 'places'>, classes: readonly PodClass[]): readonly NamedObject[] {
  return inOrder(classes.flatMap(({ templates }) => templates.map((template) => withoutPlace(places.pods(template)))));
}

function connectionOf(context: Context, peer: Peer, { sure, perhaps, by }: Passing): Connection {
  return {
    peer,
    who: peerText(peer),
    ports: sure,
    perhaps: without(perhaps, sure),
    by: rulesOf(context, by),
  };
}

/** Each rule once, in the order of their policies. */
export function rulesOf({ places }: Pick<Context, 'places'>, rules: readonly PolicyRuleOf[]): Connection['by'] {
  return rulesInOrder([...new Map(rules.map((each) => [each.rule, each])).values()].map(places.rule));
}
