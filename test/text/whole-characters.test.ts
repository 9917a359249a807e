import { expect, it } from 'vitest';
import { sourceFile, wholeCharacters } from '../../src/text/source-file.js';

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
