import { describe, expect, it } from 'vitest';
import { sourceFile, textOf } from '../../src/text/source-file.js';
import { isKustomization, parseAnyFile, parseFile } from '../../src/yaml/parse.js';
import { KUSTOMIZE } from '../../src/yaml/values/dialect.js';
import { parse } from '../support/trees.js';

describe('what no parser of kubectl reads is said in words, at its place', () => {
  it.each([
    ['a: *x', 'no anchor `x` stands before this alias in the document', '*x'],
    ['a: &x [*x]', 'the anchor `x` contains itself', '*x'],
    ['? [a]\n: b', 'a key must be a plain word: this one is a collection', '[a]'],
    ['~: b', 'a key must not be null', '~'],
    ['<<: b', '`<<` merges a map or a list of maps', '<<'],
    ['x: &x 1\n<<: *x', '`<<` merges a map or a list of maps', '*x'],
    ['x: &x {a: 1}\n<<: [*x, 2]', '`<<` merges a map or a list of maps', '<<'],
    ['a: !!int x', 'the text does not fit its tag `tag:yaml.org,2002:int`', 'x'],
    ['a: !!bool 1', 'the text does not fit its tag `tag:yaml.org,2002:bool`', '1'],
    ['a: !!null x', 'the text does not fit its tag `tag:yaml.org,2002:null`', 'x'],
  ])('%j', (text, message, place) => {
    const [problem] = parse(`kind: A\n${text}\n`).documents.flatMap(({ problems }) => problems);
    expect([problem?.message, problem && textOf(problem.span)]).toEqual([message, place]);
  });

  it.each([
    ['{"kind": "A"}\n{"kind": "B"}\nrest: 1\n', 'r'],
    ['{"kind": "A"}{"kind": "B"}x', 'x'],
  ])('such as what follows JSON objects and is none: %j', (text, place) => {
    const { documents } = parse(text);
    expect(documents.map(({ problems }) => problems.map(({ message, span }) => [message, textOf(span)]))).toEqual([
      [],
      [],
      [['this is no JSON object, though the ones before it are', place]],
    ]);
  });

  it('such as a version that it does not know, but not the one that it reads', () => {
    const problems = (text: string): readonly string[] =>
      parse(text).documents.flatMap(({ problems: all }) => all.map(({ span }) => textOf(span)));
    expect(problems('%YAML 1.2\n---\nkind: A\n')).toEqual(['%YAML 1.2']);
    expect(problems('%YAML\t1.10\n---\nkind: A\n')).toEqual(['%YAML\t1.10']);
    expect(problems('%YAML 1.1\n---\nkind: A\n')).toEqual([]);
    expect(problems('# %YAML 1.2\nkind: A\n')).toEqual([]);
  });
});

describe('keys that are words', () => {
  const quirks = (text: string): readonly unknown[] =>
    parse(`kind: A\n${text}\n`).documents.flatMap((document) =>
      document.quirks.map((quirk) => (quirk.kind === 'boolean-key' ? [quirk.key, quirk.source] : quirk.kind)),
    );

  it.each<readonly [string, readonly unknown[]]>([
    ['on: 1', [['true', 'on']]],
    ['y: 1', [['true', 'y']]],
    ['NO: 1', [['false', 'NO']]],
    ['True: 1', [['true', 'True']]],
    ['true: 1', []],
    ['false: 1', []],
    ['"on": 1', []],
    ['b: &b {on: 1}\nc: *b', [['true', 'on']]],
    ['b: &b {c: 1}\nd: {c: 2, <<: *b}', ['late-merge']],
    ['b: &b {c: 1}\nd: {c: 1, <<: *b}', []],
    ['b: &b {c: 1}\nd: {<<: *b, c: 2}', []],
    ['b: &b {c: 1}\nd: {<<: [*b, {c: 3}]}', []],
    ['c: 1\nc: 2', ['duplicate-key']],
    ['"<<": 1', []],
  ])('in %j', (text, expected) => {
    expect(quirks(text)).toEqual(expected);
  });
});

describe('what stands behind the end of a document', () => {
  const lost = (text: string): readonly unknown[] =>
    parse(text).documents.flatMap(({ quirks }) =>
      quirks.map((quirk) => (quirk.kind === 'lost-text' ? [textOf(quirk.marker), textOf(quirk.lost)] : quirk.kind)),
    );

  it.each<readonly [string, readonly unknown[]]>([
    ['kind: A\n...\nkind: B  \n', [['...', 'kind: B']]],
    ['kind: A\n... # end\n\n# x\n\t# y\n  kind: B # z\n', [['...', '  kind: B # z']]],
    ['kind: A\n...\r\n\r\nkind: B\r\n', [['...', 'kind: B']]],
    ['kind: A\n...\n...\n', []],
    ['kind: A\n...\n# x\n', []],
    ['kind: A\n...\n---\nkind: B\n', []],
    ['kind: A\n...', []],
    ['kind: A\na: ...\nb: 1\n', []],
    ['kind: A\na: |\n ...\nb: 1\n', []],
    ['kind: A\n...x: 1\n', []],
  ])('in %j', (text, expected) => {
    expect(lost(text)).toEqual(expected);
  });
});

describe('which documents are read', () => {
  it.each([
    ['kustomization.yaml', true],
    ['kustomization.yml', true],
    ['Kustomization', true],
    ['a/b/kustomization.yaml', true],
    ['a/Kustomization', true],
    ['my-kustomization.yaml', false],
    ['a/my-kustomization.yml', false],
    ['kustomization.yaml.bak', false],
    ['Kustomization.yaml', false],
    ['kustomization', false],
    ['kustomizationXyaml', false],
  ])('%s is the name of a kustomization: %s', (path, expected) => {
    expect(isKustomization(path)).toBe(expected);
  });

  it.each<readonly [string, number]>([
    ['a: 1\n', 0],
    ['a: kind\n', 1],
    ['APIVERSION: 1\n', 1],
  ])('of a manifest, %j has %d with a tree', (text, count) => {
    expect(parse(text).documents.filter(({ tree }) => tree !== undefined)).toHaveLength(count);
  });

  it('every one of a kustomization, and of settings', () => {
    const file = sourceFile('kustomization.yaml', 'namespace: x\n');
    expect(parseFile(file).documents.map(({ tree }) => tree?.type)).toEqual(['map']);
    expect(parseFile(sourceFile('a.yaml', 'a: 1\n'), KUSTOMIZE).documents.map(({ tree }) => tree?.type)).toEqual([
      'map',
    ]);
    expect(parseAnyFile(sourceFile('a.yaml', 'a: 1\n---\nb: {{ x }}\n')).documents).toHaveLength(2);
  });

  it('one without the words of an object, beside one that has them', () => {
    const texts = ['apiVersion: v1\nkind: A\n', 'a: 1\n', 'kind: B\n'];
    const { documents } = parse(texts.join('---\n'));
    expect(documents.map(({ tree }) => tree?.type)).toEqual(['map', 'map', 'map']);
    expect(documents.map(({ neighbour }) => neighbour?.apiVersion)).toEqual([undefined, 'v1', 'v1']);
    expect(parse('a: 1\n---\nkind: B\n').documents.map(({ neighbour }) => neighbour)).toEqual([undefined, undefined]);
  });
});
