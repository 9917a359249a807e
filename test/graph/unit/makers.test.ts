import { describe, expect, it } from 'vitest';
import { mayMakePods, operatorsOf, selectsStaticPods } from '../../../src/graph/unit/makers.js';
import { indexUnit } from '../../../src/graph/unit/unit-index.js';
import { graphOf, object, service, serviceNamed } from '../../support/graphs.js';
import { resourceOf } from '../../support/resources.js';
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

describe('custom resources whose operators may make Pods', () => {
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
    expect(unit.objects.map(mayMakePods)).toEqual([expected]);
    expect(indexUnit(unit).operated).toHaveLength(expected ? 1 : 0);
  });
});

describe('whether one of them makes what is missing (semantics 3.4, 14.1)', () => {
  const operators = operatorsOf([resourceOf(object('postgres.example.com/v1 Cluster', 'db'))]);

  it.each([
    ['{app: db}', true],
    ['{app: database}', false],
    ['{postgres.example.com/cluster: x}', true],
    ['{example.com/x: y1}', true],
    ['{example.com: y1}', false],
    ['{app.kubernetes.io/name: x}', false],
  ])('the Pods of a Service that selects %s: %j', (selector, expected) => {
    expect(operators.mayMakePodsOf(selecting(selector))).toBe(expected);
  });

  it('not by a domain that everybody uses', () => {
    const scheduling = operatorsOf([resourceOf(object('x.k8s.io/v1 App', 'b'))]);
    expect(scheduling.mayMakePodsOf(selecting('{node.k8s.io/name: x}'))).toBe(false);
  });

  it.each([
    ['db', true],
    ['db-rw', true],
    ['db-rw-old', true],
    ['dbs', false],
    ['my-db', false],
    ['d', false],
  ])('Service %s: %j', (name, expected) => {
    expect(operators.mayMakeService(name)).toBe(expected);
  });
});
