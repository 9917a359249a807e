import { expect, it } from 'vitest';
import { firstOrdinal } from '../../../src/k8s/workloads/first-ordinal.js';
import { resourceOf } from '../../support/resources.js';

it.each<readonly [string, number]>([
  ['{ordinals: {start: 5}}', 5],
  ['{ordinals: {start: 0}}', 0],
  ['{ordinals: {}}', 0],
  ['{ordinals: {start: "5"}}', 0],
  ['{}', 0],
])('the first Pod of a StatefulSet with %s has the number %s', (spec, expected) => {
  expect(firstOrdinal(resourceOf(`{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: a}, spec: ${spec}}`))).toBe(
    expected,
  );
});
