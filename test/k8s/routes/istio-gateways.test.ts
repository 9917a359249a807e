import { describe, expect, it } from 'vitest';
import { gatewaySelectorOf, isStandardGateway } from '../../../src/k8s/routes/istio-gateways.js';
import { resourceOf } from '../../support/resources.js';

describe('the proxies of an Istio Gateway (semantics 7.3)', () => {
  it.each<readonly [string, readonly string[]]>([
    ['{selector: {istio: ingressgateway}}', ['istio: ingressgateway']],
    ['{selector: {istio: a, app: b}}', ['istio: a', 'app: b']],
    ['{selector: {}}', []],
    ['{selector: }', []],
    ['{servers: []}', []],
  ])('%s: %j', (spec, expected) => {
    const gateway = resourceOf(
      `{apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {name: a}, spec: ${spec}}`,
    );
    expect(gatewaySelectorOf(gateway).map(({ key, value }) => `${key}: ${value}`)).toEqual(expected);
  });

  it.each([
    ['ingressgateway', true],
    ['istio-ingressgateway', true],
    ['egressgateway', true],
    ['eastwestgateway', true],
    ['ingress', true],
    ['istio-ingress', true],
    ['shop-ingressgateway', false],
    ['ingressgateway-shop', false],
    ['gateway', false],
    ['', false],
  ])('%s is one that Istio brings along: %s', (value, expected) => {
    const gateway = resourceOf(
      `{apiVersion: v1, kind: Gateway, metadata: {name: a}, spec: {selector: {istio: "${value}"}}}`,
    );
    expect(gatewaySelectorOf(gateway).map(isStandardGateway)).toEqual([expected]);
  });
});
