import { expect, it } from 'vitest';
import { surpriseOf } from '../../../src/k8s/fields/surprises.js';
import { valueOf } from '../../support/trees.js';

it.each([
  ['yes', 'a string', 'boolean-word'],
  ['on', 'a string', 'boolean-word'],
  ['true', 'a string', 'boolean-word'],
  ['5', 'a string', 'unquoted-number'],
  ['1.10', 'a string', 'unquoted-number'],
  ['"80"', 'an integer', 'quoted-number'],
  ['"-1"', 'an integer', 'quoted-number'],
  ['"080"', 'an integer', undefined],
  ['"80/TCP"', 'an integer', undefined],
  ['http', 'an integer', undefined],
  ['"true"', 'a boolean', 'quoted-boolean'],
  ['"yes"', 'a boolean', undefined],
  ['80.5', 'an integer', undefined],
  ['5', 'a boolean', undefined],
])('%s where %s is wanted: %s', (text, expected, surprise) => {
  const scalar = valueOf(text);
  expect(scalar.type === 'scalar' && surpriseOf(scalar, expected)).toBe(surprise);
});
