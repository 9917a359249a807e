import { describe, expect, it } from 'vitest';
import { withHeadsJoined } from '../../../src/yaml/stream/outdented-heads.js';
import { dataOf } from '../../support/trees.js';

describe('the head of a block scalar below its key, in the column of the key', () => {
  it.each([
    ['a:\n|\n  text\n', 'a: |\n  text\n'],
    ['a:\r\n|\r\n  text\r\n', 'a:  |\r\n  text\r\n'],
    ['a: \n>-\n  text\n', 'a:  >-\n  text\n'],
    ['m:\n  a:\n  |+2\n    text\n', 'm:\n  a:   |+2\n    text\n'],
    ['a:\n| \t\n  text\n', 'a: | \t\n  text\n'],
    ['a:\n|\n  x\nb:\n>\n  y\n', 'a: |\n  x\nb: >\n  y\n'],
  ])('%j is read as %j', (text, joined) => {
    expect(withHeadsJoined(text)).toBe(joined);
    expect(withHeadsJoined(text)).toHaveLength(text.length);
    expect(dataOf(text)).toEqual(dataOf(joined));
  });

  it.each([
    'a: |\n  text\n',
    'a:\n  |\n  text\n',
    '  a:\n|\n  text\n',
    'a:\n|text\n',
    'a:\n| text\n',
    'a:\n|-+2\n',
    '# a:\n|\n',
    'a: b\n|\n',
    'a:\n\n|\n',
    'a:\n',
    '',
  ])('%j is left as it is', (text) => expect(withHeadsJoined(text)).toBeUndefined());
});
