import { describe, expect, it } from 'vitest';
import { listensLocally } from '../../../src/k8s/servers/otlp-receivers.js';

describe('listensLocally', () => {
  it.each([
    ['otel/opentelemetry-collector-contrib:0.104.0', true],
    ['otel/opentelemetry-collector:0.98.0', false],
    ['otel/opentelemetry-collector:1.2.0', true],
    ['otel/opentelemetry-collector', true],
    ['otel/opentelemetry-collector:nightly', false],
  ])('%s: %s', (image, expected) => {
    expect(listensLocally(image)).toBe(expected);
  });
});
