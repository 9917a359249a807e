import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf } from '../../src/tree/part-of-scalar.js';
import { textOf } from '../../src/text/source-file.js';
import { get, type ScalarTree, type Tree } from '../../src/tree/tree.js';
import { treeOf } from '../support/trees.js';

function scalarAt(tree: Tree, ...path: readonly (string | number)[]): ScalarTree {
  const found = get(tree, ...path);
  if (found?.type !== 'scalar') throw new Error('no scalar');
  return found;
}

/** The text of the file at the place of `word` inside the value. */
function found(text: string, word: string): string {
  const scalar = scalarAt(treeOf(`kind: X\napiVersion: v1\n${text}`), 'value');
  const at = String(scalar.value).indexOf(word);
  expect(at).not.toBe(-1);
  const { span } = partsOf(scalar)(at, at + word.length);
  return `${span.start === scalar.place.span.start && span.end === scalar.place.span.end ? 'whole: ' : ''}${textOf(span)}`;
}

describe('partsOf', () => {
  it.each([
    ['plain', 'value: http://db:5432/x'],
    ['plain over lines', 'value: first\n  http://db:5432/x\n  last'],
    ['single quotes', "value: 'it''s http://db:5432/x'"],
    ['double quotes', 'value: "a\\tb \\"c\\" \\u0041\\x41\\U0001F600 http://db:5432/x"'],
    ['double quotes behind the last character of one unit', 'value: "\\U0000FFFFa http://db:5432/x"'],
    ['double quotes with line breaks', 'value: "one\\n\\\n   two\n\n  http://db:5432/x"'],
    ['literal', 'value: |\n  a\n\n    http://db:5432/x\n  b\n'],
    ['literal with a comment in its head', 'value: |-  # db:5432\n  http://db:5432/x'],
    ['literal with an indentation indicator', 'value: |2\n    http://db:5432/x\n'],
    ['folded', 'value: >-\n  a b\n  c\n\n    more\n  http://db:5432/x\n'],
    ['CRLF', 'value: |\r\n  a\r\n  http://db:5432/x\r\n'],
  ])('finds a word in %s', (_, text) => {
    expect(found(text, 'db:5432')).toBe('db:5432');
  });

  it('tells two equal words apart', () => {
    const scalar = scalarAt(treeOf('kind: X\napiVersion: v1\nvalue: "db db\\tdb"'), 'value');
    const part = partsOf(scalar);
    expect([0, 3, 6].map((at) => part(at, at + 2).span.start - scalar.place.span.start)).toEqual([1, 4, 8]);
  });

  it('gives the whole scalar where the word is broken by an escape', () => {
    expect(found('value: "d\\x62:5432"', 'db')).toBe('whole: "d\\x62:5432"');
  });

  it('gives the whole scalar where a tag decodes the text', () => {
    expect(found('value: !!binary aHR0cDovL2RiOjU0MzIvIA==', 'db:5432')).toMatch(/^whole: /);
  });

  it('keeps the use of an alias, and points into its anchor', () => {
    const scalar = scalarAt(treeOf('kind: X\napiVersion: v1\nfirst: &url http://db:5432\nvalue: *url'), 'value');
    const place = partsOf(scalar)(7, 9);
    expect(textOf(place.span)).toBe('*url');
    expect(place.anchor && textOf(place.anchor)).toBe('db');
  });

  it('points at the very text for any words in any style', () => {
    const word = fc.stringMatching(/^[a-z0-9:."'\\é-]{1,8}$/);
    const lines = fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(lines, fc.constantFrom('literal', 'folded', 'json', 'single'), (rows, style) => {
        const text = rows.map((row) => row.join(' ')).join('\n');
        const block = `\n${rows.map((row) => `  ${row.join(' ')}`).join('\n')}\n`;
        const source = {
          literal: `|${block}`,
          folded: `>${block}`,
          json: JSON.stringify(text),
          single: `'${text.replaceAll("'", "''").replaceAll('\n', '\n\n  ')}'`,
        }[style];
        const scalar = scalarAt(treeOf(`kind: X\napiVersion: v1\nvalue: ${source}\n`), 'value');
        const value = String(scalar.value);
        const part = partsOf(scalar);
        for (const match of value.matchAll(/[a-z0-9:.é-]+/g)) {
          expect(textOf(part(match.index, match.index + match[0].length).span)).toBe(match[0]);
        }
      }),
    );
  });
});
