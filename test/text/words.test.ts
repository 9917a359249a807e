import { describe, expect, it } from 'vitest';
import { foldersAbove, folderOf, joinPath } from '../../src/text/paths.js';
import { code, codes, count, list, printable } from '../../src/text/words.js';

describe('code', () => {
  it.each<readonly [string | number | boolean | null, string]>([
    ['web', '`web`'],
    [80, '`80`'],
    [null, '`null`'],
    ['', '``'],
    ['a`b', "`a'b`"],
    ['a\nb', '`a\\u000ab`'],
    ['\u001b[31m', '`\\u001b[31m`'],
    ['a\u202Eb', '`a\\u202eb`'],
    ['ä 漢', '`ä 漢`'],
  ])('%j', (text, expected) => {
    expect(code(text)).toBe(expected);
  });
});

it('printable leaves no control character', () => {
  const all = Array.from({ length: 0x2100 }, (_, i) => String.fromCharCode(i)).join('');
  expect(printable(all)).not.toMatch(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u);
});

it.each([
  ['##[error]a', '#\\u0023[error]a'],
  ['a ##vso[task.x]', 'a #\\u0023vso[task.x]'],
  ["##TeamCity[x y='z']", "#\\u0023TeamCity[x y='z']"],
  ['###[a]', '##\\u0023[a]'],
  ['## [a] #[b] ##a', '## [a] #[b] ##a'],
])('printable keeps %j from being a command of a CI runner', (text, expected) => {
  expect(printable(text)).toBe(expected);
});

describe('lists', () => {
  it.each<readonly [readonly string[], string]>([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b, and c'],
  ])('%j', (items, expected) => {
    expect(list(items)).toBe(expected);
  });

  it('are cut where they are long', () => {
    expect(list(['a', 'b', 'c', 'd'], 'or', 3)).toBe('a, b, or 2 more');
    expect(codes(['a', 1])).toBe('`a` and `1`');
  });

  it('count', () => {
    expect([count(0, 'file'), count(1, 'file'), count(2, 'file'), count(2, 'entry', 'entries')]).toEqual([
      '0 files',
      '1 file',
      '2 files',
      '2 entries',
    ]);
  });
});

describe('paths', () => {
  it.each([
    ['', 'a.yaml', 'a.yaml'],
    ['a', './b', 'a/b'],
    ['a/b', '../c', 'a/c'],
    ['a', '../../c', '../c'],
    ['', '../c', '../c'],
    ['a', '.', 'a'],
    ['a', 'b//c/', 'a/b/c'],
  ])('%j joined with %j is %j', (base, relative, expected) => {
    expect(joinPath(base, relative)).toBe(expected);
  });

  it('have folders above', () => {
    expect(foldersAbove('a/b/c.yaml')).toEqual(['a/b', 'a', '']);
    expect(foldersAbove('c.yaml')).toEqual(['']);
    expect(folderOf('a/b')).toBe('a');
  });
});
