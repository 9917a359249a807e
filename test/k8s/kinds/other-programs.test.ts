import { describe, expect, it } from 'vitest';
import { isReadByAProgram } from '../../../src/k8s/kinds/other-programs.js';

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
