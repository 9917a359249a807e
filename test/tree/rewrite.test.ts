import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/text/source-file.js';
import {
  computedScalar,
  emptyMap,
  mapOf,
  moveTree,
  scalarText,
  withEntries,
  withItem,
  withItems,
  withoutEntry,
} from '../../src/tree/edit.js';
import { Entry, toData, type ListTree, type MapTree, type Tree } from '../../src/tree/tree.js';
import { partsOf, treeOf, valueOf } from '../support/trees.js';

function mapIn(text: string): MapTree {
  const tree = treeOf(text);
  if (tree.type !== 'map') throw new Error('not a map');
  return tree;
}

function listIn(text: string): ListTree {
  const tree = valueOf(text);
  if (tree.type !== 'list') throw new Error('not a list');
  return tree;
}

const map = mapIn('kind: Test\na: 1\nb: 2\n');
const entry = (key: string, value: number): Entry => Entry.at(map.place, key, computedScalar(value, map.place));
const textIn = (tree: Tree): string => JSON.stringify(toData(tree));

describe('several entries', () => {
  it('are set in their old places, the new ones at the end, and of one key the last counts', () => {
    expect(textIn(withEntries(map, [entry('c', 3), entry('a', 9), entry('c', 4)]))).toBe(
      '{"kind":"Test","a":9,"b":2,"c":4}',
    );
    expect(textIn(mapOf([entry('x', 1), entry('y', 2), entry('x', 3)], map.place))).toBe('{"x":3,"y":2}');
    expect(textIn(withoutEntry(map, 'a'))).toBe('{"kind":"Test","b":2}');
    expect(emptyMap(map.place).size).toBe(0);
  });
});

describe('a list', () => {
  const list = listIn('[one, two, three]');
  const other = valueOf('other');

  it.each([
    [0, ['other', 'two', 'three']],
    [2, ['one', 'two', 'other']],
    [3, ['one', 'two', 'three']],
    [-1, ['one', 'two', 'three']],
  ])('with another item at %i', (at, items) => expect(toData(withItem(list, at, other))).toEqual(items));

  it('is the same list with its own items, and another with others', () => {
    expect(withItems(list, [...list.items])).toBe(list);
    expect(toData(withItems(list, [other, ...list.items.slice(1)]))).toEqual(['other', 'two', 'three']);
  });
});

describe('the text of a scalar', () => {
  it.each([
    ['1.10', '1.10'],
    ['0x10', '0x10'],
    ['"1.10"', '1.10'],
    ['true', 'true'],
    ['~', '~'],
  ])('%s is %s to a program that does not look at types', (source, text) => {
    const scalar = mapIn(`kind: Test\nvalue: ${source}\n`).get('value')?.value;
    expect(scalar?.type === 'scalar' && scalarText(scalar)).toBe(text);
  });

  it.each([
    [5, '5'],
    [true, 'true'],
    ['', ''],
    [null, ''],
  ])('that is computed, %j, is %j', (value, text) => expect(scalarText(computedScalar(value, map.place))).toBe(text));

  it('that is computed is quoted where it is a text', () => {
    expect(computedScalar('5', map.place).style).toBe('quoted');
    expect(computedScalar(5, map.place).style).toBe('plain');
  });

  it('that is computed names the other part of it, its own before that of its place', () => {
    const [one, two] = [valueOf('one').place, valueOf('two').place];
    const computed = { ...one, computedBy: two.span };
    expect(computedScalar('x', one).place.computedBy).toBeUndefined();
    expect(computedScalar('x', computed).place.computedBy).toEqual(two.span);
    expect(computedScalar('x', computed, map.place.span).place.computedBy).toEqual(map.place.span);
  });
});

it('a tree that is moved says the same, and stands at one place with all its parts', () => {
  const moved = moveTree(treeOf('kind: Test\na: [1, {b: "x"}]\n'), valueOf('here').place);
  expect(toData(moved)).toEqual({ kind: 'Test', a: [1, { b: 'x' }] });
  const { entries, scalars } = partsOf(moved);
  const places = [...entries.map(({ keyPlace }) => keyPlace), ...scalars.map(({ place }) => place)];
  expect(new Set(places.map(({ span }) => textOf(span)))).toEqual(new Set(['here']));
  expect(places).toHaveLength(6);
});
