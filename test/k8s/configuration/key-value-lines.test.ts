import { describe, expect, it } from 'vitest';
import { readBlocks, readKeyValueLines } from '../../../src/k8s/configuration/key-value-lines.js';
import { SettingList } from '../../../src/k8s/configuration/settings.js';

const lines = (...text: readonly string[]): string => text.join('\n');
const said = (list: SettingList): readonly string[] =>
  list.all.map(({ group, key, value }) => `${group} ${key}=${value}`);

function pairs(text: string): readonly string[] {
  const list = new SettingList(text);
  const documents: number[] = [];
  readKeyValueLines(text, list, (start) => documents.push(start));
  return [...said(list), ...documents.map((start) => `document ${start}`)];
}

describe('`key = value` in lines', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['properties', lines('host=db', 'port: 1', 'name = x'), [' host=db', ' port=1', ' name=x']],
    ['dots of a key are groups', lines('spring.redis.host=db', '.x=1'), ['.spring.redis host=db', '. x=1']],
    ['an env file', lines('export HOST=db', 'exported=x'), [' HOST=db', ' exported=x']],
    ['quotes', lines('HOST="db"', '"a b"=c', "X='y'"), [' HOST=db', ' a b=c', ' X=y']],
    ['sections', lines('[db]', 'host = a', '[db]', 'host = b'), ['1:db host=a', '2:db host=b']],
    ['tables of TOML', lines('[[db.all]]', 'host = "a"'), ['1:db.all host=a']],
    ['no section, but a key with an index', lines('a[0]=x', '[0]=y'), [' a[0]=x', ' [0]=y']],
    ['comments', lines('# a=1', '; b=2', '! c=3', '//d=4', '--e=5', '  # f=6'), []],
    ['comments behind a value', lines('a = 1 # one', 'b = 2 ; two', 'c = x#y'), [' a=1', ' b=2', ' c=x#y']],
    ['no pair', lines('host', 'a b = c', ''), []],
    ['an empty value', lines('a=', 'b=1'), [' b=1']],
    ['braces', lines('db = { host = "a", port = 1 }', 'x = 2'), ['db host=a', 'db port=1', ' x=2']],
    ['braces of several lines', lines('db = [', '  "host=a",', ']', 'x = 2'), ['db db=host=a', ' x=2']],
    [
      'documents of Spring',
      lines('a=1', '#---', 'a=2', '!---', 'b.a=3'),
      [' a=1', '1: a=2', '2:.b a=3', 'document 4', 'document 13'],
    ],
  ])('%s', (_, text, expected) => {
    expect(pairs(text)).toEqual(expected);
  });
});

function blocks(text: string): readonly string[] {
  const list = new SettingList(text);
  readBlocks(text, list);
  return said(list);
}

describe('`key = value` in blocks', () => {
  it.each<readonly [string, string, readonly string[]]>([
    [
      'HOCON',
      lines('redis {', '  host = "db"', '  port: 1', '}', 'x = 2'),
      ['.1:redis host=db', '.1:redis port=1', ' x=2'],
    ],
    ['HCL', lines('listener "tcp" {', '  address = "a"', '}'), ['.1:listener tcp address=a']],
    ['Logstash', lines('redis {', '  host => "db"', '  port => 1', '}'), ['.1:redis host=db', '.1:redis port=1']],
    ['Varnish', lines('backend default {', '  .host = "db";', '}'), ['.1:backend default. host=db']],
    ['blocks of one name', lines('a {', 'x = 1', '}', 'a {', 'x = 2', '}'), ['.1:a x=1', '.2:a x=2']],
    ['blocks in blocks', lines('a {', 'b = {', 'x = 1', '}', 'y = 2', '}'), ['.1:a.2:b x=1', '.1:a y=2']],
    ['dots of a key', lines('a {', 'b.x = 1', '}'), ['.1:a.b x=1']],
    ['a comma behind a value', lines('a {', '"x": 1,', '}'), ['.1:a x=1']],
    ['comments', lines('# a = 1', '//b = 2', '; c = 3', 'd = 4 # four'), [' d=4']],
    ['a brace too many', lines('}', 'a = 1'), [' a=1']],
    ['no pair', lines('include x', ''), []],
  ])('%s', (_, text, expected) => {
    expect(blocks(text)).toEqual(expected);
  });

  it('are given up far below', () => {
    const nested = (depth: number): number => blocks(`${'a {\n'.repeat(depth)}x = 1\n`).length;
    expect([nested(60), nested(61)]).toEqual([1, 0]);
  });
});
