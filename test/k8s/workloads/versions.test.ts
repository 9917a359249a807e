import { expect, it } from 'vitest';
import { areVersions } from '../../../src/k8s/workloads/versions.js';
import { workloadOf } from '../../support/pods.js';

const named = (name: string) =>
  workloadOf(`{apiVersion: apps/v1, kind: Deployment, metadata: {name: ${name}}, spec: {template: {}}}`);

it.each([
  ['v1-web', 'v2-web', true],
  ['web', 'web-canary', true],
  ['web-blue', 'web-green', true],
  ['web', 'web', false],
  ['web', 'web-worker', false],
  ['canary', 'stable', false],
  ['web-v1', 'api-v1', false],
])('%s and %s are versions of one application: %s', (one, other, expected) => {
  expect(areVersions(named(one), named(other))).toBe(expected);
});
