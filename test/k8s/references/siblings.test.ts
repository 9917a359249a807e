import { describe, expect, it } from 'vitest';
import { referencesOf } from '../../../src/k8s/references/references.js';
import { isFirst } from '../../../src/k8s/references/siblings.js';
import { resourceOf } from '../../support/resources.js';

const references = (...backends: readonly string[]) =>
  referencesOf(
    resourceOf(
      `{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: web}, spec: {rules: [{backendRefs: [${backends.join(', ')}]}]}}`,
    ),
  );

describe('references of one object', () => {
  it.each([
    ['to one Service and port', ['{name: a, port: 1}', '{name: a, port: 1}'], 2, 2],
    ['to one Service and two ports', ['{name: a, port: 1}', '{name: a, port: 2}'], 2, 1],
    ['with and without a port', ['{name: a, port: 1}', '{name: a}'], 2, 1],
    ['to two Services', ['{name: a, port: 1}', '{name: b, port: 1}'], 1, 1],
    ['to one name in two namespaces', ['{name: a, port: 1}', '{name: a, namespace: x, port: 1}'], 1, 1],
  ])('%s', (_, backends, siblings, twins) => {
    const [first] = references(...backends);
    expect(first?.all).toHaveLength(2);
    expect(first?.siblings).toHaveLength(siblings);
    expect(first?.twins).toHaveLength(twins);
  });

  it('speak once of a mistake that they share', () => {
    const found = references('{name: a, port: 1}', '{name: b, port: 1}', '{name: a, port: 2}');
    expect(found.map((reference) => isFirst(reference, reference.siblings))).toEqual([true, true, false]);
    expect(found.map((reference) => isFirst(reference, reference.twins))).toEqual([true, true, true]);
    expect(found.map((reference) => isFirst(reference, reference.all))).toEqual([true, false, false]);
  });
});
