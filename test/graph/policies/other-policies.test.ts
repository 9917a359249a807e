import { expect, it } from 'vitest';
import { graphOf, object, stream, templateOf, workload } from '../../support/graphs.js';

const cilium = (namespace?: string): string =>
  object('cilium.io/v2 CiliumNetworkPolicy', namespace === undefined ? 'c' : `{name: c, namespace: ${namespace}}`);

it.each<readonly [string, readonly string[], readonly string[]]>([
  ['nothing where there are only NetworkPolicies', [object('networking.k8s.io/v1 NetworkPolicy', 'n')], []],
  ['one of the same namespace', [cilium('shop')], ['CiliumNetworkPolicy']],
  ['one whose namespace is open', [cilium()], ['CiliumNetworkPolicy']],
  ['none of another namespace', [cilium('ops')], []],
  [
    'one of the cluster',
    [object('policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy', 'a'), cilium('ops')],
    ['AdminNetworkPolicy'],
  ],
  [
    'both',
    [object('cilium.io/v2 CiliumClusterwideNetworkPolicy', 'a'), cilium('shop')],
    ['CiliumClusterwideNetworkPolicy', 'CiliumNetworkPolicy'],
  ],
  ['none of another group', [object('example.com/v1 CiliumNetworkPolicy', '{name: c, namespace: shop}')], []],
])('other policies: %s', (_, policies, expected) => {
  const graph = graphOf({ 'a.yaml': stream(workload('web', { namespace: 'shop' }), ...policies) });
  expect(graph.policies.othersFor(templateOf(graph, 'web')).map(({ kind }) => kind)).toEqual(expected);
  const isPolicy = (text: string): boolean => text.includes('cilium.io') || text.includes('AdminNetworkPolicy');
  expect(graph.policies.mixed()).toBe(policies.some(isPolicy));
});
