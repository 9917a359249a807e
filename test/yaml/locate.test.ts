import { describe, expect, it } from 'vitest';
import { positionAt, textOf } from '../../src/text/source-file.js';
import { get, keyPlaceOf, placeOf, toData, type Path } from '../../src/tree/tree.js';
import { dataOf, parse, partsOf, treeOf } from '../support/trees.js';

const at = (text: string, ...path: Path): { text: string; anchor: string | undefined } => {
  const place = placeOf(treeOf(text), path);
  return { text: textOf(place.span), anchor: place.anchor === undefined ? undefined : textOf(place.anchor) };
};

describe('places', () => {
  const text =
    'kind: Test\nspec:\n  selector:\n    app: web # ours\n  ports:\n  - name: "http"\n    port: 80\n  empty:\n';

  it.each<readonly [Path, string]>([
    [['kind'], 'Test'],
    [['spec', 'selector', 'app'], 'web'],
    [['spec', 'ports', 0, 'name'], '"http"'],
    [['spec', 'ports', 0, 'port'], '80'],
    [['spec', 'empty'], 'empty'],
    [['spec', 'selector'], 'selector'],
    [['spec', 'ports', 0], 'name'],
    [['spec', 'ports', 0, 'targetPort'], 'name'],
    [['spec', 'nothing', 'at', 'all'], 'spec'],
    [[], 'kind'],
  ])('of %j is %j', (path, expected) => {
    expect(at(text, ...path).text).toBe(expected);
  });

  it('of a key', () => {
    expect(textOf(keyPlaceOf(treeOf(text), ['spec', 'selector', 'app']).span)).toBe('app');
  });

  it('are true behind a byte order mark, CRLF and other documents', () => {
    const crlf = `\uFEFF${text.replaceAll('\n', '\r\n')}---\r\n${text.replaceAll('\n', '\r\n')}`;
    const { documents, file } = parse(crlf);
    const spans = documents.map(({ tree }) =>
      tree === undefined ? undefined : placeOf(tree, ['spec', 'selector', 'app']).span,
    );
    expect(spans.map((span) => span && textOf(span))).toEqual(['web', 'web']);
    expect(spans.map((span) => span && positionAt(file, span.start))).toEqual([
      { line: 4, column: 10 },
      { line: 13, column: 10 },
    ]);
  });

  it('the first column of the first line does not count the byte order mark', () => {
    const { documents, file } = parse('\uFEFFkind: Test\n');
    const tree = documents[0]?.tree;
    expect(tree && positionAt(file, placeOf(tree, ['kind']).span.start)).toEqual({ line: 1, column: 7 });
  });
});

describe('aliases', () => {
  const text = 'kind: Test\na: &l\n  app: web\nb: *l\nc: &v http\nd: *v\n';

  it('stand where they are used, and know what was written', () => {
    expect(at(text, 'b', 'app')).toEqual({ text: '*l', anchor: 'web' });
    expect(at(text, 'd')).toEqual({ text: '*v', anchor: 'http' });
    expect(at(text, 'a', 'app')).toEqual({ text: 'web', anchor: undefined });
  });

  it('of an unknown anchor are a problem', () => {
    expect(dataOf('kind: Test\nb: *nowhere\n')).toEqual([expect.stringContaining('nowhere')]);
  });

  it('that contain themselves are a problem', () => {
    expect(dataOf('kind: Test\na: &a\n  b: *a\n')).toEqual([expect.any(String)]);
    expect(dataOf('kind: Test\na: &a [*a]\n')).toEqual([expect.any(String)]);
  });

  it('may be defined twice: the last one before the use counts', () => {
    expect(dataOf('kind: Test\na: &x 1\nb: &x 2\nc: *x\n')).toEqual([{ kind: 'Test', a: 1, b: 2, c: 2 }]);
  });

  it('of aliases stand at the outer use', () => {
    expect(at('kind: Test\na: &a web\nb: &b\n  x: *a\nc: *b\n', 'c', 'x')).toEqual({
      text: '*b',
      anchor: expect.any(String),
    });
  });
});

describe('merge keys', () => {
  it('before a key leave it, after a key override it (and say so)', () => {
    const base = 'kind: Test\nbase: &b\n  app: merged\n';
    expect(dataOf(`${base}l:\n  <<: *b\n  app: own\n`)).toEqual([expect.objectContaining({ l: { app: 'own' } })]);
    expect(dataOf(`${base}l:\n  app: own\n  <<: *b\n`)).toEqual([expect.objectContaining({ l: { app: 'merged' } })]);
    expect(parse(`${base}l:\n  app: own\n  <<: *b\n`).documents[0]?.quirks.map(({ kind }) => kind)).toEqual([
      'late-merge',
    ]);
    expect(parse(`${base}l:\n  <<: *b\n  app: own\n`).documents[0]?.quirks).toEqual([]);
  });

  it('after a key of the same value change nothing', () => {
    const text = 'kind: Test\nbase: &b\n  app: {x: [1]}\nl:\n  app: {x: [1]}\n  <<: *b\n';
    expect(parse(text).documents[0]?.quirks).toEqual([]);
  });

  it('of a list: the first wins', () => {
    expect(dataOf('kind: Test\na: &a {x: 1, w: 1}\nb: &b {x: 2, z: 2}\nc:\n  <<: [*a, *b]\n')).toEqual([
      expect.objectContaining({ c: { x: 1, w: 1, z: 2 } }),
    ]);
  });

  it('stand at the use', () => {
    expect(at('kind: Test\nbase: &b\n  app: web\nl:\n  <<: *b\n', 'l', 'app')).toEqual({ text: '*b', anchor: 'web' });
  });

  it('merge maps only', () => {
    expect(dataOf('kind: Test\na: &a [1]\nb:\n  <<: *a\n')).toEqual([expect.stringContaining('<<')]);
  });

  it('in quotes are ordinary keys', () => {
    expect(dataOf('kind: Test\nb:\n  "<<": {x: 1}\n')).toEqual([{ kind: 'Test', b: { '<<': { x: 1 } } }]);
  });
});

