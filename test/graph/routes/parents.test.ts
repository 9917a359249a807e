import { describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/graph.js';
import type { ParentLookup } from '../../../src/graph/routes/parents.js';
import { parentRefsOf } from '../../../src/k8s/routes/gateway-api.js';
import { graphOf, object, ofKind, stream } from '../../support/graphs.js';

const named = (name: string, namespace?: string): string =>
  namespace === undefined ? name : `{name: ${name}, namespace: ${namespace}}`;
const route = (parent: string, namespace?: string): string =>
  object('gateway.networking.k8s.io/v1 HTTPRoute', named('r', namespace), `spec: {parentRefs: [${parent}]}`);
const gateway = (name: string, namespace?: string, kind = 'Gateway'): string =>
  object(`gateway.networking.k8s.io/v1 ${kind}`, named(name, namespace), 'spec: {listeners: []}');

function parentIn(graph: Graph): ParentLookup {
  const [from] = ofKind(graph, 'gateway.networking.k8s.io', 'HTTPRoute');
  const [parent] = from === undefined ? [] : parentRefsOf(from);
  if (from === undefined || parent === undefined) throw new Error('no parent');
  return graph.routes.parent(parent, from);
}

const parentOf = (...documents: readonly string[]): ParentLookup =>
  parentIn(graphOf({ 'a.yaml': stream(...documents) }));

describe('the Gateway that a route names (semantics 7.2)', () => {
  it.each<readonly [string, readonly string[], readonly (string | undefined)[], boolean]>([
    ['of its own namespace', [route('{name: g}', 'one'), gateway('g', 'one'), gateway('g', 'two')], ['one'], true],
    [
      'of another that it writes',
      [route('{name: g, namespace: two}', 'one'), gateway('g', 'one'), gateway('g', 'two')],
      ['two'],
      true,
    ],
    ['of none, like itself', [route('{name: g}'), gateway('g')], [undefined], true],
    [
      'possibly one that leaves its namespace open',
      [route('{name: g}', 'one'), gateway('g'), gateway('x', 'two')],
      [undefined],
      false,
    ],
    [
      'possibly any, for a route that leaves it open',
      [route('{name: g}'), gateway('g', 'one'), gateway('g', 'two')],
      ['one', 'two'],
      false,
    ],
  ])('%s', (_, documents, expected, certain) => {
    const found = parentOf(...documents);
    if (found.kind !== 'found') throw new Error(found.kind);
    expect(found.owners.map(({ namespace }) => namespace)).toEqual(expected);
    expect(found.certain).toBe(certain);
  });

  it.each<readonly [string, ParentLookup['kind'], string, string]>([
    ['a Gateway, where it says no kind', 'missing', '{name: g}', gateway('g', undefined, 'ListenerSet')],
    ['a ListenerSet by its kind', 'found', '{name: g, kind: ListenerSet}', gateway('g', undefined, 'ListenerSet')],
    [
      "not Istio's Gateway, which is of another group",
      'missing',
      '{name: g}',
      object('networking.istio.io/v1 Gateway', 'g', 'spec: {servers: []}'),
    ],
  ])('%s: %s', (_, kind, parent, owner) => {
    expect(parentOf(route(parent), owner).kind).toBe(kind);
  });
});

describe('what a Gateway that is missing may be', () => {
  it.each<readonly [string, string, string, string | undefined]>([
    ['one with one edit', 'gatewy', 'gateway', 'gateway'],
    ['one in another case', 'gateway', 'gAteway', 'gAteway'],
    ['not one with two edits, as internal and external', 'external', 'internal', undefined],
    ['not one with another number', 'gateway-1', 'gateway-2', undefined],
  ])('%s: %s for %s', (_, name, there, expected) => {
    const found = parentOf(route(`{name: ${name}}`, 'one'), gateway(there, 'one'));
    expect(found.kind === 'missing' && found.similar?.name).toBe(expected);
  });

  it('not one of a similar name in another namespace', () => {
    const found = parentOf(route('{name: gatewy}', 'one'), gateway('gateway', 'two'));
    expect(found).toMatchObject({ kind: 'missing', similar: undefined, elsewhere: undefined, near: false });
  });

  it('one of that name in another namespace, near or far', () => {
    const far = { 'x/a.yaml': route('{name: g}', 'one'), 'y/b.yaml': gateway('g', 'two') };
    expect(parentIn(graphOf(far))).toMatchObject({ elsewhere: { namespace: 'two' }, near: false });
    expect(parentOf(route('{name: g}', 'one'), gateway('g', 'two'))).toMatchObject({
      elsewhere: { namespace: 'two' },
      near: true,
    });
  });
});
