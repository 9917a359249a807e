import { describe, expect, it } from 'vitest';
import { lineText, positionAt, sourceFile, wholeCharacters } from '../../src/text/source-file.js';

describe('positionAt', () => {
  const text = 'ab\r\ncd\n\n\u{1F600}e';
  it.each([
    [0, 1, 1],
    [1, 1, 2],
    [2, 1, 3],
    [4, 2, 1],
    [6, 2, 3],
    [7, 3, 1],
    [8, 4, 1],
    [10, 4, 3], // behind a character of two UTF-16 units
    [11, 4, 4],
  ])('offset %i is %i:%i', (offset, line, column) => {
    expect(positionAt(sourceFile('f', text), offset)).toEqual({ line, column });
  });

  it('counts no byte order mark', () => {
    const file = sourceFile('f', '\uFEFFab\ncd');
    expect([0, 1, 2, 4].map((offset) => positionAt(file, offset))).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 1 },
      { line: 1, column: 2 },
      { line: 2, column: 1 },
    ]);
  });

  it('of an empty text is its start', () => {
    expect(positionAt(sourceFile('f', ''), 0)).toEqual({ line: 1, column: 1 });
  });
});

describe('lineText', () => {
  it.each([
    [1, 'ab'],
    [2, 'cd'],
    [3, ''],
    [4, 'e'],
    [5, ''],
  ])('%i is %j', (line, expected) => {
    expect(lineText(sourceFile('f', '\uFEFFab\r\ncd\n\ne'), line)).toBe(expected);
  });
});

describe('wholeCharacters', () => {
  it.each([
    ['as it is', 'a: b', 0, 1, 'a'],
    ['the character behind an empty one', '{: x}', 1, 1, ':'],
    ['the character before it where the line ends', 'a?\n: x', 2, 2, '?'],
    ['the same before a carriage return', 'a?\r\n: x', 2, 2, '?'],
    ['the last one at the end of the text', 'a', 1, 1, 'a'],
    ['nothing on an empty line', 'a\n\nb', 2, 2, ''],
    ['nothing of nothing', '', 0, 0, ''],
    ['both halves, from within', 'a😀b', 2, 4, '😀b'],
    ['both halves, up to within', 'a😀b', 0, 2, 'a😀'],
    ['both halves, between them', 'a😀b', 2, 2, '😀'],
  ])('takes %s', (_, text, from, to, expected) => {
    const { start, end } = wholeCharacters({ file: sourceFile('a.yaml', text), start: from, end: to });
    expect(text.slice(start, end)).toBe(expected);
  });
});
