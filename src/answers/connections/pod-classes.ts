import { append, groupBy } from '../../data/group.js';
import type { Graph } from '../../graph/graph.js';
import { namedPortsOf, type NamedPorts } from '../../graph/policies/opening.js';
import type { Match } from '../../k8s/labels/labels.js';
import type { Resource } from '../../k8s/object/resource.js';
import type { Direction, NetworkPolicy } from '../../k8s/policies/network-policy.js';
import type { PodTemplate } from '../../k8s/workloads/workload.js';
import { peerSetsOf, type PeerSet, type PeerSets } from './peer-sets.js';
import { wallOf, type Wall } from './walls.js';

/** Pods that no policy tells apart: the same policies isolate them, and the same peers mean them. */
export interface PodClass {
  readonly number: number;
  readonly templates: readonly PodTemplate[];
  readonly namespace: string | null;
  readonly onHostNetwork: boolean;
  /** Policies of other kinds that may concern them. */
  readonly others: readonly Resource[];
  /** Undefined where no policy isolates them in that direction. */
  readonly walls: Readonly<Record<Direction, Wall | undefined>>;
  /** The peers that mean them, or may. */
  readonly membership: ReadonlyMap<PeerSet, Match>;
  readonly ports: NamedPorts;
  /** What the names of ports that policies use mean to them. */
  readonly portsKey: string;
}

export interface PodClasses {
  readonly classes: readonly PodClass[];
  membersOf(set: PeerSet): readonly PodClass[];
}

/** The Pods of a unit, class by class. */
export function podClassesOf(
  graph: Graph,
  policies: readonly NetworkPolicy[],
  templates: readonly PodTemplate[],
): PodClasses {
  const setOf = peerSetsOf(graph.namespaces);
  const memberships = membershipsOf(graph, policies, setOf);
  const names = [...new Set(policies.flatMap(namesOfPorts))].sort();
  const wallAround = wallsOf(graph, setOf);
  const drafts = templates.map((template) => {
    const draft = {
      namespace: graph.namespaces.of(template.workload.resource),
      onHostNetwork: template.onHostNetwork,
      others: template.onHostNetwork ? [] : graph.policies.othersFor(template),
      walls: { ingress: wallAround(template, 'ingress'), egress: wallAround(template, 'egress') },
      membership: memberships.get(template) ?? NO_SETS,
      ports: namedPortsOf(template),
    };
    const portsKey = portsKeyOf(draft.ports, names);
    return { template, draft: { ...draft, portsKey }, key: keyOf({ ...draft, portsKey }) };
  });
  const alike = [...groupBy(drafts, ({ key }) => key).values()];
  const classes = alike.flatMap(([first, ...rest], number): readonly PodClass[] =>
    first === undefined
      ? []
      : [{ ...first.draft, number, templates: [first, ...rest].map(({ template }) => template) }],
  );
  const members = new Map<PeerSet, PodClass[]>();
  for (const each of classes) for (const set of each.membership.keys()) append(members, set, each);
  return { classes, membersOf: (set) => members.get(set) ?? [] };
}

const NO_SETS: ReadonlyMap<PeerSet, Match> = new Map();

function keyOf(draft: Omit<PodClass, 'number' | 'templates'>): string {
  const { namespace, onHostNetwork, others, walls, membership, portsKey } = draft;
  const sets = [...membership].map(([set, match]) => `${set.number}${match === 'yes' ? '' : '?'}`);
  return [
    namespace ?? '',
    onHostNetwork,
    others.length > 0,
    walls.ingress?.number,
    walls.egress?.number,
    portsKey,
    ...sets,
  ].join('\0');
}

function portsKeyOf({ named, areAll }: NamedPorts, names: readonly string[]): string {
  const numbers = ['TCP', 'UDP', 'SCTP'].flatMap((protocol) => names.map(named({ protocol })));
  return [areAll, ...numbers].join();
}

function namesOfPorts({ effectiveRules }: NetworkPolicy): readonly string[] {
  return effectiveRules.flatMap(({ ports }) => ports.flatMap(({ port }) => (port.kind === 'name' ? port.name : [])));
}

/** The peers that mean each template, or may; each meaning is looked up once. Nobody knows Pods of a node as peers. */
function membershipsOf(
  { policies: asked }: Graph,
  policies: readonly NetworkPolicy[],
  setOf: PeerSets,
): ReadonlyMap<PodTemplate, ReadonlyMap<PeerSet, Match>> {
  const memberships = new Map<PodTemplate, Map<PeerSet, Match>>();
  const known = new Set<PeerSet>();
  for (const policy of policies)
    for (const peer of policy.effectiveRules.flatMap(({ peers }) => peers)) {
      const set = setOf(policy, peer);
      if (set.kind === 'range' || known.has(set)) continue;
      known.add(set);
      for (const template of asked.admitted(policy, peer)) {
        if (template.onHostNetwork) continue;
        const membership = memberships.get(template) ?? new Map<PeerSet, Match>();
        memberships.set(template, membership.set(set, asked.admits(policy, peer, template)));
      }
    }
  return memberships;
}

/** The wall around each template; templates that the same policies isolate share it. */
function wallsOf(
  { policies: asked, unit }: Graph,
  setOf: PeerSets,
): (template: PodTemplate, direction: Direction) => Wall | undefined {
  const known = new Map<readonly NetworkPolicy[], Map<string, Wall>>();
  let number = 0;
  return (template, direction) => {
    const all = template.onHostNetwork ? [] : asked.isolating(template, direction);
    const policies = all.filter(({ resource }) => !unit.isRefused(resource));
    if (policies.length === 0) return undefined;
    const doubtful = policies.flatMap((policy, at) => (asked.selects(policy, template) === 'yes' ? [] : [at]));
    const ofThese = known.get(all) ?? new Map<string, Wall>();
    known.set(all, ofThese);
    const key = doubtful.join();
    const isDoubtful = new Set(doubtful.flatMap((at) => policies[at] ?? []));
    const wall = ofThese.get(key) ?? wallOf({ number: number++, direction, policies, doubtful: isDoubtful }, setOf);
    ofThese.set(key, wall);
    return wall;
  };
}
