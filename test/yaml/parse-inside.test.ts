import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/text/source-file.js';
import { get, placeOf, toData } from '../../src/tree/tree.js';
import { parseInside } from '../../src/yaml/parse.js';
import { SETTINGS } from '../../src/yaml/values/dialect.js';
import { treeOf } from '../support/trees.js';

/** The documents inside of the scalar `patch`, with the text at which the value of `name` stands. */
function inside(text: string): readonly (readonly [data: unknown, at: string | undefined])[] {
  const scalar = get(treeOf(`kind: Test\n${text}`), 'patch');
  if (scalar?.type !== 'scalar') throw new Error('no scalar');
  return parseInside(scalar, SETTINGS).map(({ tree, problems }) => [
    tree === undefined ? problems.map(({ span }) => textOf(span)) : toData(tree),
    tree && textOf(placeOf(tree, ['name']).span),
  ]);
}

describe('documents inside of a scalar', () => {
  it.each<readonly [string, string, readonly (readonly [unknown, string | undefined])[]]>([
    ['one', 'patch: |\n  name: a\n', [[{ name: 'a' }, 'a']]],
    ['one without its last line break', 'patch: |-\n  name: a\nother: b\n', [[{ name: 'a' }, 'a']]],
    [
      'two',
      'patch: |\n  name: a\n  ---\n  name: b\n',
      [
        [{ name: 'a' }, 'a'],
        [{ name: 'b' }, 'b'],
      ],
    ],
    [
      'a comment behind the separator, and lines that end as on Windows',
      'patch: |\r\n  name: a\r\n  --- # next\r\n  name: b\r\n  ---\r\n',
      [
        [{ name: 'a' }, 'a'],
        [{ name: 'b' }, 'b'],
      ],
    ],
    ['none but blanks before the first', 'patch: |\n  ---\n  name: a\n', [[{ name: 'a' }, 'a']]],
    [
      'a text that only begins so',
      'patch: |\n  name: a\n  more: |\n    --- b\n',
      [[{ name: 'a', more: '--- b\n' }, 'a']],
    ],
    ['in quotes, all of which stand at the scalar', 'patch: "name: a"\n', [[{ name: 'a' }, '"name: a"']]],
    ['in a folded block as well', 'patch: >\n  name: a\n', [[{ name: 'a' }, '>\n  name: a']]],
    ['through an alias', 'x: &x |\n  name: a\npatch: *x\n', [[{ name: 'a' }, '*x']]],
    [
      'broken',
      'patch: |\n  name: a\n  ---\n  b: [\n',
      [
        [{ name: 'a' }, 'a'],
        [[expect.any(String)], undefined],
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(inside(text)).toEqual(expected);
  });

  it('ends with the text around it: a block in a block has its last line break', () => {
    expect(inside('patch: |\n  name: |\n    a\n')).toEqual([[{ name: 'a\n' }, expect.any(String)]]);
    expect(inside('patch: |-\n  name: |\n    a\n')).toEqual([[{ name: 'a' }, expect.any(String)]]);
  });
});
