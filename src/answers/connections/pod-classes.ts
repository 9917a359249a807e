import { append, groupBy } from '../../data/group.js';
import { remember, rememberEach } from '../../data/once.js';
import type { Graph } from '../../graph/graph.js';
import type { Cohort } from '../../graph/policies/cohorts.js';
import { namedPortsOf, type NamedPorts } from '../../graph/passages/opening.js';
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
  /** Whom rules name, each meaning once. */
  readonly sets: readonly PeerSet[];
  readonly membersOf: (set: PeerSet) => readonly PodClass[];
  /** True for many Pods: they are told together, and what their own side says is said there. */
  readonly isToldByLabels: (direction: Direction, set: PeerSet) => boolean;
}

/** The direction that is asked about at the other end. */
export const OPPOSITE: Readonly<Record<Direction, Direction>> = { ingress: 'egress', egress: 'ingress' };

/** So many Pods are told one by one. */
const MOST_NAMED = 20;

/** The Pods of a unit that are accepted, class by class. */
export function podClassesOf(
  graph: Graph,
  policies: readonly NetworkPolicy[],
  isAccepted: (template: PodTemplate) => boolean,
): PodClasses {
  const setOf = peerSetsOf(graph.namespaces);
  const memberships = membershipsOf(graph, policies, setOf);
  const names = [...new Set(policies.flatMap(namesOfPorts))].sort();
  const wallAround = wallsOf(graph, setOf);
  const drafts = graph.policies.cohorts().flatMap((cohort) => {
    const { first } = cohort;
    const draft = {
      namespace: graph.namespaces.of(first.workload.resource),
      onHostNetwork: first.onHostNetwork,
      others: first.onHostNetwork ? [] : graph.policies.othersFor(first),
      walls: { ingress: wallAround(first, 'ingress'), egress: wallAround(first, 'egress') },
      membership: memberships.get(cohort) ?? NO_SETS,
    };
    const key = keyOf(draft);
    return cohort.templates.filter(isAccepted).map((template) => {
      const ports = namedPortsOf(template);
      const portsKey = portsKeyOf(ports, names);
      return { template, draft: { ...draft, ports, portsKey }, key: `${key}\0${portsKey}` };
    });
  });
  const alike = [...groupBy(drafts, ({ key }) => key).values()];
  const classes = alike.flatMap(([first, ...rest], number): readonly PodClass[] =>
    first === undefined
      ? []
      : [{ ...first.draft, number, templates: [first, ...rest].map(({ template }) => template) }],
  );
  const members = new Map<PeerSet, PodClass[]>();
  for (const each of classes) for (const set of each.membership.keys()) append(members, set, each);
  const membersOf = (set: PeerSet): readonly PodClass[] => members.get(set) ?? [];
  const isTold = rememberEach((set: PeerSet, direction: Direction): boolean => {
    const those = set.kind === 'pods' ? membersOf(set) : [];
    const isMany = those.reduce((sum, { templates: some }) => sum + some.length, 0) > MOST_NAMED;
    // Of what goes out a name of a port means what each receiver makes of it.
    return isMany && (direction === 'ingress' || new Set(those.map((pods) => pods.portsKey)).size === 1);
  });
  return { classes, sets: [...members.keys()], membersOf, isToldByLabels: (direction, set) => isTold(set, direction) };
}

const NO_SETS: ReadonlyMap<PeerSet, Match> = new Map();

type Draft = Pick<PodClass, 'namespace' | 'onHostNetwork' | 'others' | 'walls' | 'membership'>;

function keyOf({ namespace, onHostNetwork, others, walls, membership }: Draft): string {
  const sets = [...membership].map(([set, match]) => `${set.number}${match === 'yes' ? '' : '?'}`);
  return [namespace ?? '', onHostNetwork, others.length > 0, walls.ingress?.number, walls.egress?.number, ...sets].join(
    '\0',
  );
}

function portsKeyOf({ named, areAll }: NamedPorts, names: readonly string[]): string {
  const numbers = ['TCP', 'UDP', 'SCTP'].flatMap((protocol) => names.map(named({ protocol })));
  return [areAll, ...numbers].join();
}

function namesOfPorts({ effectiveRules }: NetworkPolicy): readonly string[] {
  return effectiveRules.flatMap(({ ports }) => ports.flatMap(({ port }) => (port.kind === 'name' ? port.name : [])));
}

/** The peers that mean the Pods, or may; each meaning is looked up once. Nobody knows Pods of a node as peers. */
function membershipsOf(
  { policies: asked }: Graph,
  policies: readonly NetworkPolicy[],
  setOf: PeerSets,
): ReadonlyMap<Cohort, ReadonlyMap<PeerSet, Match>> {
  const memberships = new Map<Cohort, Map<PeerSet, Match>>();
  const known = new Set<PeerSet>();
  for (const policy of policies)
    for (const peer of policy.effectiveRules.flatMap(({ peers }) => peers)) {
      const set = setOf(policy, peer);
      if (set.kind === 'range' || known.has(set)) continue;
      known.add(set);
      for (const cohort of asked.meant(policy, peer)) {
        if (cohort.first.onHostNetwork) continue;
        const membership = memberships.get(cohort) ?? new Map<PeerSet, Match>();
        memberships.set(cohort, membership.set(set, asked.admits(policy, peer, cohort.first)));
      }
    }
  return memberships;
}

function selectionKeyOf({ resource, podSelector }: NetworkPolicy): string {
  const asked = podSelector.map(({ key, operator, values }) => [key, operator, ...values]);
  return JSON.stringify([resource.namespace, resource.patched, resource.partial, asked]);
}

/** The wall around each template; templates that the same policies isolate share it. */
function wallsOf(
  { policies: asked, unit }: Graph,
  setOf: PeerSets,
): (template: PodTemplate, direction: Direction) => Wall | undefined {
  let number = 0;
  // Many policies may isolate the same Pods, and many of them by the same selector.
  const together = remember((all: readonly NetworkPolicy[]) => {
    const policies = all.filter(({ resource }) => !unit.isRefused(resource));
    const selectors = [...groupBy(policies, (policy) => selectionKeyOf(policy)).values()];
    return { policies, selectors, walls: new Map<string, Wall>() };
  });
  return (template, direction) => {
    const { policies, selectors, walls } = together(template.onHostNetwork ? [] : asked.isolating(template, direction));
    if (policies.length === 0) return undefined;
    const isDoubtful = ([first]: readonly NetworkPolicy[]): boolean =>
      first !== undefined && asked.selects(first, template) !== 'yes';
    const doubtful = new Set(selectors.filter(isDoubtful).flat());
    const key = [direction, ...[...doubtful].map((policy) => policies.indexOf(policy))].join();
    const wall = walls.get(key) ?? wallOf({ number: number++, direction, policies, doubtful }, setOf);
    walls.set(key, wall);
    return wall;
  };
}
