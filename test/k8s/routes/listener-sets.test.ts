import { describe, expect, it } from 'vitest';
import { listenersFrom, listenerSetParentOf } from '../../../src/k8s/routes/listener-sets.js';
import { resourceOf } from '../../support/resources.js';

const set = (spec: string) =>
  resourceOf(`{apiVersion: gateway.networking.k8s.io/v1, kind: ListenerSet, metadata: {name: a}, spec: ${spec}}`);

describe('the Gateway to which a ListenerSet adds listeners (semantics 7.2)', () => {
  it.each<readonly [string, readonly [string, string | undefined] | undefined]>([
    ['{parentRef: {name: edge}}', ['edge', undefined]],
    ['{parentRef: {name: edge, namespace: infra}}', ['edge', 'infra']],
    ['{parentRef: {name: edge, namespace: ""}}', ['edge', undefined]],
    ['{parentRef: {name: edge, kind: Gateway, group: gateway.networking.k8s.io}}', ['edge', undefined]],
    ['{parentRef: {name: edge, kind: "", group: ""}}', ['edge', undefined]],
    ['{parentRef: {name: edge, kind: Service}}', undefined],
    ['{parentRef: {name: edge, group: example.com}}', undefined],
    ['{parentRef: {name: ""}}', undefined],
    ['{parentRef: {}}', undefined],
    ['{}', undefined],
  ])('%s: %j', (spec, expected) => {
    const parent = listenerSetParentOf(set(spec));
    expect(parent && [parent.name, parent.namespace]).toEqual(expected);
    if (parent !== undefined)
      expect(parent).toMatchObject({
        group: 'gateway.networking.k8s.io',
        kind: 'Gateway',
        path: ['spec', 'parentRef'],
      });
  });
});

describe('from where a Gateway takes ListenerSets', () => {
  it.each([
    ['{}', 'None'],
    ['{allowedListeners: {}}', 'None'],
    ['{allowedListeners: {namespaces: {from: ""}}}', 'None'],
    ['{allowedListeners: {namespaces: {from: Same}}}', 'Same'],
    ['{allowedListeners: {namespaces: {from: All}}}', 'All'],
  ])('%s: %s', (spec, expected) => {
    const gateway = resourceOf(
      `{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: a}, spec: ${spec}}`,
    );
    expect(listenersFrom(gateway)).toBe(expected);
  });
});
