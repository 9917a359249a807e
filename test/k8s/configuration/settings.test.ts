import { describe, expect, it } from 'vitest';
import { linesOf, settingAt, SettingList } from '../../../src/k8s/configuration/settings.js';

describe('a plain value of a configuration', () => {
  it.each<readonly [string, string, string | undefined]>([
    ['as it stands', 'cache', 'cache'],
    ['without blanks around it', ' \t cache \r', 'cache'],
    ['without line breaks around it', '\n cache\n', 'cache'],
    ['without double quotes', '"cache"', 'cache'],
    ['without single quotes', " 'cache' ", 'cache'],
    ['with blanks within', 'a b', 'a b'],
    ['no empty one', '  ', undefined],
    ['no empty quotes', '""', undefined],
    ['no quote alone', '"', undefined],
    ['no quote that stays open', '"cache', undefined],
    ['no other quote at its end', `"cache'`, undefined],
    ['none with an escape', '"a\\n"', undefined],
    ['none of two lines', 'a\nb', undefined],
    ['one of 500 letters', 'a'.repeat(500), 'a'.repeat(500)],
    ['none that is longer', 'a'.repeat(501), undefined],
  ])('%s', (_, text, expected) => {
    const list = new SettingList(text);
    list.add('g', 'k', 0, text.length);
    expect(list.all.map(({ value }) => value)).toEqual(expected === undefined ? [] : [expected]);
    for (const { value, start, end } of list.all) expect(text.slice(start, end)).toBe(value);
  });

  it('is one of 20,000 at most', () => {
    const list = new SettingList('a');
    for (let at = 0; at < 20_002; at++) list.add('g', `${at}`, 0, 1);
    expect([list.all.length, list.all.at(-1)?.key]).toEqual([20_000, '19999']);
  });

  it('lies at the offsets of its text', () => {
    const list = new SettingList('a=one\nb=two');
    list.add('', 'a', 2, 5);
    list.add('', 'b', 8, 11);
    expect([0, 2, 4, 5, 7, 8, 10, 11].map((offset) => settingAt(list.all, offset)?.key)).toEqual([
      undefined,
      'a',
      'a',
      undefined,
      undefined,
      'b',
      'b',
      undefined,
    ]);
    expect(settingAt([], 0)).toBeUndefined();
  });
});

describe('the lines of a text', () => {
  it.each<readonly [string, readonly string[]]>([
    ['', ['']],
    ['a', ['a']],
    ['a\n', ['a', '']],
    ['a\n\nb', ['a', '', 'b']],
    ['a\r\nb\r', ['a', 'b']],
    ['a\rb', ['a\rb']],
  ])('%j: %j', (text, expected) => {
    expect([...linesOf(text)].map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });
});
