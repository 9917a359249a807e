import { expect, it } from 'vitest';
import { lastName, untagged } from '../../../src/k8s/pods/image-names.js';

it.each([
  ['web', 'web', 'web'],
  ['web:1.2', 'web', 'web'],
  ['web@sha256:0123', 'web', 'web'],
  ['web:1.2@sha256:0123', 'web', 'web'],
  ['registry.example:5000/shop/web', 'registry.example:5000/shop/web', 'web'],
  ['registry.example:5000/shop/web:1.2', 'registry.example:5000/shop/web', 'web'],
  ['registry.example:5000/shop/web:1.2@sha256:0123', 'registry.example:5000/shop/web', 'web'],
])('%s is %s without its tag, called %s', (image, name, last) => {
  expect(untagged(image)).toBe(name);
  expect(lastName(image)).toBe(last);
});
