import { describe, expect, it } from 'vitest';
import { policyProblems } from '../../../src/k8s/policies/policy-problems.js';
import { resourceOf } from '../../support/resources.js';

function problems(spec: string): readonly string[] {
  const policy = resourceOf(
    `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: web}, spec: ${spec}}`,
  );
  return policyProblems(policy).map((problem) =>
    [problem.kind, problem.path.slice(1).join('.'), ...(problem.kind === 'end-port' ? [problem.because] : [])].join(
      ' ',
    ),
  );
}

describe('a peer', () => {
  it.each([
    ['{podSelector: {}}', []],
    ['{podSelector: {}, namespaceSelector: {}}', []],
    ['{ipBlock: {cidr: 10.0.0.0/8}}', []],
    ['{}', ['empty-peer ingress.0.from.0']],
    ['null', ['empty-peer ingress.0.from.0']],
    ['{podSelector: }', ['empty-peer ingress.0.from.0']],
    ['{podselector: {}}', []],
    ['web', []],
    ['{ipBlock: {cidr: 10.0.0.0/8}, podSelector: {}}', ['mixed-peer ingress.0.from.0']],
    ['{ipBlock: {cidr: 10.0.0.1}}', ['cidr ingress.0.from.0.ipBlock.cidr']],
    ['{ipBlock: {}}', ['cidr ingress.0.from.0.ipBlock.cidr']],
    ['{ipBlock: {cidr: "${CIDR}"}}', []],
    ['{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}', []],
    ['{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/8]}}', ['except ingress.0.from.0.ipBlock.except.0']],
    ['{ipBlock: {cidr: 10.0.0.0/8, except: [192.168.0.0/16]}}', ['except ingress.0.from.0.ipBlock.except.0']],
    ['{ipBlock: {cidr: 10.0.0.0/8, except: [web]}}', ['cidr ingress.0.from.0.ipBlock.except.0']],
  ])('%s: %j', (peer, expected) => {
    expect(problems(`{ingress: [{from: [${peer}]}]}`)).toEqual(expected);
  });

  it('stands in `to` of an egress rule', () => {
    expect(problems('{egress: [{to: [{}]}]}')).toEqual(['empty-peer egress.0.to.0']);
  });
});

describe('a range of ports', () => {
  it.each([
    ['{port: 80, endPort: 90}', []],
    ['{port: 80, endPort: 80}', []],
    ['{port: 80}', []],
    ['{endPort: 90}', ['end-port ingress.0.ports.0.endPort no port']],
    ['{port: http, endPort: 90}', ['end-port ingress.0.ports.0.endPort named port']],
    ['{port: 80, endPort: 79}', ['end-port ingress.0.ports.0.endPort below port']],
  ])('%s: %j', (port, expected) => {
    expect(problems(`{ingress: [{ports: [${port}]}]}`)).toEqual(expected);
  });
});
