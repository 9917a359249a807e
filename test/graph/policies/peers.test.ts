import { describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/graph.js';
import type { NetworkPolicy, PolicyPeer } from '../../../src/k8s/policies/network-policy.js';
import { readLabelSelector, type Match } from '../../../src/k8s/labels/labels.js';
import {
  graphIn,
  graphOf,
  kustomization,
  object,
  policiesOf,
  stream,
  templateOf,
  workload,
} from '../../support/graphs.js';
import { treeOf } from '../../support/trees.js';

const policy = (peer: string, namespace = 'bank'): string =>
  object(
    'networking.k8s.io/v1 NetworkPolicy',
    `{name: p, namespace: ${namespace}}`,
    `spec: {podSelector: {}, ingress: [{from: [${peer}]}]}`,
  );

function peerOf(graph: Graph): readonly [NetworkPolicy, PolicyPeer] {
  const [found] = policiesOf(graph);
  const peer = found?.rules[0]?.peers[0];
  if (found === undefined || peer === undefined) throw new Error('no peer');
  return [found, peer];
}

const namesOf = (templates: readonly { readonly workload: { readonly name: string } }[]): readonly string[] =>
  templates.map(({ workload: { name } }) => name).sort();

const pods = [
  workload('web', { namespace: 'shop' }),
  workload('vault', { namespace: 'bank' }),
  workload('db', { namespace: 'bank' }),
];
const onHost = workload('agent', { namespace: 'bank' }).replace(
  'spec: {containers',
  'spec: {hostNetwork: true, containers',
);

describe('the Pods that a peer means, or may (semantics 7.10)', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['all of its own namespace', '{podSelector: {}}', ['agent', 'db', 'vault']],
    ['some of its own namespace', '{podSelector: {matchLabels: {app: db}}}', ['db']],
    ['none of another namespace', '{podSelector: {matchLabels: {app: web}}}', []],
    ['all of every namespace', '{namespaceSelector: {}}', ['agent', 'db', 'vault', 'web']],
    ['some of every namespace', '{namespaceSelector: {}, podSelector: {matchLabels: {app: web}}}', ['web']],
    [
      'all of one namespace; Pods on the network of their node may be anywhere',
      '{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}',
      ['agent', 'web'],
    ],
    ['anybody, for addresses', '{ipBlock: {cidr: 10.0.0.0/8}}', ['agent', 'db', 'vault', 'web']],
  ])('%s', (_, peer, expected) => {
    const graph = graphOf({ 'a.yaml': stream(policy(peer), ...pods, onHost) });
    expect(namesOf(graph.policies.admitted(...peerOf(graph)))).toEqual(expected);
  });

  it('nobody knows whether it means Pods on the network of their node', () => {
    const graph = graphOf({ 'a.yaml': stream(policy('{podSelector: {matchLabels: {app: x}}}'), ...pods, onHost) });
    expect(graph.policies.admits(...peerOf(graph), templateOf(graph, 'agent'))).toBe('unknown');
    expect(graph.policies.admits(...peerOf(graph), templateOf(graph, 'db'))).toBe('no');
  });
});

describe('Pods of other namespaces that a peer cannot mean', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['those of its labels', '{podSelector: {matchLabels: {app: web}}}', ['web']],
    ['none, where its own namespace has such', '{podSelector: {matchLabels: {app: db}}}', []],
    ['none, where nobody has such', '{podSelector: {matchLabels: {app: gone}}}', []],
    ['none, for a peer of all Pods', '{podSelector: {}}', []],
    ['none, where it names namespaces', '{podSelector: {matchLabels: {app: web}}, namespaceSelector: {}}', []],
    ['none, for addresses', '{ipBlock: {cidr: 10.0.0.0/8}}', []],
  ])('%s', (_, peer, expected) => {
    const graph = graphOf({ 'a.yaml': stream(policy(peer), ...pods) });
    expect(namesOf(graph.policies.foreign(...peerOf(graph)))).toEqual(expected);
  });

  it.each<readonly [string, string, readonly string[]]>([
    ['none, where another unit brings such into its namespace (semantics 9.4)', 'bank', []],
    ['those of its labels, where it brings them elsewhere', 'far', ['web']],
  ])('%s', (_, namespace, expected) => {
    const graph = graphIn('mine', {
      'mine/kustomization.yaml': kustomization('a.yaml'),
      'mine/a.yaml': stream(policy('{podSelector: {matchLabels: {app: web}}}'), ...pods),
      'theirs/kustomization.yaml': kustomization('b.yaml'),
      'theirs/b.yaml': workload('away', { namespace, labels: '{app: web}' }),
    });
    expect(namesOf(graph.policies.foreign(...peerOf(graph)))).toEqual(expected);
  });
});

describe('whether a namespace has the labels that a selector asks for', () => {
  it.each<readonly [string, Match, string, string | null]>([
    ['every one, for no requirement', 'yes', '{}', 'else'],
    ['one that nobody knows, for no requirement', 'yes', '{}', null],
    ['by its name, which it always carries', 'yes', '{matchLabels: {kubernetes.io/metadata.name: else}}', 'else'],
    ['not by the name of another one', 'no', '{matchLabels: {kubernetes.io/metadata.name: shop}}', 'else'],
    ['by a name, where nobody knows it', 'unknown', '{matchLabels: {kubernetes.io/metadata.name: shop}}', null],
    ['by a label of its manifest', 'yes', '{matchLabels: {team: red}}', 'shop'],
    ['not by another value', 'no', '{matchLabels: {team: blue}}', 'shop'],
    ['not by a label that its manifest lacks', 'no', '{matchLabels: {tier: front}}', 'shop'],
    ['by a label, where it has no manifest', 'unknown', '{matchLabels: {tier: front}}', 'else'],
    [
      'by the absence of a label, where it has no manifest',
      'unknown',
      '{matchExpressions: [{key: tier, operator: DoesNotExist}]}',
      'else',
    ],
    [
      'by the absence of a label that its manifest lacks',
      'yes',
      '{matchExpressions: [{key: tier, operator: DoesNotExist}]}',
      'shop',
    ],
    [
      'not by one of two requirements, whatever the other is',
      'no',
      '{matchLabels: {tier: front, kubernetes.io/metadata.name: shop}}',
      'else',
    ],
  ])('%s: %s', (_, expected, selector, namespace) => {
    const graph = graphOf({ 'a.yaml': object('v1 Namespace', '{name: shop, labels: {team: red}}') });
    const wanted = readLabelSelector(treeOf(object('v1 ConfigMap', 'x', `wanted: ${selector}`)), ['wanted']);
    expect(graph.policies.isNamespaceIn(wanted, namespace)).toBe(expected);
  });
});
