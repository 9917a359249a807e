import { describe, expect, it } from 'vitest';
import { controllersOf } from '../../../src/k8s/annotations/ingress-controllers.js';

describe('controllersOf', () => {
  it.each([
    ['nginx', undefined, 2],
    ['external-nginx', undefined, 2],
    ['nginx', 'k8s.io/ingress-nginx', 1],
    ['nginx', 'nginx.org/ingress-controller', 1],
    ['public', 'traefik.io/ingress-controller', 1],
    ['traefik', 'k8s.io/ingress-nginx', 1],
    ['haproxy', undefined, 2],
    ['alb', undefined, 1],
    ['public', undefined, 0],
    ['nginx', 'example.com/own', 0],
    [undefined, undefined, 0],
  ])('class %s with controller %s may be of %i', (name, controller, count) => {
    expect(controllersOf(name, controller)).toHaveLength(count);
  });
});
