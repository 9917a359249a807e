import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/text/source-file.js';
import {
  computedScalar,
  mapOf,
  moveTree,
  withEntry,
  withoutEntry,
  withValues,
  withWholeEntry,
} from '../../src/tree/edit.js';
import { Entry, ScalarTree, toData, type MapTree } from '../../src/tree/tree.js';
import { treeOf } from '../support/trees.js';

function mapIn(text: string): MapTree {
  const tree = treeOf(text);
  if (tree.type !== 'map') throw new Error('not a map');
  return tree;
}

const map = mapIn('kind: Test\na: 1\nb: 2\n');
const three = computedScalar(3, map.place);

describe('a map with', () => {
  it('an entry set keeps its order and the place of the key', () => {
    const set = withEntry(map, 'a', three, map.place);
    expect(JSON.stringify(toData(set))).toBe('{"kind":"Test","a":3,"b":2}');
    expect(textOf(set.entries.get('a')?.keyPlace.span ?? map.place.span)).toBe('a');
    expect(JSON.stringify(toData(withEntry(map, 'c', three, map.place)))).toBe('{"kind":"Test","a":1,"b":2,"c":3}');
    expect(toData(map)).toEqual({ kind: 'Test', a: 1, b: 2 });
  });

  it('an entry of its own key, without one, and with the last of two', () => {
    const entry = Entry.at(map.place, 'b', three);
    expect(withWholeEntry(map, entry).entries.get('b')).toBe(entry);
    expect(withoutEntry(map, 'a').entries.keys()).toEqual(['kind', 'b']);
    expect(withoutEntry(map, 'c')).toBe(map);
    expect(
      mapOf([...map.entries.values(), entry], map.place)
        .entries.values()
        .at(-1),
    ).toBe(entry);
  });

  it('other values, the same map where there are none', () => {
    expect(toData(withValues(map, ({ key, value }) => (key === 'a' ? three : value)))).toMatchObject({ a: 3, b: 2 });
    expect(withValues(map, ({ value }) => value)).toBe(map);
  });
});

describe('entries', () => {
  it.each([3, 8, 9, 1000])('are found among %i', (count) => {
    const many = mapIn(`kind: Test\n${Array.from({ length: count }, (_, at) => `k${at}: ${at}\n`).join('')}`);
    expect(many.entries.size).toBe(count + 1);
    for (const entry of many.entries.values()) expect(many.entries.get(entry.key)).toBe(entry);
    expect(many.entries.has('absent')).toBe(false);
  });
});

describe('a scalar', () => {
  it('with another value keeps its place; one that stands elsewhere keeps its text', () => {
    const one = map.entries.get('a')?.value;
    if (one?.type !== 'scalar') throw new Error('no scalar');
    const other = one.with({ value: 'x', style: 'quoted' });
    expect([other.value, other.source, other.style, textOf(other.place.span)]).toEqual(['x', '1', 'quoted', '1']);
    const computed = computedScalar(true, one.place, map.place.span);
    expect([computed.source, computed.place.computedBy]).toEqual(['', map.place.span]);
    const moved = moveTree(one, map.place);
    expect(moved).toBeInstanceOf(ScalarTree);
    expect([moved.type === 'scalar' && moved.source, moved.place.span]).toEqual(['1', map.place.span]);
  });
});
