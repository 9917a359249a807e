import { expect, it } from 'vitest';
import { graphOf, object, policiesOf, stream, workload } from '../../support/graphs.js';

const namespace = (name: string, labels = '{}'): string =>
  object('v1 Namespace', `{name: ${name}, labels: ${labels}}`, 'spec: {}');

it.each<readonly [string, readonly string[], string, string | undefined]>([
  ['every namespace', [], '{}', undefined],
  ['a label that nobody knows', [namespace('shop')], '{matchLabels: {team: ops}}', undefined],
  ['a label that a Namespace has', [namespace('shop', '{name: shop}')], '{matchLabels: {name: shop}}', undefined],
  ['a system namespace by another key', [], '{matchLabels: {name: kube-system}}', 'name'],
  ['a Namespace on disk by another key', [namespace('shop')], '{matchLabels: {name: shop}}', 'name'],
  ['a namespace that is not on disk, by another key', [namespace('shop')], '{matchLabels: {name: ops}}', undefined],
  ['a label of Pods', [namespace('shop'), workload('web', { namespace: 'shop' })], '{matchLabels: {app: web}}', 'pods'],
  [
    'a label of Pods whose Namespace is not on disk',
    [workload('web', { namespace: 'shop' })],
    '{matchLabels: {app: web}}',
    undefined,
  ],
  ['a label of Pods in `default`', [workload('web', { namespace: 'default' })], '{matchLabels: {app: web}}', 'pods'],
  [
    'another label of Pods in `default`',
    [workload('web', { namespace: 'default' })],
    '{matchLabels: {x: y}}',
    undefined,
  ],
  ['a value that is a letter off', [namespace('shop', '{team: retail}')], '{matchLabels: {team: retial}}', 'slip'],
  ['a key that is a letter off', [namespace('shop', '{team: retail}')], '{matchLabels: {taem: retail}}', 'slip'],
  [
    'a name that is a letter off',
    [namespace('monitoring')],
    '{matchLabels: {kubernetes.io/metadata.name: monitorin}}',
    'name-slip',
  ],
  ['a name of its own', [namespace('monitoring')], '{matchLabels: {kubernetes.io/metadata.name: logging}}', undefined],
  ['an expression', [namespace('shop')], '{matchExpressions: [{key: name, operator: Exists}]}', undefined],
])('%s', (_, objects, selector, expected) => {
  const policy = object(
    'networking.k8s.io/v1 NetworkPolicy',
    '{name: p, namespace: bank}',
    `spec: {podSelector: {}, ingress: [{from: [{namespaceSelector: ${selector}}]}]}`,
  );
  const graph = graphOf({ 'a.yaml': stream(policy, ...objects) });
  const [peer] = policiesOf(graph)[0]?.rules[0]?.peers ?? [];
  expect(peer && graph.policies.missedNamespace(peer)?.kind).toBe(expected);
});
