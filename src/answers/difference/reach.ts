import { union, without } from '../../k8s/policies/port-set.js';
import { portsText } from '../../text/port-ranges.js';
import { code } from '../../text/words.js';
import type {
  Connection,
  NamedObject,
  PlacedObject,
  PodGroup,
  Side,
  UnitConnections,
} from '../connections/connections.js';
import { nameText } from '../connections/peer-text.js';
import { keyOfObject } from '../connections/places.js';
import type { ContractChange } from './difference.js';
import { paired, pairedNearest, type Housed, type Pair } from './pairs.js';
import type { WorkloadChanges } from './workloads.js';

/** A workload, and what policies say of it and of those that are in one group with it. */
export interface PlacedGroup {
  readonly pods: PlacedObject;
  readonly group: PodGroup;
  readonly file: string;
}

export function placedGroups({ groups }: UnitConnections): readonly PlacedGroup[] {
  return groups.flatMap((group) => group.pods.map((pods) => ({ pods, group, file: pods.file })));
}

/** Who may no longer talk to whom, and who may now, of the workloads that are there before and after. */
export function reachChanges(
  before: readonly (PlacedGroup & Housed)[],
  after: readonly (PlacedGroup & Housed)[],
  nowOf: WorkloadChanges['nowOf'],
): readonly ContractChange[] {
  const was = before.map((each) => ({ ...each, key: keyOfObject(nowOf(each.pods, each.home.unit)) }));
  const now = after.map((each) => ({ ...each, key: keyOfObject(each.pods) }));
  const { same } = pairedNearest(was, now, ({ key }) => key);
  const names = new Set(same.map((pair) => nameText(pair.now.pods)));
  return same.flatMap((pair) => {
    const stayed: Stayed = { names, nowOf: (workload) => nowOf(workload, pair.was.home.unit) };
    return [...sideChanges(pair, 'ingress', stayed), ...sideChanges(pair, 'egress', stayed)];
  });
}

/** The workloads that are there before and after, by the names that they have now. */
interface Stayed {
  readonly names: ReadonlySet<string>;
  readonly nowOf: (workload: NamedObject) => NamedObject;
}

function lineOf({ pods: { file, line } }: PlacedGroup) {
  return { file, line };
}

/** Who may come in or go out, one by one. */
interface Line extends Pick<Connection, 'who'> {
  readonly ports: Connection['ports'];
  /** The same for the same peer, whatever else is on disk. */
  readonly key: string;
}

/** Pods that came or went are told as workloads, and Ingresses by what they expose. */
function linesOf({ connections }: Side, stayed: Stayed): readonly Line[] {
  return connections.flatMap(({ peer, who, ports: sure, perhaps }): readonly Line[] => {
    const ports = union(sure, perhaps);
    if (peer.kind === 'absent') return [];
    if (peer.kind === 'ingress-controller') return [{ who: 'the ingress controller', ports, key: peer.kind }];
    if (peer.kind === 'namespaces') return [{ who, ports, key: peer.selector ?? who }];
    if (peer.kind !== 'pods') return [{ who, ports, key: who }];
    return peer.pods
      .map((pods) => nameText(stayed.nowOf(pods)))
      .filter((name) => stayed.names.has(name))
      .map((name) => ({ who: code(name), ports, key: name }));
  });
}

function sideChanges(
  { was, now }: Pair<PlacedGroup>,
  direction: 'ingress' | 'egress',
  stayed: Stayed,
): readonly ContractChange[] {
  const [old, own] = [was.group[direction], now.group[direction]];
  const pods = code(nameText(now.pods));
  const change = (effect: ContractChange['effect'], text: string): ContractChange => ({
    topic: 'connection',
    effect,
    text,
    before: policyLine(old) ?? lineOf(was),
    after: policyLine(own) ?? lineOf(now),
  });
  const isIn = direction === 'ingress';
  if (old.isolation === 'none' && own.isolation === 'none') return [];
  if (old.isolation === 'none') {
    const lines = own.connections.map((line) => `${openOf(line)} ${isIn ? 'from' : 'to'} ${line.who}`);
    const left = lines.length === 0 ? 'nothing' : `only ${lines.join('; ')}`;
    return [change('breaks', `${left} gets ${isIn ? 'into' : 'out of'} ${pods} now: no policy isolated it before`)];
  }
  if (own.isolation === 'none')
    return [change('opens', `anything gets ${isIn ? 'into' : 'out of'} ${pods} now: no policy isolates it any more`)];
  const lines = paired(linesOf(old, stayed), linesOf(own, stayed), ({ key }) => key);
  const told = (line: Line, ports: Connection['ports'], verb: string): string =>
    isIn ? `${line.who} ${verb} ${pods} on ${portsText(ports)}` : `${pods} ${verb} ${line.who} on ${portsText(ports)}`;
  return [
    ...lines.gone.map((line) => change('breaks', told(line, line.ports, 'no longer reaches'))),
    ...lines.added.map((line) => change('opens', told(line, line.ports, 'may now reach'))),
    ...lines.same.flatMap((pair) => {
      const [less, more] = [without(pair.was.ports, pair.now.ports), without(pair.now.ports, pair.was.ports)];
      return [
        ...(less.length === 0 ? [] : [change('breaks', told(pair.was, less, 'no longer reaches'))]),
        ...(more.length === 0 ? [] : [change('opens', told(pair.now, more, 'may now reach'))]),
      ];
    }),
  ];
}

function openOf({ ports, perhaps }: Connection): string {
  return portsText(union(ports, perhaps));
}

function policyLine({ policies: [first] }: Side) {
  return first === undefined ? undefined : { file: first.file, line: first.line };
}
