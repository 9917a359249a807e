import { describe, expect, it } from 'vitest';
import { gatewayHostsOf, virtualHostsMeet } from '../../../src/k8s/routes/istio-hosts.js';
import { resourceOf } from '../../support/resources.js';

describe('virtualHostsMeet', () => {
  it.each([
    ['shop.example.com', 'shop.example.com', true],
    ['shop.example.com', 'shop.example.org', false],
    ['shop.example.com', '*', true],
    ['*', 'shop.example.com', true],
    ['shop.example.com', '*.example.com', true],
    ['a.shop.example.com', '*.example.com', true],
    ['example.com', '*.example.com', false],
    ['*.shop.example.com', '*.example.com', true],
    ['*.example.org', '*.example.com', false],
    ['web', 'web', true],
    ['web', 'web.shop.svc.cluster.local', true],
    ['web', '*.local', true],
    ['web', 'api.shop.svc.cluster.local', false],
    ['web', 'web.example.com', false],
  ])('%s and %s: %s', (own, served, expected) => {
    expect(virtualHostsMeet(own, served)).toBe(expected);
  });
});

describe('gatewayHostsOf', () => {
  it('reads hosts of all servers, with the namespace that may use them', () => {
    const gateway = resourceOf(
      `{apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {name: a}, spec: {servers: [
        {hosts: [Shop.example.com, edge/a.example]}, {hosts: ["./b.example", "*/c.example"]}]}}`,
    );
    expect(gatewayHostsOf(gateway).map(({ host, namespace }) => `${namespace ?? '-'} ${host}`)).toEqual([
      '- shop.example.com',
      'edge a.example',
      '. b.example',
      '- c.example',
    ]);
  });
});
