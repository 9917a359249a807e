import { describe, expect, it } from 'vitest';
import {
  flatSelectorPath,
  hasManualSelector,
  hasPairs,
  labelSelectorPaths,
  labelSelectorState,
} from '../../../src/k8s/labels/label-selector.js';
import type { Resource } from '../../../src/k8s/object/resource.js';
import { resourceOf } from '../../support/resources.js';

const object = (apiVersion: string, kind: string, spec: string): Resource =>
  resourceOf(`{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: web}, spec: ${spec}}`);

describe('labelSelectorState', () => {
  it.each([
    ['{}', 'absent'],
    ['{selector: }', 'absent'],
    ['{selector: {}}', 'empty'],
    ['{selector: {matchLabels: {}}}', 'empty'],
    ['{selector: {matchLabels: {app: }}}', 'empty'],
    ['{selector: {matchLabels: , matchExpressions: []}}', 'empty'],
    ['{selector: {app: web}}', 'foreign'],
    ['{selector: {matchLabels: {}, app: web}}', 'foreign'],
    ['{selector: {matchLabels: {app: web}}}', 'written'],
    ['{selector: {matchExpressions: [{key: app, operator: Exists}]}}', 'written'],
    ['{selector: {matchLabels: {app: web}, tier: front}}', 'written'],
    ['{selector: web}', 'written'],
    ['{selector: {matchLabels: [app]}}', 'written'],
    ['{selectors: {matchLabels: {app: web}}}', 'written'],
    ['{strategy: {}}', 'absent'],
  ])('%s: %s', (spec, expected) => {
    expect(labelSelectorState(object('apps/v1', 'Deployment', spec))).toBe(expected);
  });
});

describe('hasPairs', () => {
  it.each([
    ['{selector: {app: web}}', true],
    ['{selector: {app: ""}}', true],
    ['{selector: {app: , tier: x}}', true],
    ['{selector: {app: }}', false],
    ['{selector: {}}', false],
    ['{}', false],
  ])('%s: %s', (spec, expected) => {
    expect(hasPairs(object('v1', 'Service', spec), ['spec', 'selector'])).toBe(expected);
  });
});

describe('hasManualSelector', () => {
  it.each([
    ['{manualSelector: true}', true],
    ['{manualSelector: false}', false],
    ['{manualSelector: "true"}', false],
    ['{}', false],
  ])('%s: %s', (spec, expected) => {
    expect(hasManualSelector(object('batch/v1', 'Job', spec))).toBe(expected);
  });
});

describe('where selectors stand', () => {
  it.each([
    ['a Deployment', object('apps/v1', 'Deployment', '{}'), ['spec.selector'], undefined],
    ['a Job', object('batch/v1', 'Job', '{}'), ['spec.selector'], undefined],
    ['a PodDisruptionBudget', object('policy/v1', 'PodDisruptionBudget', '{}'), ['spec.selector'], undefined],
    ['a Service', object('v1', 'Service', '{}'), [], 'spec.selector'],
    ['a ReplicationController', object('v1', 'ReplicationController', '{}'), [], 'spec.selector'],
    ['a Service of Knative', object('serving.knative.dev/v1', 'Service', '{}'), [], undefined],
    ['a CronJob', object('batch/v1', 'CronJob', '{}'), [], undefined],
    [
      'a NetworkPolicy, with its peers',
      object('networking.k8s.io/v1', 'NetworkPolicy', '{ingress: [{from: [{}]}, {}], egress: [{to: [{}]}]}'),
      [
        'spec.podSelector',
        'spec.ingress.0.from.0.podSelector',
        'spec.ingress.0.from.0.namespaceSelector',
        'spec.egress.0.to.0.podSelector',
        'spec.egress.0.to.0.namespaceSelector',
      ],
      undefined,
    ],
  ])('in %s', (_, resource, selectors, flat) => {
    expect(labelSelectorPaths(resource).map((path) => path.join('.'))).toEqual(selectors);
    expect(flatSelectorPath(resource)?.join('.')).toBe(flat);
  });
});
