import { describe, expect, it } from 'vitest';
import { editFields, fieldSteps, lookUpField } from '../../../src/kustomize/fields/field-path.js';
import { splitPath } from '../../../src/kustomize/fields/field-spec.js';
import { computedScalar } from '../../../src/tree/edit.js';
import { toData, type Tree } from '../../../src/tree/tree.js';
import { treeOf, valueOf } from '../../support/trees.js';

describe('the steps of a path with dots', () => {
  it.each([
    ['spec.replicas', ['spec', 'replicas']],
    ['spec.containers.[name=web].image', ['spec', 'containers', '[name=web]', 'image']],
    ['spec.[name=a.b].image', ['spec', '[name=a.b]', 'image']],
    ['metadata.annotations.[example.com/port]', ['metadata', 'annotations', 'example.com/port']],
    ['metadata.annotations.example\\.com/port', ['metadata', 'annotations', 'example.com/port']],
    ['spec.ports.0.port', ['spec', 'ports', '0', 'port']],
    ['a. b .c', ['a', 'b', 'c']],
    ['a..b', ['a', 'b']],
    ['.a', ['a']],
    ['a.[b.c', ['a', 'b.c']],
    ['', []],
  ])('%s', (path, steps) => expect(fieldSteps(path)).toEqual(steps));
});

describe('a path between delimiters', () => {
  it.each([
    ['a/b', ['a', 'b']],
    ['/a/b', ['a', 'b']],
    ['a', ['a']],
    ['', ['']],
    ['a\\/b/c', ['a/b', 'c']],
    ['a\\/b\\/c', ['a/b/c']],
    ['/a\\/b', ['a/b']],
  ])('%s', (path, steps) => expect(splitPath(path, '/')).toEqual(steps));
});

const tree = treeOf(`kind: Test
spec:
  none: null
  ports: [80, 90]
  containers: [{name: a, image: a:1}, {name: b, image: b:1}, {image: c:1}]
  names: [web, api]
`);

describe('the value at a path', () => {
  it.each([
    ['kind', 'Test'],
    ['spec.ports.0', 80],
    ['spec.ports.-', 90],
    ['spec.ports.2', undefined],
    ['spec.containers.[name=b].image', 'b:1'],
    ['spec.containers.[name=c].image', undefined],
    ['spec.names.[=api]', 'api'],
    ['spec.names.[=other]', undefined],
    ['spec.0', undefined],
    ['spec.-', undefined],
    ['kind.more', undefined],
    ['spec.names.web', undefined],
    ['spec.[name=a]', undefined],
    ['absent.further', undefined],
  ])('%s', (path, value) => {
    const found = lookUpField(tree, fieldSteps(path));
    expect(found === undefined ? undefined : toData(found)).toBe(value);
  });

  it('is asked for with a field and a value between brackets', () => {
    expect(() => lookUpField(tree, ['spec', '[name]'])).toThrow('an item of a list is written as `[field=value]`');
  });
});

describe('the fields at a path, changed to x', () => {
  const { place } = valueOf('x');
  const edited = (path: string, create: boolean): { readonly count: number; readonly spec: unknown } => {
    const change = (): Tree => computedScalar('x', place);
    const { tree: changed, count } = editFields(tree, fieldSteps(path), { change, create, place });
    return { count, spec: (toData(changed) as { readonly spec: unknown }).spec };
  };
  const spec = (toData(tree) as { readonly spec: Readonly<Record<string, unknown>> }).spec;
  const [a, b, c] = spec['containers'] as readonly object[];

  it.each<[string, boolean, number, Readonly<Record<string, unknown>>]>([
    ['spec.ports.0', false, 1, { ports: ['x', 90] }],
    ['spec.ports.2', true, 1, { ports: [80, 90, 'x'] }],
    ['spec.containers.[name=a].image', false, 1, { containers: [{ ...a, image: 'x' }, b, c] }],
    ['spec.containers.[name=.].image', false, 2, { containers: [{ ...a, image: 'x' }, { ...b, image: 'x' }, c] }],
    ['spec.containers.[name=d].image', false, 0, {}],
    ['spec.containers.[name=d].image', true, 1, { containers: [a, b, c, { name: 'd', image: 'x' }] }],
    ['spec.containers.*.image', false, 3, { containers: [a, b, c].map((one) => ({ ...one, image: 'x' })) }],
    ['spec.names.[=web]', false, 1, { names: ['x', 'api'] }],
    ['spec.names.[=new]', true, 1, { names: ['web', 'api', 'x'] }],
    ['spec.absent', false, 0, {}],
    ['spec.absent', true, 1, { absent: 'x' }],
    ['spec.made.of.maps', true, 1, { made: { of: { maps: 'x' } } }],
    ['spec.made.[name=d].image', true, 1, { made: [{ name: 'd', image: 'x' }] }],
    ['spec.made.0', true, 1, { made: ['x'] }],
    ['spec.none.further', true, 0, {}],
  ])('%s, made where it is absent: %s', (path, create, count, change) => {
    expect(edited(path, create)).toEqual({ count, spec: { ...spec, ...change } });
  });

  it.each([
    ['spec.0', false, 'there is no list for `0` to mean an item of'],
    ['spec.[name=a].image', false, 'there is no list for `[name=a]` to mean an item of'],
    ['spec.*.image', false, 'there is no list for `*` to mean an item of'],
    ['kind.more', false, 'there is no map for `more` to be a field of'],
    ['spec.ports.2', false, 'the list has 2 items, and none at 2'],
    ['spec.ports.3', true, 'the list has 2 items, and none at 3'],
    ['spec.containers.[name=(].image', false, '`(` is no regular expression'],
  ])('%s, made where it is absent: %s, is refused', (path, create, message) => {
    expect(() => edited(path, create)).toThrow(message);
  });
});
