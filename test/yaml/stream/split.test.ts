import { describe, expect, it } from 'vitest';
import { sourceFile } from '../../../src/text/source-file.js';
import { splitDocuments } from '../../../src/yaml/stream/split.js';
import { dataOf, parse } from '../../support/trees.js';

const chunks = (text: string): readonly string[] =>
  splitDocuments(sourceFile('f.yaml', text)).map(({ start, end }) => text.slice(start, end));

describe('splitDocuments', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['one document', 'a: 1\n', ['a: 1\n']],
    ['a separator first', '---\na: 1\n', ['a: 1\n']],
    ['two documents', 'a: 1\n---\nb: 1\n', ['a: 1\n', 'b: 1\n']],
    ['blanks after the separator', 'a: 1\n---  \t\nb: 1\n', ['a: 1\n', 'b: 1\n']],
    ['a comment after the separator', 'a: 1\n--- # next\nb: 1\n', ['a: 1\n', 'b: 1\n']],
    ['a separator with CRLF', 'a: 1\r\n---\r\nb: 1\r\n', ['a: 1\r\n', 'b: 1\r\n']],
    ['a separator inside a block scalar at column 0', 'a: |\n  x\n---\n  y\n', ['a: |\n  x\n', '  y\n']],
    ['an indented separator is content', 'a: |\n  x\n ---\n  y\n', ['a: |\n  x\n ---\n  y\n']],
    ['JSON objects one after the other', '{"a": 1}\n{"b": 2}\n', ['{"a": 1}', '{"b": 2}']],
    ['braces in JSON strings', '{"a": "}{"}{"b": "\\"}"}', ['{"a": "}{"}', '{"b": "\\"}"}']],
    ['what only begins like JSON', '{a: 1}\n---\nb: 1\n', ['{a: 1}\n', 'b: 1\n']],
    ['dashes inside of broken JSON', '{"a": 1}\n{"b": "x---y"', ['{"a": 1}', '{"b": "x---y"']],
    ['a separator behind JSON', '{"a": 1}\n---\n{"b": "x', ['{"a": 1}\n', '{"b": "x']],
    ['nothing', '', []],
    ['a separator and nothing', '---\n', []],
  ])('%s', (_, text, expected) => {
    expect(chunks(text)).toEqual(expected);
  });

  it('leaves out the byte order mark', () => {
    expect(chunks('\uFEFFa: 1\n')).toEqual(['a: 1\n']);
    expect(chunks('\uFEFF{"a": 1}{"b": 1}')).toEqual(['{"a": 1}', '{"b": 1}']);
  });

  it.each(['--- {kind: b}\n', '----\nkind: b\n', '---kind: b\n'])('refuses %j', (line) => {
    const { documents } = parse(`kind: a\n${line}---\nkind: c\n`);
    expect(documents.map(({ problems }) => problems.length)).toEqual([0, 1, 0]);
  });
});

describe('documents apart', () => {
  it('a broken document hides no other', () => {
    const [good, broken, alsoGood] = dataOf('kind: a\n---\nkind: [\n---\nkind: c\n');
    expect(good).toEqual({ kind: 'a' });
    expect(broken).toEqual(expect.any(String));
    expect(alsoGood).toEqual({ kind: 'c' });
  });

  it('empty documents, comments and null are no documents', () => {
    const trees = parse('---\n---\n# only a comment, no kind\n---\nnull # kind\n---\nkind: a\n').documents.filter(
      ({ tree }) => tree !== undefined,
    );
    expect(trees).toHaveLength(1);
  });

  it('an anchor does not reach the next document', () => {
    const { documents } = parse('kind: &k a\n---\nkind: *k\n');
    expect(documents.map(({ problems }) => problems.length)).toEqual([0, 1]);
  });

  it('text after `...` is lost, and said to be', () => {
    const { documents } = parse('kind: a\n...\nkind: b\n---\nkind: c\n');
    expect(documents.map(({ quirks }) => quirks.map(({ kind }) => kind))).toEqual([['lost-text'], []]);
  });

  it('`...` with nothing behind it loses nothing', () => {
    expect(parse('kind: a\n...\n---\nkind: c\n...\n# end\n').documents.flatMap(({ quirks }) => quirks)).toEqual([]);
  });

  it('a %YAML directive other than 1.1 is refused, as kubectl does', () => {
    expect(parse('%YAML 1.2\n---\nkind: a\n').documents.some(({ problems }) => problems.length > 0)).toBe(true);
    expect(parse('%YAML 1.1\n---\nkind: a\n').documents.flatMap(({ problems }) => problems)).toEqual([]);
  });
});
