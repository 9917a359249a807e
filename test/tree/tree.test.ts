import { describe, expect, it } from 'vitest';
import { get, getBoolean, getEntries, getList, getMap, getNumber, getString, toData } from '../../src/tree/tree.js';
import { treeOf } from '../support/trees.js';

const tree = treeOf(
  'kind: Test\ns: text\nint: 80\nq: "80"\nb: yes\nnil: ~\nl: [a, {x: 1}, null]\nm: {k: v, 1: one, gone: null}\n',
);

describe('get', () => {
  it('walks maps and lists', () => {
    expect(getNumber(tree, 'l', 1, 'x')).toBe(1);
    expect(getString(tree, 'm', '1')).toBe('one');
  });

  it.each([
    [['nothing']],
    [['nil']],
    [['m', 'gone']],
    [['l', 2]],
    [['l', 9]],
    [['l', 'x']],
    [['s', 'x']],
    [['int', 0]],
  ])('%j is nothing', (path) => {
    expect(get(tree, ...path)).toBeUndefined();
  });

  it('of nothing is nothing', () => {
    expect(get(undefined, 'a')).toBeUndefined();
  });
});

describe('typed getters coerce nothing', () => {
  it.each<readonly [string, string | undefined, number | undefined, boolean | undefined]>([
    ['s', 'text', undefined, undefined],
    ['int', undefined, 80, undefined],
    ['q', '80', undefined, undefined],
    ['b', undefined, undefined, true],
    ['l', undefined, undefined, undefined],
  ])('%s', (key, text, number, boolean) => {
    expect([getString(tree, key), getNumber(tree, key), getBoolean(tree, key)]).toEqual([text, number, boolean]);
  });

  it('lists and maps of another shape are empty', () => {
    expect(getList(tree, 'm')).toEqual([]);
    expect(getMap(tree, 'l')).toBeUndefined();
    expect([...getEntries(tree, 'l')]).toEqual([]);
    expect([...getEntries(tree, 'm')].map(({ key }) => key)).toEqual(['k', '1', 'gone']);
  });
});

it('toData leaves out null fields, as the decoder does, and keeps null items', () => {
  expect(toData(tree)).toEqual({
    kind: 'Test',
    s: 'text',
    int: 80,
    q: '80',
    b: true,
    l: ['a', { x: 1 }, null],
    m: { k: 'v', 1: 'one' },
  });
});
