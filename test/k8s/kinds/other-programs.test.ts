import { describe, expect, it, test } from 'vitest';
import { isOfNoServer, isReadByAProgram } from '../../../src/k8s/kinds/other-programs.js';

describe('isReadByAProgram', () => {
  it.each([
    ['kops.k8s.io/v1alpha2', true],
    ['eksctl.io/v1alpha5', true],
    ['kind.x-k8s.io/v1alpha4', true],
    ['kubelet.config.k8s.io/v1beta1', true],
    ['networking.k8s.io/v1', false],
    ['v1', false],
  ])('%s: %s', (apiVersion, expected) => {
    expect(isReadByAProgram(apiVersion)).toBe(expected);
  });
});

test.each([
  ['skaffold/v2beta1', true],
  ['acme/v1', true],
  ['acme.example.com/v0.1.9', true],
  ['acme.example.com/1.0', true],
  ['acme.example.com/v1', false],
  ['acme.example.com/2024-01', true],
  ['app/v1', false],
  ['apps/v1.0', false],
  ['v1', false],
  ['', false],
])('%s is served by nobody: %s', (apiVersion, expected) => {
  expect(isOfNoServer(apiVersion)).toBe(expected);
});
