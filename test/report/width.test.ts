import { describe, expect, it } from 'vitest';
import { visible } from '../../src/report/markup/visible.js';
import { wrap } from '../../src/report/markup/wrap.js';
import { displayWidth, graphemes } from '../../src/text/width.js';

describe('displayWidth', () => {
  it.each([
    ['', 0],
    ['web', 3],
    ['中文', 4],
    ['ｗ', 2],
    ['é', 1],
    ['e\u0301', 1],
    ['🎉', 2],
    ['👨‍👩‍👧', 2],
    ['🇩🇪', 2],
    ['☎', 1],
    ['☎\uFE0F', 2],
    ['한글', 4],
  ])('%j takes %i columns', (text, columns) => {
    expect(displayWidth(text)).toBe(columns);
  });

  it('sees one character where a reader does', () => {
    expect(graphemes('ae\u0301👨‍👩‍👧')).toEqual(['a', 'e\u0301', '👨‍👩‍👧']);
  });
});

describe('visible', () => {
  it.each([
    ['a\u001B[31mb', 'a\\u001b[31mb'],
    ['x\u202Ey', 'x\\u202ey'],
    ['web\u200B', 'web\\u200b'],
    ['web\u200D', 'web\\u200d'],
    ['\u061Ca', '\\u061ca'],
    ['\uD800', '\\ud800'],
    ['\u{E0041}', '\\u{e0041}'],
    ['mid\uFEFFdle', 'mid\\ufeffdle'],
    ['a\tb\r\nc', 'a\\u0009b\\u000d\\u000ac'],
  ])('spells what hides in %j', (text, spelled) => {
    expect(visible(text)).toBe(spelled);
  });

  it.each(['👨‍👩‍👧', '👨‍👩‍👧👨‍👩‍👧', '❤\uFE0F', 'naïve 中文', 'שלום'])('leaves %s as it is', (text) => {
    expect(visible(text)).toBe(text);
  });
});

describe('wrap', () => {
  it('breaks between words and keeps back-ticks together', () => {
    expect(wrap('no Pod template carries `app: webb` here', 20)).toEqual([
      'no Pod template',
      'carries `app: webb`',
      'here',
    ]);
  });

  it('gives the first line its own width', () => {
    expect(wrap('aa bb cc', 8, 5)).toEqual(['aa bb', 'cc']);
  });

  it('cuts a word that no line can hold', () => {
    expect(wrap('a 中中中中中', 5)).toEqual(['a', '中中', '中中', '中']);
  });

  it('leaves text alone where the width is unknown', () => {
    expect(wrap('a  b `c', Infinity)).toEqual(['a  b `c']);
  });
});
