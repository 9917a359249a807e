import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/text/source-file.js';
import {
  get,
  getBoolean,
  getEntries,
  getList,
  getMap,
  getNumber,
  getString,
  keyPlaceOf,
  placeOf,
  scalarsIn,
  toData,
  treeAt,
  type Path,
} from '../../src/tree/tree.js';
import { treeOf } from '../support/trees.js';

const tree = treeOf(`kind: Test
text: word
number: 5
zero: 0
yes-key: true
no-key: false
nil: null
empty: ""
map: {a: {b: deep}, "0": key}
list: [one, {name: two}, [three]]
none:
bare: {}
`);

describe('a value at a path is read as its own type alone', () => {
  it.each<[Path, Partial<Record<'text' | 'number' | 'boolean' | 'map' | 'list', unknown>>]>([
    [['text'], { text: 'word' }],
    [['empty'], { text: '' }],
    [['number'], { number: 5 }],
    [['zero'], { number: 0 }],
    [['yes-key'], { boolean: true }],
    [['no-key'], { boolean: false }],
    [['nil'], {}],
    [['none'], {}],
    [['absent'], {}],
    [['map'], { map: 2 }],
    [['bare'], { map: 0 }],
    [['map', 'a', 'b'], { text: 'deep' }],
    [['map', 0], { text: 'key' }],
    [['list'], { list: 3 }],
    [['list', 0], { text: 'one' }],
    [['list', 1], { map: 1 }],
    [['list', 1, 'name'], { text: 'two' }],
    [['list', 2], { list: 1 }],
    [['list', 3], {}],
    [['list', '0'], {}],
    [['text', 0], {}],
    [['absent', 'further'], {}],
    [['nil', 'further'], {}],
  ])('%j', (path, { text, number, boolean, map, list }) => {
    expect(getString(tree, ...path)).toBe(text);
    expect(getNumber(tree, ...path)).toBe(number);
    expect(getBoolean(tree, ...path)).toBe(boolean);
    expect(getMap(tree, ...path)?.size).toBe(map);
    expect(getEntries(tree, ...path)).toHaveLength(Number(map ?? 0));
    expect(getList(tree, ...path)).toHaveLength(Number(list ?? 0));
    expect(get(tree, ...path)).toBe(treeAt(tree, path));
  });

  it('and nothing is in no tree', () => {
    expect([get(undefined, 'a'), getList(undefined), [...getEntries(undefined)]]).toEqual([undefined, [], []]);
    expect([...scalarsIn(undefined)]).toEqual([]);
  });
});

describe('the place that shows a path', () => {
  it.each<[Path, string, string]>([
    [['text'], 'word', 'text'],
    [['empty'], '""', 'empty'],
    [['map'], 'map', 'map'],
    [['map', 'a'], 'a', 'a'],
    [['map', 'a', 'b'], 'deep', 'b'],
    [['map', 'absent'], 'map', 'map'],
    [['map', 9], 'map', 'map'],
    [['list', 'name'], 'list', 'list'],
    [['map', 'a', 'absent', 'further'], 'a', 'a'],
    [['list'], 'list', 'list'],
    [['list', 0], 'one', 'one'],
    [['list', 1], 'name', 'name'],
    [['list', 1, 'name'], 'two', 'name'],
    [['list', 2], 'three', 'three'],
    [['list', 9], 'list', 'list'],
    [['none'], 'none', 'none'],
    [['absent'], 'kind', 'kind'],
    [[], 'kind', 'kind'],
  ])('of %j is `%s`, and that of its key `%s`', (path, value, key) => {
    expect(textOf(placeOf(tree, path).span)).toBe(value);
    expect(textOf(keyPlaceOf(tree, path).span)).toBe(key);
  });

  it.each([
    ['[]', '[]'],
    ['{}', '{}'],
    ['[[], a]', '[]'],
    ['[{}, a]', '{}'],
  ])('of %s, where nothing is inside, is the text itself', (text, shown) => {
    const value = get(treeOf(`kind: Test\nvalue: [${text}]\n`), 'value', 0);
    expect(value === undefined ? undefined : textOf(placeOf(value, []).span)).toBe(shown);
  });
});

describe('plain data', () => {
  it('leaves out null entries of maps, and keeps null items of lists', () => {
    expect(toData(treeOf('kind: Test\na: null\nb: [null, 1, {c: null, d: 2}]\n'))).toEqual({
      kind: 'Test',
      b: [null, 1, { d: 2 }],
    });
  });

  it('has the key `__proto__` as a key', () => {
    const data = toData(treeOf('kind: Test\n__proto__: {polluted: true}\n')) as Record<string, unknown>;
    expect(Object.keys(data)).toEqual(['kind', '__proto__']);
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
    expect(Object.getOwnPropertyDescriptor(data, '__proto__')).toEqual({
      value: { polluted: true },
      enumerable: true,
      configurable: true,
      writable: true,
    });
  });

  it('has every scalar as text, in the order of the document', () => {
    expect([...scalarsIn(treeOf('kind: Test\na: [1, {b: true}]\nc: null\n'))]).toEqual(['Test', '1', 'true', 'null']);
  });
});