describe('keys', () => {
  it('written twice: the last one counts, and the other is said to be lost', () => {
    const { documents } = parse('kind: Test\na: 1\na: 2\n');
    expect(documents.map(({ tree }) => tree && toData(tree))).toEqual([{ kind: 'Test', a: 2 }]);
    const quirk = documents[0]?.quirks[0];
    expect(
      quirk?.kind === 'duplicate-key' && [
        positionAt(quirk.lost.span.file, quirk.lost.span.start).line,
        positionAt(quirk.kept.span.file, quirk.kept.span.start).line,
      ],
    ).toEqual([2, 3]);
  });

  it.each<readonly [string, string]>([
    ['1', '1'],
    ['0x10', '16'],
    ['yes', 'true'],
    ['on', 'true'],
    ['"on"', 'on'],
    ['1.0', '1'],
  ])('%s becomes %s', (source, text) => {
    expect(Object.keys(dataOf(`kind: Test\nl:\n  ${source}: x\n`)[0] as object)).toEqual(['kind', 'l']);
    expect(dataOf(`kind: Test\nl:\n  ${source}: x\n`)).toEqual([{ kind: 'Test', l: { [text]: 'x' } }]);
  });

  it('that are null or a collection are problems', () => {
    expect(dataOf('kind: Test\n~: x\n')).toEqual([expect.stringContaining('null')]);
    expect(dataOf('kind: Test\n? [a]\n: x\n')).toEqual([expect.any(String)]);
  });

  it('like `__proto__` are data', () => {
    const data = dataOf('kind: Test\n__proto__: {polluted: yes}\n')[0];
    expect(Object.keys(data as object)).toEqual(['kind', '__proto__']);
    expect(Object.prototype).not.toHaveProperty('polluted');
  });
});

describe('flow collections', () => {
  // libyaml and its ports ignore indentation inside brackets.
  it.each<readonly [string, unknown]>([
    ['a:\n  b: [\n    1\n  ]\n', { b: [1] }],
    ['a:\n  b: [\n  1,\n]\n', { b: [1] }],
    ['a:\n  b: {\n  c: 1\n}\n', { b: { c: 1 } }],
    ['a:\n- b: [\n1\n]\n', [{ b: [1] }]],
    ['a: {b: [{c: 1}\n]}\n', { b: [{ c: 1 }] }],
    ['a: [[1]\n]\n', [[1]]],
  ])('%j may close at any indentation', (text, a) => {
    expect(dataOf(`kind: Test\n${text}`)).toEqual([{ kind: 'Test', a }]);
  });

  it.each(['a: [\n', 'a: [1, 2\n', 'a: {b: 1\n', 'a:\n- {b: [1}\n', 'a: [1}\n', 'a: [1\nb: 2\n'])(
    '%j must close',
    (text) => {
      expect(dataOf(`kind: Test\n${text}`)).toEqual([expect.any(String)]);
    },
  );
});

describe('every place slices to what it names', () => {
  it.each([
    'kind: Test\na: [1, "2", {b: c}]\nd: |\n  text\n',
    '{"kind": "Test", "a": [1, true, null, "x"]}',
    'kind: Test\na: &x {b: 1}\nc: {<<: *x, d: *x}\n',
    'kind: Test # comment\n? a\n: b\n"q u o t e d": \'x\'\n',
  ])('%j', (text) => {
    const tree = treeOf(text);
    const { entries, scalars } = partsOf(tree);
    for (const { place, source } of scalars) expect(textOf(place.anchor ?? place.span)).toBe(source);
    for (const { key, keyPlace } of entries)
      expect(textOf(keyPlace.anchor ?? keyPlace.span).replace(/^["']|["']$/g, '')).toBe(key);
    expect(get(tree, 'kind')).toBeDefined();
  });
});

describe('text over several lines', () => {
  it.each([
    ['a: |\n  x', 'x'],
    ['a: |\n  x\n', 'x\n'],
    ['a: |\n  x\n\n', 'x\n'],
    ['a: |+\n  x\n\n', 'x\n\n'],
    ['a: >\n  x\n  y', 'x y'],
    ['a: "x\\\n  y/\\\n  z"\n', 'xy/z'],
    ['a: "x\\\ny/\\\n   z  \n\n  b"\n', 'xy/z\nb'],
    ["a: 'x\n   y\n\nz'\n", 'x y\nz'],
    ['a: "x\r\ny"\r\n', 'x y'],
  ])('%j is %j', (text, a) => {
    expect(dataOf(`kind: Test\n${text}`)).toEqual([{ kind: 'Test', a }]);
  });

  it('ends with its document, not with the file', () => {
    expect(dataOf('kind: Test\na: |\n  x\n---\nkind: Test\na: |\n  y')).toEqual([
      { kind: 'Test', a: 'x\n' },
      { kind: 'Test', a: 'y' },
    ]);
  });
});
