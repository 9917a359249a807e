import { describe, expect, it } from 'vitest';
import { describeConnections, portsBetween } from '../../../src/index.js';
import { fc } from '../../support/random.js';

/** Plain policies and Pods, from which both the manifests and the slow evaluation are made. */
interface Pod {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly ports: readonly { readonly name: string; readonly number: number; readonly protocol: string }[];
}
type Labels = Readonly<Record<string, string>>;
interface Selector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}
interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
}
interface Port {
  readonly port?: number | string;
  readonly endPort?: number;
  readonly protocol?: string;
}
interface Rule {
  readonly peers?: readonly Peer[];
  readonly ports?: readonly Port[];
}
interface Policy {
  readonly namespace: string;
  readonly podSelector: Selector;
  readonly policyTypes?: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

const NAMESPACES: Readonly<Record<string, Labels>> = {
  one: { team: 'a', 'kubernetes.io/metadata.name': 'one' },
  two: { team: 'b', 'kubernetes.io/metadata.name': 'two' },
};
const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
const NUMBERS = [1, 79, 80, 81, 8080, 9000, 65_535];

/** The definition of NetworkPolicy, word by word. */
function mayConnect(from: Pod, to: Pod, policies: readonly Policy[], number: number, protocol: string): boolean {
  const passes = (own: Pod, other: Pod, direction: 'ingress' | 'egress'): boolean => {
    const isolating = policies.filter(
      (policy) =>
        policy.namespace === own.namespace && selects(policy.podSelector, own.labels) && isFor(policy, direction),
    );
    if (isolating.length === 0) return true;
    return isolating.some((policy) =>
      (policy[direction] ?? []).some((rule) => {
        const peers = rule.peers ?? [];
        const ports = rule.ports ?? [];
        const isPeer = peers.length === 0 || peers.some((peer) => means(peer, policy.namespace, other));
        return isPeer && (ports.length === 0 || ports.some((port) => opens(port)));
      }),
    );
  };
  const opens = ({ port, endPort, protocol: wanted = 'TCP' }: Port): boolean => {
    if (wanted !== protocol) return false;
    if (port === undefined) return true;
    if (typeof port === 'number') return port <= number && number <= (endPort ?? port);
    return to.ports.some((each) => each.name === port && each.number === number && each.protocol === protocol);
  };
  return passes(from, to, 'egress') && passes(to, from, 'ingress');
}

function isFor({ policyTypes, egress = [] }: Policy, direction: 'ingress' | 'egress'): boolean {
  if (policyTypes !== undefined) return policyTypes.includes(direction === 'ingress' ? 'Ingress' : 'Egress');
  return direction === 'ingress' || egress.length > 0;
}

function means({ podSelector, namespaceSelector }: Peer, namespace: string, other: Pod): boolean {
  const isThere =
    namespaceSelector === undefined
      ? other.namespace === namespace
      : selects(namespaceSelector, NAMESPACES[other.namespace] ?? {});
  return isThere && (podSelector === undefined || selects(podSelector, other.labels));
}

function selects({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels): boolean {
  const pairs = Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
  return (
    pairs &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      const isAmong = value !== undefined && values.includes(value);
      return operator === 'In' ? isAmong : !isAmong;
    })
  );
}

const value = fc.constantFrom('a', 'b');
const labels = fc.dictionary(fc.constantFrom('app', 'tier'), value, { maxKeys: 2 });
const selectorOf = (keys: readonly string[]): fc.Arbitrary<Selector> =>
  fc.oneof(
    fc.constant({}),
    fc.record({ matchLabels: fc.dictionary(fc.constantFrom(...keys), value, { minKeys: 1, maxKeys: 2 }) }),
    fc.record({
      matchExpressions: fc.tuple(
        fc.oneof(
          fc.record({
            key: fc.constantFrom(...keys),
            operator: fc.constantFrom('In', 'NotIn'),
            values: fc.uniqueArray(value, { minLength: 1, maxLength: 2 }),
          }),
          fc.record({ key: fc.constantFrom(...keys), operator: fc.constantFrom('Exists', 'DoesNotExist') }),
        ),
      ),
    }),
  );
