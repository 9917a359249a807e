import { describe, expect, it } from 'vitest';
import { get } from '../../../src/tree/tree.js';
import { treeOf } from '../../support/trees.js';

const scalar = (text: string): unknown => {
  const found = treeOf(`kind: Test\nvalue: ${text}\n`);
  const tree = found.type === 'map' ? found.entries.get('value')?.value : undefined;
  return tree?.type === 'scalar' ? tree.value : tree;
};

describe('an unquoted scalar is what kubectl makes of it', () => {
  it.each<readonly [string, unknown]>([
    ...['yes', 'Yes', 'YES', 'on', 'On', 'ON', 'y', 'Y', 'true', 'True', 'TRUE'].map((text) => [text, true] as const),
    ...['no', 'No', 'NO', 'off', 'Off', 'OFF', 'n', 'N', 'false', 'False', 'FALSE'].map(
      (text) => [text, false] as const,
    ),
    ...['~', 'null', 'Null', 'NULL', ''].map((text) => [text, null] as const),
    ['80', 80],
    ['+80', 80],
    ['-80', -80],
    ['8_080', 8080],
    ['0100', 64],
    ['0o100', 64],
    ['080', 80],
    ['09', 9],
    ['0x1F90', 8080],
    ['0b101', 5],
    ['0x7FFFFFFFFFFFFFFF', 2 ** 63],
    ['0x0000000000000000001F90', 8080],
    ['0x00a329c0648769A73afAc7F9381E08FB43dBEA72', '0x00a329c0648769A73afAc7F9381E08FB43dBEA72'],
    ['0x10000000000000000', '0x10000000000000000'],
    ['-0x8000000000000001', '-0x8000000000000001'],
    [`0b${'1'.repeat(65)}`, `0b${'1'.repeat(65)}`],
    ['0777777777777777777777777', 777_777_777_777_777_777_777_777],
    ['80.0', 80],
    ['8e1', 80],
    ['1e3', 1000],
    ['80.5', 80.5],
    ['1.10', 1.1],
    ['1.2.3', '1.2.3'],
    ['v1', 'v1'],
    ['22:22', '22:22'],
    ['12:30:45', '12:30:45'],
    ['2024-01-02', '2024-01-02'],
    ['12e4567', '12e4567'],
    ['.inf', Infinity],
    ['-.inf', -Infinity],
    ['.nan', NaN],
    ['yEs', 'yEs'],
    ['nULL', 'nULL'],
    ['-', '-'],
    ['.', '.'],
    ['0x', '0x'],
    ['1_', 1],
    ['http://web:80', 'http://web:80'],
    ['a b', 'a b'],
  ])('%s', (text, expected) => {
    if (text === '-') return; // a lone dash begins a list
    expect(scalar(text)).toEqual(expected);
  });
});

describe('quotes and tags decide', () => {
  it.each<readonly [string, unknown]>([
    ['"80"', '80'],
    ["'yes'", 'yes'],
    ['"null"', 'null'],
    ['"a\\u0041\\n"', 'aA\n'],
    ["'it''s'", "it's"],
    [String.raw`"it\'s \\\\' \"so\""`, String.raw`it's \\' "so"`],
    [String.raw`'it\'`, 'it\\'],
    ['!!str 123', '123'],
    ['!!str yes', 'yes'],
    ['!!int "80"', 80],
    ['!!binary aGVsbG8=', 'hello'],
    ['!custom 123', 123],
    ['!custom "123"', '123'],
    ['! 123', '123'],
  ])('%s', (text, expected) => {
    expect(scalar(text)).toEqual(expected);
  });

  it('keeps the text as written', () => {
    const tree = treeOf('kind: Test\nquoted: "80"\nplain: 0x50\nabsent:\n');
    const source = (key: string): unknown => {
      const found = tree.type === 'map' ? tree.entries.get(key)?.value : undefined;
      return found?.type === 'scalar' ? [found.source, found.style] : undefined;
    };
    expect(source('quoted')).toEqual(['"80"', 'quoted']);
    expect(source('plain')).toEqual(['0x50', 'plain']);
    expect(source('absent')).toEqual(['', 'plain']);
  });
});

describe('a block scalar', () => {
  it.each([
    ['|\n  a\n  b\n', 'a\nb\n'],
    ['|-\n  a\n  b\n', 'a\nb'],
    ['|+\n  a\n', 'a\n\n'],
    ['>\n  a\n  b\n\n  c\n', 'a b\nc\n'],
    ['|2-\n    a\n', '  a'],
  ])('%j', (text, expected) => {
    expect(scalar(text)).toBe(expected);
  });

  it('does not reach over the comment that follows', () => {
    const tree = treeOf('kind: Test\nvalue: |\n  a\n\n# a comment\nother: 1\n');
    const value = get(tree, 'value');
    expect(value?.type === 'scalar' && [value.style, value.source]).toEqual(['block', '|\n  a']);
  });
});
