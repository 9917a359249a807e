import { describe, expect, it } from 'vitest';
import { covers, ruleHostsOf, tlsHostsOf } from '../../../src/k8s/routes/ingress-hosts.js';
import { resourceOf } from '../../support/resources.js';

describe('the hosts of an Ingress', () => {
  const ingress = resourceOf(
    '{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: x}, spec: {' +
      'rules: [{host: A.example.com}, {http: {}}, {host: "${HOST}"}], ' +
      'tls: [{hosts: [a.example.com, b.example.com]}, {secretName: s}]}}',
  );
  it('are those of its rules, in lower case', () => {
    expect(ruleHostsOf(ingress)).toEqual([{ host: 'a.example.com', path: ['spec', 'rules', 0, 'host'] }]);
  });
  it('are those of its certificates', () => {
    expect(tlsHostsOf(ingress).map(({ host }) => host)).toEqual(['a.example.com', 'b.example.com']);
  });
});

it.each([
  ['a.example.com', 'a.example.com', true],
  ['*.example.com', 'a.example.com', true],
  ['*.example.com', 'a.b.example.com', false],
  ['*.example.com', 'example.com', false],
  ['a.example.com', '*.example.com', false],
])('%s covers %s: %s (semantics 7.1)', (wide, narrow, expected) => {
  expect(covers(wide, narrow)).toBe(expected);
});
