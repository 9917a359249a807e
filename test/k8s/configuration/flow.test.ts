import { describe, expect, it } from 'vitest';
import { readFlow } from '../../../src/k8s/configuration/flow.js';
import { SettingList } from '../../../src/k8s/configuration/settings.js';

/** `group key=value` for each setting, and what stands behind the closing brace. */
function flow(text: string, group = '', key = ''): readonly [readonly string[], string] {
  const list = new SettingList(text);
  const end = readFlow(text, 0, group, key, list);
  return [list.all.map((each) => `${each.group} ${each.key}=${each.value}`), text.slice(end)];
}

describe('the settings between braces', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['JSON', '{"host": "db", "port": 1}', [' host=db', ' port=1']],
    ['the flow style of YAML', "{host: db, 'port': 1}", [' host=db', ' port=1']],
    ['an inline table', '{ host = "db", port = 1 }', [' host=db', ' port=1']],
    ['a map in a map', '{"a": {"b": 1, "c": {"d": 2}}, "e": 3}', ['a b=1', 'a.c d=2', ' e=3']],
    ['a list', '{"a": [1, 2]}', ['a a=1', 'a a=2']],
    ['maps in a list', '{"a": [{"b": 1}, {"b": 2}]}', ['a.0 b=1', 'a.1 b=2']],
    ['a list in a list', '[[1], [2]]', ['0 =1', '1 =2']],
    ['a colon in a word', '{a: b:80, c: http://d/e}', [' a=b:80', ' c=http://d/e']],
    ['a colon, a comma and a brace in quotes', '{"a": "b: {c}, d"}', [' a=b: {c}, d']],
    ['quotes in quotes', `{"a": "it's", b: 'say "x"'}`, []],
    ['an escape, which is no plain value', '{"a": "\\"b\\"", "c": 1}', [' c=1']],
    ['lines', '{\n  "a": 1,\n  "b": 2\n}', [' a=1', ' b=2']],
    ['no value', '{"a": , "b": 1}', [' b=1']],
    ['null', '{"a": null}', [' a=null']],
    ['nothing', '{}', []],
  ])('of %s', (_, text, expected) => {
    expect(flow(text)).toEqual([expected, '']);
  });

  it('stand in the group of their key', () => {
    expect(flow('{a: 1}', '0', 'x')[0]).toEqual(['0.x a=1']);
    expect(flow('[1]', '0', 'x')[0]).toEqual(['0.x x=1']);
  });

  it('end behind the closing brace, or with the text', () => {
    expect(flow('{a: 1} b: 2')).toEqual([[' a=1'], ' b: 2']);
    expect(flow('{a: 1, b: 2')).toEqual([[' a=1', ' b=2'], '']);
  });

  it('are given up far below', () => {
    const nested = (depth: number): number => flow(`${'{a: '.repeat(depth)}{b: 1}${'}'.repeat(depth)}`)[0].length;
    expect([nested(60), nested(61)]).toEqual([1, 0]);
  });
});
