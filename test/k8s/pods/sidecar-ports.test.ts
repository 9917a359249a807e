import { describe, expect, it } from 'vitest';
import { isSidecarPort } from '../../../src/k8s/pods/sidecar-ports.js';

describe('isSidecarPort', () => {
  it.each([
    ['http-envoy-prom', true],
    ['linkerd-admin', true],
    ['dapr-metrics', true],
    ['http', false],
    ['metrics', false],
  ])('%s: %s', (name, expected) => {
    expect(isSidecarPort(name)).toBe(expected);
  });
});
