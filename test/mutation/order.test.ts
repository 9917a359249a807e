import { expect, it } from 'vitest';
import { byNearness } from '../../scripts/mutation/order.js';

it.each([
  ['src/k8s/pods/container.ts', ['test/k8s/pods/container.test.ts', 'test/k8s/pods/checks.test.ts']],
  ['rules/ports/crossed-ports.ts', ['test/mutation/fixtures.mutation.ts#5 crossed-ports two-apps is judged']],
])('tries what stands beside %s first, and the fixtures last', (mutated, near) => {
  const files = [
    'test/mutation/fixtures.mutation.ts#4 other-rule a is judged',
    'test/mutation/fixtures.mutation.ts#5 crossed-ports two-apps is judged',
    'test/yaml/locate.test.ts',
    'test/k8s/pods/checks.test.ts',
    'test/k8s/pods/container.test.ts',
  ];
  const tests = files.map((id) => ({ id, file: id.replace(/#.*/, ''), run: () => undefined }));
  const ordered = byNearness(tests, mutated).map(({ id }) => id);
  expect(ordered.slice(0, near.length)).toEqual(near);
  expect(ordered.at(-1)).toMatch(/^test\/mutation\//);
  expect([...ordered].sort()).toEqual([...files].sort());
});
