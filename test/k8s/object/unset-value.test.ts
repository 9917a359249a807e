import { expect, test } from 'vitest';
import { hasUnsetValue } from '../../../src/k8s/object/unset-value.js';
import { sourceFile } from '../../../src/text/source-file.js';

test.each([
  ['llm--', true],
  ['-web', true],
  ['no-someValue', true],
  ['llm', false],
  ['llm-8b', false],
  ['Web_', false],
])('%s of a template: %s', (name, expected) => {
  const file = Object.assign(sourceFile('web.yaml', ''), { isValue: () => false });
  expect(hasUnsetValue({ file }, name)).toBe(expected);
  expect(hasUnsetValue({ file: sourceFile('web.yaml', '') }, name)).toBe(false);
});
