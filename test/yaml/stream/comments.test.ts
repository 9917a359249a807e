import { describe, expect, it } from 'vitest';
import { sourceFile, textOf } from '../../../src/text/source-file.js';
import { commentsIn } from '../../../src/yaml/stream/comments.js';

/** Each document as its comments, `^` before those that are alone on their lines, and where its first text begins. */
function told(text: string): readonly (readonly [readonly string[], string])[] {
  const file = sourceFile('a.yaml', text);
  return commentsIn(file).map(({ comments, content }) => [
    comments.map(({ span, isAlone }) => `${isAlone ? '^' : ''}${textOf(span)}`),
    content === undefined ? '' : file.text.slice(content).slice(0, 1),
  ]);
}

describe('comments', () => {
  it.each<readonly [string, ReturnType<typeof told>]>([
    ['a: 1\n', [[[], 'a']]],
    ['# x  \na: 1\n', [[['^# x'], 'a']]],
    ['a: 1 # x\n# y\n', [[['# x', '^# y'], 'a']]],
    ['\uFEFF# x\na: 1\n', [[['^# x'], 'a']]],
    ['- # x\n  a: 1\n', [[['^# x'], '-']]],
    ['\t# x\na: 1\n', [[['^# x'], 'a']]],
    ['# x\n', [[['^# x'], '']]],
    ['\n  \n', [[[], '']]],
    // What only looks like one.
    ['a: "# x"\nb: y#z\n', [[[], 'a']]],
    ['a: |\n  # x\n', [[[], 'a']]],
    ['a: {b: "#"} # x\n', [[['# x'], 'a']]],
    ['"# x": 1\n', [[[], '"']]],
    ['- # x\n- "#"\n', [[['^# x'], '-']]],
    // Behind the line between two documents, and only there.
    [
      'a: 1\n---  # x\nb: 2\n',
      [
        [[], 'a'],
        [['^# x'], 'b'],
      ],
    ],
    [
      'a: 1\n--- # x\n# y\nb: 2 # z\n',
      [
        [[], 'a'],
        [['^# x', '^# y', '# z'], 'b'],
      ],
    ],
    [
      'a: 1\n---\nb: 2\n',
      [
        [[], 'a'],
        [[], 'b'],
      ],
    ],
    ['a: |\n  ---# x\n', [[[], 'a']]],
  ])('of %j', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  it('leave no gap between the regions of documents', () => {
    const file = sourceFile('a.yaml', 'a: 1\n---\nb: 2\n--- # x\nc: 3\n');
    const regions = commentsIn(file).map(({ region }) => region);
    expect(regions.map(({ start }) => start)).toEqual([0, ...regions.slice(0, -1).map(({ end }) => end)]);
    expect(regions.at(-1)?.end).toBe(file.text.length);
  });
});
