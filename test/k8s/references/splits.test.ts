import { describe, expect, it } from 'vitest';
import { readRollout, readTrafficSplit } from '../../../src/k8s/references/splits.js';
import { saidReference } from '../../support/references.js';
import { resourceOf } from '../../support/resources.js';

const object = (kind: string, spec: string) => resourceOf(`{apiVersion: ${kind}, metadata: {name: x}, spec: ${spec}}`);

describe('readTrafficSplit', () => {
  it.each([
    ['{service: web, backends: [{service: a}, {service: b}]}', ['host web:?', 'backend a:?', 'backend b:?']],
    ['{service: web.shop, backends: [{service: a.shop.svc.cluster.local}]}', ['host shop/web:?', 'backend shop/a:?']],
    ['{service: "${WEB}", backends: [{weight: 1}]}', []],
  ])('%s', (spec, expected) => {
    const split = object('split.smi-spec.io/v1alpha2, kind: TrafficSplit', spec);
    expect(readTrafficSplit(split).map(saidReference)).toEqual(expected);
  });
});

describe('readRollout', () => {
  it.each([
    ['{strategy: {canary: {stableService: a, canaryService: b}}}', ['own b:?', 'own a:?']],
    ['{strategy: {blueGreen: {activeService: "{{ a }}"}}}', []],
    ['{}', []],
  ])('%s', (spec, expected) => {
    expect(readRollout(object('argoproj.io/v1alpha1, kind: Rollout', spec)).map(saidReference)).toEqual(expected);
  });
});
