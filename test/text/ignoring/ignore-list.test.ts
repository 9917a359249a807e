import ignore from 'ignore';
import { describe, expect, it } from 'vitest';
import { ignoreList } from '../../../src/text/ignoring/ignore-list.js';
import { wildmatch } from '../../../src/text/ignoring/wildmatch.js';
import { fc } from '../../support/random.js';

describe('a list with hard lines', () => {
  it('says what git says', () => {
    const list = ignoreList(['*-*-*-*.yaml', '!keep-*', '/a/**/b/**/c/**/d/', '#*-*-*-*', '', 'x\\*\\*\\*\\*']);
    expect(list.ignores('shop/a-b-c-d.yaml')).toBe(true);
    expect(list.ignores('shop/a-b-c.yaml')).toBe(false);
    expect(list.test('keep-b-c-d.yaml')).toEqual({ ignored: false, unignored: true });
    expect(list.ignores('a/b/c/d/web.yaml')).toBe(true);
    expect(list.ignores('a/1/b/2/3/c/d/web.yaml')).toBe(true);
    expect(list.ignores('a/b/c/d')).toBe(false);
    expect(list.ignores('a/c/b/d/web.yaml')).toBe(false);
    expect(list.ignores('x****')).toBe(true);
    expect(list.ignores('x1234')).toBe(false);
  });

  it('forgets the case where it is asked to', () => {
    expect(ignoreList(['*A*b*C*'], { ignoreCase: true }).ignores('1a2B3c4')).toBe(true);
    expect(ignoreList(['*A*b*C*']).ignores('1a2B3c4')).toBe(false);
  });

  it.each([
    ['stars in a step', ['*a'.repeat(60) + '*b'], 'a'.repeat(250)],
    ['stars over steps', ['/' + 'a/**/'.repeat(60) + 'b'], 'a/'.repeat(250) + 'c'],
    ['stars in many steps', ['*a*/'.repeat(40) + 'b'], 'aaaaaaaaaaaa/'.repeat(40) + 'c'],
  ])('comes to an end: %s', (_, lines, path) => {
    expect(ignoreList(lines).ignores(path)).toBe(false);
  });
});

describe('our own reading of patterns and that of the package', () => {
  const step = fc
    .array(fc.constantFrom('a', 'b', 'A', '.', '*', '?', '[ab]', '[!a]', '[a-c]', '\\*', ' '), {
      minLength: 1,
      maxLength: 4,
    })
    .map((parts) => parts.join('').replace(/\*{2,}/g, '*'));
  const line = fc
    .tuple(
      fc.constantFrom('', '', '!', '#'),
      fc.constantFrom('', '', '/', '**/'),
      fc.array(fc.oneof(step, fc.constant('**')), { minLength: 1, maxLength: 3 }),
      fc.constantFrom('', '', '/', '/**'),
    )
    .map(([sign, start, steps, end]) => `${sign}${start}${steps.join('/')}${end}`);
  const path = fc
    .tuple(
      fc.array(fc.constantFrom('a', 'b', 'c', 'ab', 'aa', 'a.b', 'A', '*'), { minLength: 1, maxLength: 4 }),
      fc.constantFrom('', '/'),
    )
    .map(([steps, end]) => steps.join('/') + end);

  it.each([false, true])('agree, ignoring case: %s', (ignoreCase) => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 3 }), path, (lines, at) => {
        const { ignored, unignored } = ignore({ ignorecase: ignoreCase }).add(lines).test(at);
        expect({ lines, at, ...wildmatch(lines, { ignoreCase }).test(at) }).toEqual({ lines, at, ignored, unignored });
      }),
      { numRuns: 1500 },
    );
  });
});
