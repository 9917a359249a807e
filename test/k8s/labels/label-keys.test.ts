import { describe, expect, it } from 'vitest';
import { isRevisionLabel, isRunTimeLabel } from '../../../src/k8s/labels/label-keys.js';

describe('isRevisionLabel', () => {
  it.each([
    ['pod-template-hash', true],
    ['controller-revision-hash', true],
    ['pod-template-generation', true],
    ['controller-uid', true],
    ['batch.kubernetes.io/controller-uid', true],
    ['statefulset.kubernetes.io/pod-name', false],
    ['apps.kubernetes.io/pod-index', false],
    ['job-name', false],
    ['app', false],
  ])('%s: %s', (key, expected) => {
    expect(isRevisionLabel(key)).toBe(expected);
  });
});

describe('isRunTimeLabel', () => {
  it.each([
    ['role', true],
    ['cluster-role', true],
    ['vault-active', true],
    ['vault-sealed', true],
    ['slot', true],
    ['example.com/Primary', true],
    ['app', false],
    ['roles', false],
    ['controller', false],
    ['role/name', false],
  ])('%s: %s', (key, expected) => {
    expect(isRunTimeLabel(key)).toBe(expected);
  });
});
