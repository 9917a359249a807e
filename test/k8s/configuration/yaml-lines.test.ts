import { describe, expect, it } from 'vitest';
import { SettingList } from '../../../src/k8s/configuration/settings.js';
import { readYamlLines } from '../../../src/k8s/configuration/yaml-lines.js';

function settings(...lines: readonly string[]): readonly string[] {
  const text = lines.join('\n');
  const list = new SettingList(text);
  const documents: number[] = [];
  readYamlLines(text, list, (start) => documents.push(start));
  return [
    ...list.all.map(({ group, key, value }) => `${group} ${key}=${value}`),
    ...documents.map((at) => `document ${at}`),
  ];
}

describe('the plain values of YAML, line by line', () => {
  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['a map', ['a: 1', 'b: x'], ['0 a=1', '0 b=x']],
    ['a map in a map', ['a:', '  b:', '    c: 1', '  d: 2', 'e: 3'], ['0.a.b c=1', '0.a d=2', '0 e=3']],
    ['keys in quotes', ['"a b": 1', "'c': 2"], ['0 a b=1', '0 c=2']],
    ['values in quotes', ['a: "x # y"', "b: 'z'"], ['0 b=z']],
    ['a list', ['a:', '- x', '- y'], ['0.a[0] a=x', '0.a[1] a=y']],
    ['an indented list', ['a:', '  - x', '  - y', 'b: 1'], ['0.a[0] a=x', '0.a[1] a=y', '0 b=1']],
    ['maps in a list', ['a:', '- b: 1', '  c: 2', '- b: 3'], ['0.a[0] b=1', '0.a[0] c=2', '0.a[1] b=3']],
    ['lists in a list', ['a:', '- - x', '  - y', '- - z'], ['0.a[0][0] a=x', '0.a[0][1] a=y', '0.a[1][0] a=z']],
    ['flow style', ['a: {b: 1, c: [x]}', 'd: 2'], ['0.a b=1', '0.a.c c=x', '0 d=2']],
    ['flow style of several lines', ['a: {', '  b: 1,', 'c: 2}', 'd: 3'], ['0.a b=1', '0.a c=2', '0 d=3']],
    ['flow style in a list', ['a:', '- {b: 1}', '- [x]'], ['0.a[0].a b=1', '0.a[1].a a=x']],
    ['comments', ['# a: 1', 'b: 2 # two', 'c: x#y', '  # d: 1'], ['0 b=2', '0 c=x#y']],
    ['a key with a comment behind it', ['a: # these', '  b: 1'], ['0.a b=1']],
    ['no block', ['a: |', '  b: 1', '', '  c: 2', 'd: >-', '  e', 'f: 1'], ['0 f=1']],
    ['no block in a list', ['a:', '- b: |', '    c: 1', '  d: 2'], ['0.a[0] d=2']],
    ['no alias, and no tag', ['a: *x', 'b: !!str 1', 'c: 2'], ['0 c=2']],
    ['below an anchor', ['a: &x', '  b: 1'], ['0.a b=1']],
    [
      'documents',
      ['a: 1', '---', 'b: 2', '--- # more', 'b: 3'],
      ['0 a=1', '1 b=2', '2 b=3', 'document 5', 'document 14'],
    ],
    ['no key that is glued to its value', ['a:1', 'http://x'], []],
    ['a URL', ['url: http://x:80/'], ['0 url=http://x:80/']],
    ['a key that is no word', ['a/b: 1', '$c: 2', '<<: 3'], ['0 a/b=1', '0 $c=2', '0 <<=3']],
    ['no empty value', ['a:', 'b: ""', 'c: 1'], ['0 c=1']],
    ['a tab before the value', ['a:\t1'], ['0 a=1']],
    ['a minus that is no item', ['-a: 1', '-1'], ['0 -a=1']],
    ['a line break of Windows', ['a: 1\r', 'b:\r', '  c: 2\r'], ['0 a=1', '0.b c=2']],
  ])('%s', (_, lines, expected) => {
    expect(settings(...lines)).toEqual(expected);
  });

  it('are given up far below', () => {
    const nested = (depth: number): number =>
      settings(...[...Array(depth).keys()].map((at) => `${' '.repeat(at)}a:`), `${' '.repeat(depth)}b: 1`).length;
    expect([nested(61), nested(62)]).toEqual([1, 0]);
  });
});