const podSelector = selectorOf(['app', 'tier']);
const namespaceSelector = selectorOf(['team']);
const peer = fc.oneof(
  fc.record({ podSelector }),
  fc.record({ namespaceSelector }),
  fc.record({ podSelector, namespaceSelector }),
);
const protocol = fc.constantFrom(...PROTOCOLS);
const port: fc.Arbitrary<Port> = fc.oneof(
  fc.record({ protocol }),
  fc.record({ port: fc.constantFrom(80, 8080, 'http'), protocol }, { requiredKeys: ['port'] }),
  fc.constant({ port: 79, endPort: 8080 }),
);
const rule = fc.record(
  { peers: fc.array(peer, { maxLength: 2 }), ports: fc.array(port, { maxLength: 2 }) },
  { requiredKeys: [] },
);
const policies = fc.array(
  fc.record(
    {
      namespace: fc.constantFrom('one', 'two'),
      podSelector,
      policyTypes: fc.constantFrom(['Ingress'], ['Egress'], ['Ingress', 'Egress']),
      ingress: fc.array(rule, { maxLength: 2 }),
      egress: fc.array(rule, { maxLength: 2 }),
    },
    { requiredKeys: ['namespace', 'podSelector'] },
  ),
  { maxLength: 5 },
);
const pods = fc
  .array(fc.tuple(fc.constantFrom('one', 'two'), labels, fc.constantFrom(80, 9000), protocol), {
    minLength: 1,
    maxLength: 5,
  })
  .map((drafts) =>
    drafts.map(([namespace, own, number, of], at): Pod => ({
      name: `w${at}`,
      namespace,
      labels: own,
      ports: [{ name: 'http', number, protocol: of }],
    })),
  );

function manifests(world: readonly Pod[], all: readonly Policy[]): string {
  const namespaces = Object.entries(NAMESPACES).map(([name, { team }]) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { team } },
  }));
  const made = world.map(({ name, namespace, labels: own, ports }) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: own },
    spec: {
      containers: [
        {
          name: 'main',
          image: 'example.com/main:1.0',
          ports: ports.map((each) => ({ name: each.name, containerPort: each.number, protocol: each.protocol })),
        },
      ],
    },
  }));
  const rules = (some: readonly Rule[] | undefined, field: 'from' | 'to') =>
    some?.map(({ peers, ports }) => ({
      ...(peers === undefined ? {} : { [field]: peers }),
      ...(ports === undefined ? {} : { ports }),
    }));
  const written = all.map(({ namespace, ingress, egress, ...spec }, at) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `p${at}`, namespace },
    spec: { ...spec, ingress: rules(ingress, 'from'), egress: rules(egress, 'to') },
  }));
  return [...namespaces, ...made, ...written].map((each) => JSON.stringify(each)).join('\n---\n');
}

describe('random policies and Pods', () => {
  it('connect as the definition of NetworkPolicy says, port by port', () => {
    fc.assert(
      fc.property(pods, policies, (world, all) => {
        const [unit] = describeConnections([{ path: 'world.yaml', text: manifests(world, all) }]);
        if (unit === undefined) throw new Error('there are Pods, and so a unit');
        for (const from of world)
          for (const to of world) {
            const { ports, perhaps } = portsBetween(unit, { kind: 'Pod', ...from }, { kind: 'Pod', ...to });
            expect(perhaps).toEqual([]);
            const wrong = PROTOCOLS.flatMap((each) =>
              NUMBERS.filter((number) => {
                const isOpen = ports.some(
                  (range) => range.protocol === each && range.from <= number && number <= range.to,
                );
                return isOpen !== mayConnect(from, to, all, number, each);
              }).map((number) => `${from.name} to ${to.name}, ${each} ${number}`),
            );
            expect(wrong).toEqual([]);
          }
      }),
      { numRuns: 200 },
    );
  });
});
