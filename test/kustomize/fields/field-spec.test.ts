import { describe, expect, it } from 'vitest';
import { addSpecs, changeField, specsByKind, type FieldSpec } from '../../../src/kustomize/fields/field-spec.js';
import { computedScalar, withEntry } from '../../../src/tree/edit.js';
import { getMap, toData, type MapTree } from '../../../src/tree/tree.js';
import { treeOf, valueOf } from '../../support/trees.js';

function mapIn(text: string): MapTree {
  const tree = treeOf(`kind: Test\n${text}`);
  if (tree.type !== 'map') throw new Error('no map');
  return tree;
}

const here = valueOf('here').place;

/** The object with `x` written at a path, made where a spec says so. */
function changed(text: string, spec: FieldSpec, of?: 'map' | 'scalar'): unknown {
  const tree = changeField(mapIn(text), spec, () => computedScalar('x', here), of && { of, place: here });
  return toData(tree);
}

describe('a field', () => {
  it.each<[string, string, object]>([
    ['a: {b: old}', 'a/b', { a: { b: 'x' } }],
    ['a: {b: old}', '/a/b', { a: { b: 'x' } }],
    ['a: [{b: 1}, {b: 2}, {c: 3}]', 'a/b', { a: [{ b: 'x' }, { b: 'x' }, { c: 3 }] }],
    ['a: [{b: 1}]', 'a[]/b', { a: [{ b: 'x' }] }],
    ['a: {b: 1}', 'a[]/b', { a: { b: 'x' } }],
    ['a: [[{b: 1}]]', 'a/b', { a: [[{ b: 'x' }]] }],
    ['a: {b/c: 1}', 'a/b\\/c', { a: { 'b/c': 'x' } }],
    ['a: {c: 1}', 'a/b', { a: { c: 1 } }],
    ['a: null', 'a/b', {}],
  ])('of {%s} at %s is changed where it is', (text, path, data) => {
    expect(changed(text, { path })).toEqual({ kind: 'Test', ...data });
    expect(changed(text, { path }, 'scalar')).toEqual({ kind: 'Test', ...data });
  });

  it.each<[string, string, object]>([
    ['', 'a', { a: 'x' }],
    ['', 'a/b/c', { a: { b: { c: 'x' } } }],
    ['a: {c: 1}', 'a/b', { a: { c: 1, b: 'x' } }],
    ['a: null', 'a/b', { a: { b: 'x' } }],
    ['a: [{b: 1}, {}]', 'a/b', { a: [{ b: 'x' }, { b: 'x' }] }],
    ['', 'a[]/b', {}],
  ])('of {%s} at %s is made where a spec says so', (text, path, data) => {
    expect(changed(text, { path, create: true }, 'scalar')).toEqual({ kind: 'Test', ...data });
    expect(changed(text, { path, create: false }, 'scalar')).toEqual(changed(text, { path }));
    expect(changed(text, { path, create: true })).toEqual(changed(text, { path }));
  });

  it('that is a map is made empty before it is changed', () => {
    const old: unknown[] = [];
    for (const of of ['map', 'scalar'] as const)
      changeField(
        mapIn(''),
        { path: 'a', create: true },
        (found) => {
          old.push(found === undefined ? undefined : toData(found));
          return computedScalar('x', here);
        },
        { of, place: here },
      );
    expect(old).toEqual([{}, undefined]);
  });

  it('that stays as it was leaves the same tree', () => {
    const tree = mapIn('a: [{b: 1}]');
    expect(changeField(tree, { path: 'a/b' }, (old) => old ?? tree)).toBe(tree);
    expect(changeField(tree, { path: 'c/d' }, () => tree)).toBe(tree);
  });

  it.each([
    ['a: text', 'a/b', 'kustomize goes by `a/b` and finds a text where it expects a map or a list'],
    ['a: {b: 1}', 'a/0', 'kustomize goes by `a/0` and finds a map where `0` means an item of a list'],
    ['a: {b: 1}', 'a/-', 'kustomize goes by `a/-` and finds a map where `-` means an item of a list'],
    ['a: {b: 1}', 'a/[c=d]', 'kustomize goes by `a/[c=d]` and finds a map where `[c=d]` means an item of a list'],
  ])('of {%s} at %s is refused', (text, path, message) => expect(() => changed(text, { path })).toThrow(message));

  it('is found in whatever a change puts in a map', () => {
    const tree = changeField(mapIn('a: {b: 1}'), { path: 'a' }, (old) => {
      const map = getMap(old);
      return map === undefined ? computedScalar('x', here) : withEntry(map, 'c', computedScalar('y', here), here);
    });
    expect(toData(tree)).toEqual({ kind: 'Test', a: { b: 1, c: 'y' } });
  });
});

describe('specs', () => {
  const any: FieldSpec = { path: 'metadata/labels', create: true };
  const deployments: FieldSpec = { path: 'spec/labels', kind: 'Deployment', group: 'apps' };
  const services: FieldSpec = { path: 'spec/selector', kind: 'Service', version: 'v1' };

  it.each([
    ['apps', 'v1', 'Deployment', [any, deployments]],
    ['', 'v1', 'Service', [any, services]],
    ['', 'v2', 'Service', [any]],
    ['other', 'v1', 'Deployment', [any]],
    ['', 'v1', 'Pod', [any]],
  ])('for %s/%s %s', (group, version, kind, specs) => {
    const of = specsByKind([any, deployments, services]);
    expect(of({ group, version, kind })).toEqual(specs);
    expect(of({ group, version, kind })).toBe(of({ group, version, kind }));
  });

  it('with others added hold each once', () => {
    const other: FieldSpec = { path: 'spec/other' };
    expect(addSpecs([any, deployments], [])).toEqual([any, deployments]);
    expect(addSpecs([any, deployments], [other, other, { ...deployments }])).toEqual([any, deployments, other]);
    // One for any kind counts as there where one for some kind has its path, and not the other way round.
    expect(addSpecs([deployments], [{ path: deployments.path }])).toEqual([deployments]);
    expect(addSpecs([other], [{ ...other, kind: 'Pod' }])).toEqual([other, { ...other, kind: 'Pod' }]);
    expect(addSpecs([deployments], [{ ...deployments, kind: 'Pod' }])).toHaveLength(2);
    expect(addSpecs([other], [{ ...other, create: false }])).toEqual([other]);
    expect(() => addSpecs([any], [{ path: any.path }])).toThrow(
      'the field `metadata/labels` is given twice, once with `create`',
    );
  });
});
