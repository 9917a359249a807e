import { expect, it } from 'vitest';
import { expandPattern } from '../../../src/k8s/object/path-pattern.js';

it.each([
  ['a pattern without `*`', 'spec.ports', ['spec.ports']],
  ['the empty pattern', '', ['']],
  ['every item', 'spec.jobs.*.template', ['spec.jobs.0.template', 'spec.jobs.1.template']],
  [
    'every item of every item',
    'spec.jobs.*.parts.*',
    ['spec.jobs.0.parts.a', 'spec.jobs.1.parts.b', 'spec.jobs.1.parts.c'],
  ],
  ['no item of what is not there', 'spec.other.*.template', []],
])('%s', (_, pattern, expected) => {
  const steps: Readonly<Record<string, readonly (string | number)[]>> = {
    'spec.jobs': [0, 1],
    'spec.jobs.0.parts': ['a'],
    'spec.jobs.1.parts': ['b', 'c'],
  };
  const paths = expandPattern(pattern === '' ? [] : pattern.split('.'), (path) => steps[path.join('.')] ?? []);
  expect(paths.map((path) => path.join('.'))).toEqual(expected);
});
