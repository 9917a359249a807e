import { describe, expect, it } from 'vitest';
import { mayMakeMore, selectsStaticPods } from '../../../src/graph/unit/makers.js';
import { indexUnit } from '../../../src/graph/unit/unit-index.js';
import { graphOf, object, service, serviceNamed } from '../../support/graphs.js';
import { unitOf } from '../../support/units.js';

const selecting = (selector: string) =>
  serviceNamed(graphOf({ 'a.yaml': service('s', `{selector: ${selector}, ports: [{port: 80}]}`) }), 's');

describe('static Pods and add-ons, which no manifest makes (semantics 14.1)', () => {
  it.each([
    ['{component: kube-scheduler}', true],
    ['{component: scheduler}', false],
    ['{tier: control-plane}', true],
    ['{tier: control-plane-ui}', false],
    ['{k8s-app: kube-proxy}', true],
    ['{k8s-app: etcd-main}', true],
    ['{k8s-app: shop}', false],
    ['{istio: ingressgateway}', true],
    ['{app: web, k8s-app: kube-dns}', true],
    ['{app: kube-proxy}', false],
    ['{}', false],
  ])('%s: %j', (selector, expected) => {
    expect(selectsStaticPods(selecting(selector))).toBe(expected);
  });
});

describe('custom resources whose operators may make more', () => {
  it.each<readonly [string, boolean, string]>([
    ['an unknown kind', true, object('example.com/v1 App', 'x')],
    [
      'an unknown kind with containers of its own',
      true,
      object('example.com/v1 App', 'x', 'spec: {template: {spec: {containers: [{name: a}]}}}'),
    ],
    [
      'a kind whose Pods are known',
      false,
      object('argoproj.io/v1alpha1 Rollout', 'x', 'spec: {template: {spec: {containers: [{name: a}]}}}'),
    ],
    ['a kind that configures traffic', false, object('gateway.networking.k8s.io/v1 HTTPRoute', 'x')],
    ['a kind that asks for certificates', false, object('cert-manager.io/v1 Certificate', 'x')],
    ['a built-in kind', false, object('v1 ConfigMap', 'x')],
  ])('%s: %j', (_, expected, text) => {
    const unit = unitOf({ 'a.yaml': text });
    expect(unit.objects.map(mayMakeMore)).toEqual([expected]);
    expect(indexUnit(unit).operated).toHaveLength(expected ? 1 : 0);
  });
});
