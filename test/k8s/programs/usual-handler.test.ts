import { expect, it } from 'vitest';
import { usualHandler } from '../../../src/k8s/programs/usual-handler.js';

it.each([
  [8080, [], 'http'],
  [8080, ['http-metrics'], 'http'],
  [8443, [], 'https'],
  [9443, ['https'], 'https'],
  [8080, ['https'], 'http'],
  [5432, [], 'other'],
  [27017, ['mongo'], 'other'],
  [7000, ['tcp-redis'], 'other'],
  [4317, [], 'grpc'],
  [9000, ['otlp-grpc'], 'grpc'],
  // The name says more than the number, and of two names the first.
  [5432, ['http'], 'http'],
  [9000, ['grpc', 'http'], 'grpc'],
  [9000, ['kubernetes.io/h2c', 'grpc'], 'http'],
  // Words that are not listed say nothing.
  [6379, ['main'], 'other'],
  [3000, ['httpish'], 'http'],
] as const)('%d called %j is %s', (number, names, expected) => {
  expect(usualHandler(number, names)).toBe(expected);
});
