import { describe, expect, it } from 'vitest';
import { lint } from '../../src/index.js';

const policy = (spec: string): string =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p}\nspec: ${spec}\n`;

const errors = (spec: string): readonly string[] => {
  const { diagnostics } = lint([{ path: 'a.yaml', text: policy(spec) }], { fieldValidation: 'ignore' });
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
};

describe('what the API server refuses', () => {
  it.each([
    ['{podSelector: {}, ingress: [{ports: [{port: "80"}]}]}', 'invalid-port-name'],
    ['{podSelector: {}, ingress: [{ports: [{port: http, endPort: 90}]}]}', 'invalid-network-policy'],
    ['{podSelector: {}, ingress: [{ports: [{port: 100, endPort: 90}]}]}', 'invalid-network-policy'],
    ['{podSelector: {}, ingress: [{ports: [{endPort: 90}]}]}', 'invalid-network-policy'],
    ['{podSelector: {}, ingress: [{from: [{}]}]}', 'invalid-network-policy'],
    [
      '{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}, podSelector: {}}]}]}',
      'invalid-network-policy',
    ],
    ['{podSelector: {app: a}}', 'unknown-field'],
    ['{podSelector: {}, ingress: [{ports: [{port: 80, protocol: ICMP}]}]}', 'invalid-field-value'],
    ['{podSelector: {}, policyTypes: [ingress]}', 'invalid-field-value'],
    [
      '{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.0.0.0/16, except: [10.1.0.0/24]}}]}]}',
      'invalid-network-policy',
    ],
    [
      '{podSelector: {}, egress: [{to: [{ipBlock: {cidr: "fd00::/8", except: ["fd00::/8"]}}]}]}',
      'invalid-network-policy',
    ],
  ])('%s', (spec, rule) => {
    expect(errors(spec)).toEqual([rule]);
  });
});

describe('what it accepts', () => {
  it.each([
    ['{}'],
    ['{podSelector: {}, ingress: [{}]}'],
    ['{podSelector: {}, ingress: [{from: [], ports: []}]}'],
    ['{podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.0.0.0/16, except: [10.0.1.0/24]}}]}]}'],
    ['{podSelector: {}, egress: [{to: [{ipBlock: {cidr: "::/0", except: ["2001:db8::/32"]}}]}]}'],
    ['{podSelector: {}, ingress: [{ports: [{port: 80, endPort: 80}]}]}'],
  ])('%s', (spec) => {
    expect(errors(spec)).toEqual([]);
  });
});
