import { describe, expect, it } from 'vitest';
import { meshPortsOf, meshSelectorOf, MESH_POLICY_KINDS } from '../../../src/k8s/policies/mesh-policy.js';
import { resourceOf } from '../../support/resources.js';

const object = (kind: string, spec: string) => {
  const [group = '', name = ''] = kind.split('/');
  return resourceOf(`{apiVersion: ${group}/v1, kind: ${name}, metadata: {name: a}, spec: ${spec}}`);
};

describe('meshSelectorOf', () => {
  it.each(MESH_POLICY_KINDS)('%s', (kind) => {
    const specs = [
      '{selector: {matchLabels: {a: b}}}',
      '{workloadSelector: {labels: {a: b}}}',
      '{podSelector: {matchLabels: {a: b}}}',
      '{selector: {a: b}}',
    ];
    const found = specs.flatMap((spec) => meshSelectorOf(object(kind, spec)));
    expect(found.map(({ key, values }) => [key, ...values])).toEqual([['a', 'b']]);
  });
});

describe('meshPortsOf', () => {
  it.each([
    [
      'security.istio.io/AuthorizationPolicy',
      '{rules: [{to: [{operation: {ports: ["80", "x"], notPorts: ["81"]}}]}]}',
      [80, 81],
    ],
    ['security.istio.io/AuthorizationPolicy', '{rules: [{from: []}]}', []],
    [
      'security.istio.io/PeerAuthentication',
      '{portLevelMtls: {80: {mode: STRICT}, "443": {mode: DISABLE}}}',
      [80, 443],
    ],
    ['policy.linkerd.io/Server', '{port: 80}', [80]],
    ['policy.linkerd.io/Server', '{port: http}', []],
    ['security.istio.io/RequestAuthentication', '{port: 80}', []],
  ])('%s %s', (kind, spec, expected) => {
    expect(meshPortsOf(object(kind, spec)).map(({ number }) => number)).toEqual(expected);
  });
});
