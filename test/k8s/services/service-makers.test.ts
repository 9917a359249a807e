import { describe, expect, it } from 'vitest';
import { isGivenService, isMadeByOperator, SERVICE_MAKERS, isAddOn } from '../../../src/k8s/services/service-makers.js';

describe('SERVICE_MAKERS', () => {
  it.each([
    ['serving.knative.dev', 'Service', true],
    ['jobset.x-k8s.io', 'JobSet', true],
    ['leaderworkerset.x-k8s.io', 'LeaderWorkerSet', true],
    ['serving.knative.dev', 'Configuration', false],
    ['apps', 'StatefulSet', false],
  ])('%s/%s: %s', (group, kind, expected) => {
    expect(SERVICE_MAKERS.some(([makerGroup, makerKind]) => makerGroup === group && makerKind === kind)).toBe(expected);
  });
});

describe('isGivenService', () => {
  it.each([
    ['kubernetes', true],
    ['kube-dns', true],
    ['kubernetes-web', false],
    ['web', false],
  ])('%s: %s', (name, expected) => {
    expect(isGivenService(name)).toBe(expected);
  });
});

describe('isMadeByOperator', () => {
  it.each([
    ['prometheus-operated', true],
    ['alertmanager-operated', true],
    ['thanos-ruler-operated', true],
    ['prometheus-operator', false],
  ])('%s: %s', (name, expected) => {
    expect(isMadeByOperator(name)).toBe(expected);
  });
});

it.each([
  ['kube-state-metrics', true],
  ['grafana-service', true],
  ['grafana', true],
  ['shop-grafana', false],
  ['shop-service', false],
])('%s is an add-on: %s', (name, expected) => expect(isAddOn(name)).toBe(expected));
