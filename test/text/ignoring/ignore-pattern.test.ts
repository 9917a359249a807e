import { expect, it } from 'vitest';
import { ignorePattern } from '../../../src/text/ignoring/ignore-pattern.js';

it.each([
  ['a/**/**/b', 'a/**/b'],
  [`**/${'**/'.repeat(30)}b`, '**/b'],
  ['!/a/**/**/**/b/**/**/c', '!/a/**/b/**/c'],
  ['a/**/b/**/c', 'a/**/b/**/c'],
  ['a**/**/b', 'a**/**/b'],
  ['# **/ **/', '# **/ **/'],
])('%s means %s', (line, meaning) => {
  expect(ignorePattern(line)).toBe(meaning);
});
