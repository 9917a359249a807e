import { describe, expect, it } from 'vitest';
import { dnsAccess } from '../../../src/k8s/policies/dns-access.js';
import { readNetworkPolicy } from '../../../src/k8s/policies/network-policy.js';
import { resourceOf } from '../../support/resources.js';

describe('what egress rules do for DNS (semantics 7.10)', () => {
  const anywhere = 'to: [{namespaceSelector: {}}]';
  it.each([
    ['every port to everybody', '[{}]', 'open'],
    ['port 53 to everybody', '[{ports: [{port: 53, protocol: UDP}]}]', 'open'],
    ['port 53 for TCP alone', '[{ports: [{port: 53, protocol: TCP}]}]', 'tcp-only'],
    ['port 53 for SCTP, which DNS does not use', '[{ports: [{port: 53, protocol: SCTP}]}]', 'none'],
    ['port 53 for both', '[{ports: [{port: 53, protocol: TCP}, {port: 53, protocol: UDP}]}]', 'open'],
    ['the port by its name', '[{ports: [{port: dns, protocol: UDP}]}]', 'open'],
    ['the port of another cluster', '[{ports: [{port: 5353, protocol: UDP}]}]', 'open'],
    ['another port', '[{ports: [{port: 443}]}]', 'none'],
    ['every port of all namespaces', `[{${anywhere}}]`, 'open'],
    [
      'every port of the system namespace',
      '[{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}]}]',
      'open',
    ],
    [
      'every port of another namespace',
      '[{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}}]}]',
      'none',
    ],
    ['every port of other Pods', '[{to: [{podSelector: {matchLabels: {app: db}}}]}]', 'none'],
    [
      'the Pods of DNS, of its own namespace',
      '[{to: [{podSelector: {matchLabels: {k8s-app: kube-dns}}}]}]',
      'own-namespace',
    ],
    ['the second rule alone', `[{ports: [{port: 443}]}, {${anywhere}, ports: [{port: 53, protocol: UDP}]}]`, 'open'],
    ['none at all', '[]', 'none'],
  ])('%s', (_, egress, expected) => {
    const policy = readNetworkPolicy(
      resourceOf(
        '{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p, namespace: shop}, ' +
          `spec: {podSelector: {}, policyTypes: [Egress], egress: ${egress}}}`,
      ),
    );
    expect(policy && dnsAccess(policy).kind).toBe(expected);
  });
});

describe('the rules of a policy that count', () => {
  it.each([
    ['both lists, both types', 'policyTypes: [Ingress, Egress]', ['ingress', 'egress']],
    ['both lists, one type', 'policyTypes: [Ingress]', ['ingress']],
    ['both lists, no types', 'podSelector: {}', ['ingress', 'egress']],
  ])('%s', (_, spec, expected) => {
    const policy = readNetworkPolicy(
      resourceOf(
        '{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p}, ' +
          `spec: {${spec}, ingress: [{}], egress: [{}]}}`,
      ),
    );
    expect(policy?.effectiveRules.map(({ direction }) => direction)).toEqual(expected);
    expect(policy?.rules).toHaveLength(2);
  });
});
