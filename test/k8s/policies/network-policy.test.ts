import { describe, expect, it } from 'vitest';
import { opens, readNetworkPolicy, type NetworkPolicy } from '../../../src/k8s/policies/network-policy.js';
import { dnsAccess } from '../../../src/k8s/policies/dns-access.js';
import { resourceOf } from '../../support/resources.js';

function policy(spec: string, metadata = '{name: p}'): NetworkPolicy {
  const read = readNetworkPolicy(
    resourceOf(`apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: ${metadata}\nspec: ${spec}\n`),
  );
  if (read === undefined) throw new Error('no policy');
  return read;
}

describe('directions', () => {
  it.each([
    ['{}', ['ingress']],
    ['{podSelector: {}, ingress: []}', ['ingress']],
    ['{podSelector: {}, egress: []}', ['ingress']],
    ['{podSelector: {}, egress: [{}]}', ['ingress', 'egress']],
    ['{podSelector: {}, policyTypes: []}', ['ingress']],
    ['{podSelector: {}, policyTypes: [Egress]}', ['egress']],
    ['{podSelector: {}, policyTypes: [Ingress], egress: [{}]}', ['ingress']],
    ['{podSelector: {}, policyTypes: [Egress, Ingress]}', ['ingress', 'egress']],
  ])('%s', (spec, directions) => {
    expect(policy(spec).directions).toEqual(directions);
  });
});

describe('readNetworkPolicy', () => {
  it('is nothing for another kind, and for the NetworkPolicy of another group', () => {
    expect(readNetworkPolicy(resourceOf('apiVersion: v1\nkind: Service\nmetadata: {name: s}\n'))).toBeUndefined();
    expect(
      readNetworkPolicy(resourceOf('apiVersion: crd.projectcalico.org/v1\nkind: NetworkPolicy\nmetadata: {name: s}\n')),
    ).toBeUndefined();
  });

  it('tells an absent selector of a peer from an empty one', () => {
    const [rule] = policy(
      '{ingress: [{from: [{podSelector: {}}, {namespaceSelector: {matchLabels: {a: b}}}, {ipBlock: {cidr: 10.0.0.0/8}}]}]}',
    ).rules;
    expect(
      rule?.peers.map(({ podSelector, namespaceSelector, ipBlock }) => [
        podSelector?.length,
        namespaceSelector?.length,
        ipBlock,
      ]),
    ).toEqual([
      [0, undefined, undefined],
      [undefined, 1, undefined],
      [undefined, undefined, '10.0.0.0/8'],
    ]);
  });

  it('takes a set of one value for a pair', () => {
    const { podSelector } = policy(
      '{podSelector: {matchExpressions: [{key: app, operator: In, values: [web]}, {key: tier, operator: In, values: [a, b]}, {key: x, operator: Exists}]}}',
    );
    expect(podSelector.map(({ pair }) => pair?.value)).toEqual(['web', undefined, undefined]);
  });
});

describe('opens', () => {
  const named = (name: string): number | undefined => (name === 'http' ? 8080 : undefined);
  it.each([
    ['{}', 8080, 'TCP', true],
    ['{}', 8080, 'UDP', false],
    ['{protocol: UDP}', 53, 'UDP', true],
    ['{port: 8080}', 8080, 'TCP', true],
    ['{port: 80}', 8080, 'TCP', false],
    ['{port: 8000, endPort: 8080}', 8080, 'TCP', true],
    ['{port: 8000, endPort: 8079}', 8080, 'TCP', false],
    ['{port: http}', 8080, 'TCP', true],
    ['{port: https}', 8080, 'TCP', false],
    ['{port: http, protocol: UDP}', 8080, 'TCP', false],
  ])('%s for %i/%s', (port, number, protocol, answer) => {
    const [item] = policy(`{ingress: [{ports: [${port}]}]}`).rules[0]?.ports ?? [];
    expect(item && opens(item, { number, protocol }, named)).toBe(answer);
  });
});

describe('dnsAccess', () => {
  it.each([
    ['[{}]', 'open'],
    ['[{ports: [{port: 53, protocol: UDP}]}]', 'open'],
    ['[{ports: [{protocol: UDP}]}]', 'open'],
    ['[{ports: [{port: 5353, protocol: UDP}]}]', 'open'],
    ['[{ports: [{port: dns, protocol: UDP}]}]', 'open'],
    ['[{ports: [{port: 1, endPort: 100, protocol: UDP}]}]', 'open'],
    ['[{ports: [{port: 53}]}]', 'tcp-only'],
    ['[{ports: [{port: 53}]}, {ports: [{port: 53, protocol: UDP}]}]', 'open'],
    ['[{ports: [{port: 443}]}]', 'none'],
    ['[{to: [{podSelector: {}}]}]', 'none'],
    ['[{to: [{podSelector: {matchLabels: {app: db}}}]}]', 'none'],
    ['[{to: [{namespaceSelector: {}}]}]', 'open'],
    ['[{to: [{namespaceSelector: {}, podSelector: {matchLabels: {app: db}}}]}]', 'none'],
    ['[{to: [{namespaceSelector: {}, podSelector: {matchLabels: {k8s-app: kube-dns}}}]}]', 'open'],
    ['[{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}]}]', 'open'],
    ['[{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}]}]', 'none'],
    [
      '[{to: [{namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [shop]}]}}]}]',
      'open',
    ],
    ['[{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]', 'open'],
    [
      '[{to: [{podSelector: {matchLabels: {k8s-app: kube-dns}}}], ports: [{port: 53, protocol: UDP}]}]',
      'own-namespace',
    ],
    ['[{to: [{podSelector: {matchLabels: {app: dns-cache}}}], ports: [{port: 53, protocol: UDP}]}]', 'open'],
  ])('%s', (egress, kind) => {
    expect(dnsAccess(policy(`{podSelector: {}, egress: ${egress}}`)).kind).toBe(kind);
  });

  it('knows that DNS lives in kube-system', () => {
    const spec =
      '{podSelector: {}, egress: [{to: [{podSelector: {matchLabels: {k8s-app: kube-dns}}}], ports: [{port: 53, protocol: UDP}]}]}';
    expect(dnsAccess(policy(spec, '{name: p, namespace: kube-system}')).kind).toBe('open');
    expect(dnsAccess(policy(spec, '{name: p, namespace: shop}')).kind).toBe('own-namespace');
  });
});
