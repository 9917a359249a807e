import { describe, expect, it } from 'vitest';
import type { End } from '../../../src/graph/passages/passage.js';
import type { Graph } from '../../../src/graph/graph.js';
import { graphOf, object, stream, templateOf, workload } from '../../support/graphs.js';

const policy = (spec: string, namespace = 'shop'): string =>
  object('networking.k8s.io/v1 NetworkPolicy', `{name: p, namespace: ${namespace}}`, `spec: ${spec}`);

const DB = 'podSelector: {matchLabels: {app: db}}';
const WEB = 'podSelector: {matchLabels: {app: web}}';
const PODS = [
  workload('web', { namespace: 'shop' }),
  workload('db', {
    namespace: 'shop',
    containers: '[{name: main, ports: [{name: sql, containerPort: 5432}]}]',
  }),
  workload('batch', { namespace: 'jobs' }),
];

/** Both verdicts of a connection from `web` to port 5432 of `db`, unless others are named. */
function passage(graph: Graph, from: string, number = 5432, protocol = 'TCP'): string {
  const end: End = from === 'outside' || from === 'proxy' ? from : templateOf(graph, from);
  const { passes, egress, ingress } = graph.policies.passage(end, templateOf(graph, 'db'), { number, protocol });
  return `${passes}: ${egress.passes} and ${ingress.passes}`;
}

describe('whether Pods may reach other Pods (semantics 7.10)', () => {
  it.each<readonly [string, readonly string[], string, string]>([
    ['no policy isolates either', [], 'web', 'yes: yes and yes'],
    ['nothing is let in', [`{${DB}}`], 'web', 'no: yes and no'],
    ['everything is let in', [`{${DB}, ingress: [{}]}`], 'web', 'yes: yes and yes'],
    ['everything is let in, for the outside too', [`{${DB}, ingress: [{}]}`], 'outside', 'yes: yes and yes'],
    ['the rule names it', [`{${DB}, ingress: [{from: [{${WEB}}]}]}`], 'web', 'yes: yes and yes'],
    ['the rule names another', [`{${DB}, ingress: [{from: [{${DB}}]}]}`], 'web', 'no: yes and no'],
    ['Pods of another namespace', [`{${DB}, ingress: [{from: [{podSelector: {}}]}]}`], 'batch', 'no: yes and no'],
    ['Pods of all namespaces', [`{${DB}, ingress: [{from: [{namespaceSelector: {}}]}]}`], 'batch', 'yes: yes and yes'],
    [
      'a namespace by its name',
      [`{${DB}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: jobs}}}]}]}`],
      'batch',
      'yes: yes and yes',
    ],
    [
      'a namespace by a label that nobody knows',
      [`{${DB}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: a}}}]}]}`],
      'batch',
      'unknown: yes and unknown',
    ],
    ['Pods, for the outside', [`{${DB}, ingress: [{from: [{namespaceSelector: {}}]}]}`], 'outside', 'no: yes and no'],
    ['Pods, for a proxy', [`{${DB}, ingress: [{from: [{namespaceSelector: {}}]}]}`], 'proxy', 'yes: yes and yes'],
    ['some Pods, for a proxy', [`{${DB}, ingress: [{from: [{${WEB}}]}]}`], 'proxy', 'unknown: yes and unknown'],
    [
      'every address, for the outside',
      [`{${DB}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}`],
      'outside',
      'yes: yes and yes',
    ],
    [
      'nearly every address, for the outside',
      [`{${DB}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}]}]}`],
      'outside',
      'unknown: yes and unknown',
    ],
    [
      'addresses, for Pods',
      [`{${DB}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}`],
      'web',
      'unknown: yes and unknown',
    ],
    ['the port by its number', [`{${DB}, ingress: [{ports: [{port: 5432}]}]}`], 'web', 'yes: yes and yes'],
    ['the port by its name', [`{${DB}, ingress: [{ports: [{port: sql}]}]}`], 'web', 'yes: yes and yes'],
    ['a range', [`{${DB}, ingress: [{ports: [{port: 5000, endPort: 6000}]}]}`], 'web', 'yes: yes and yes'],
    ['another protocol', [`{${DB}, ingress: [{ports: [{port: 5432, protocol: UDP}]}]}`], 'web', 'no: yes and no'],
    ['another port', [`{${DB}, ingress: [{ports: [{port: 3306}]}]}`], 'web', 'no: yes and no'],
    ['closed where it leaves', [`{${WEB}, policyTypes: [Egress]}`], 'web', 'no: no and yes'],
    ['let out to it by name', [`{${WEB}, egress: [{to: [{${DB}}], ports: [{port: sql}]}]}`], 'web', 'yes: yes and yes'],
    ['two policies, one of which admits', [`{${DB}}`, `{${DB}, ingress: [{}]}`], 'web', 'yes: yes and yes'],
    ['rules of an absent direction', [`{${DB}, policyTypes: [Egress], ingress: []}`], 'web', 'yes: yes and yes'],
  ])('%s', (_, specs, from, expected) => {
    const graph = graphOf({ 'a.yaml': stream(...PODS, ...specs.map((spec) => policy(spec))) });
    expect(passage(graph, from)).toBe(expected);
  });

  it('says which rules admit, and which policies isolate', () => {
    const graph = graphOf({ 'a.yaml': stream(...PODS, policy(`{${DB}, ingress: [{ports: [{port: 1}]}, {}]}`)) });
    const { ingress } = graph.policies.passage('outside', templateOf(graph, 'db'), { number: 5432, protocol: 'TCP' });
    expect(ingress.isolating).toHaveLength(1);
    expect(ingress.admissions.map(({ rule }) => rule.path)).toEqual([['spec', 'ingress', 1]]);
  });

  it('leaves Pods on the network of their node open, and does not know them as peers', () => {
    const onNode = workload('agent', { namespace: 'shop', containers: '[{name: main}], hostNetwork: true' });
    const graph = graphOf({
      'a.yaml': stream(...PODS, onNode, policy(`{podSelector: {}, ingress: [{from: [{${DB}}]}], egress: [{}]}`)),
    });
    const { passes, egress } = graph.policies.passage(templateOf(graph, 'agent'), templateOf(graph, 'db'), {
      number: 5432,
      protocol: 'TCP',
    });
    expect([passes, egress.onHostNetwork, egress.isolating.length]).toEqual(['unknown', true, 0]);
  });

  it.each([
    [
      'of the namespace',
      'cilium.io/v2 CiliumNetworkPolicy',
      '{name: c, namespace: shop}',
      'unknown: unknown and unknown',
    ],
    ['of another namespace', 'cilium.io/v2 CiliumNetworkPolicy', '{name: c, namespace: ops}', 'no: yes and no'],
    [
      'of the cluster',
      'policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy',
      '{name: c}',
      'unknown: unknown and unknown',
    ],
  ])('leaves open what policies of other APIs decide: %s', (_, kind, metadata, expected) => {
    const graph = graphOf({ 'a.yaml': stream(...PODS, policy(`{${DB}}`), object(kind, metadata, 'spec: {}')) });
    expect(passage(graph, 'web')).toBe(expected);
  });

  it('closes nothing for sure where the namespace of the policy is not decided', () => {
    const open = object('networking.k8s.io/v1 NetworkPolicy', '{name: p}', `spec: {${DB}}`);
    expect(passage(graphOf({ 'a.yaml': stream(...PODS, open) }), 'web')).toBe('unknown: yes and unknown');
  });
});
