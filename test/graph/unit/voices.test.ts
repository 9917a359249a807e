import { describe, expect, it } from 'vitest';
import { graphOf, object, service, stream, workload } from '../../support/graphs.js';

describe('how many texts say a thing', () => {
  const graph = graphOf({
    'a.yaml': stream(
      workload('web', {
        containers:
          '[{name: main, ports: [{name: http, containerPort: 80}], readinessProbe: {tcpSocket: {port: http}}}]',
      }),
      service('s', '{selector: {app: web}, ports: [{name: web, port: 80, targetPort: http}]}', 'shop'),
      object('v1 Pod', 'p, labels: {app: web}', 'spec: {containers: [{name: a}]}'),
      object('v1 ConfigMap', 'c', 'data: {API: "http://api.shop.svc:80", OTHER: "http://api.shop"}'),
      object('v1 Namespace', 'shop', ''),
    ),
  });

  it.each([
    // The selector and the template of the workload, the Service's selector, the Pod.
    ['app', 'web', 4],
    ['app', 'other', 0],
    ['tier', 'web', 0],
  ])('a label %s: %s', (key, value, times) => {
    expect(graph.voices.label(key, value)).toBe(times);
  });

  it.each([
    ['http', 'web', true],
    ['web', 'http', false],
    ['web', 'main', true],
    ['main', 'other', false],
  ])('prefers the name %s of a port to %s: %s', (name, other, prefers) => {
    expect(graph.voices.prefersPortName(name, other)).toBe(prefers);
  });

  it.each([
    // Said once each: `shop` is a word that other texts have.
    ['shop-api', 'shpo-api', true],
    ['shpo-api', 'shop-api', false],
    // Nothing alike: how usual their words are says nothing.
    ['shop', 'qqq', false],
  ])('prefers the namespace %s to %s: %s', (name, other, prefers) => {
    const two = graphOf({ 'a.yaml': stream(service('s', '{}', name), service('t', '{}', other)) });
    expect(two.voices.prefersNamespace(name, other)).toBe(prefers);
  });

  it('a namespace, by objects, references, DNS names, and itself', () => {
    expect(graph.voices.namespace('shop')).toBe(4);
    expect(graph.voices.namespace('shp')).toBe(0);
  });

  it('counts what an alias brings to several probes as one text', () => {
    const probes = 'livenessProbe: {tcpSocket: {port: &p http}}, readinessProbe: {tcpSocket: {port: *p}}';
    const aliased = graphOf({
      'a.yaml': workload('web', { containers: `[{name: main, ports: [{name: web, containerPort: 1}], ${probes}}]` }),
    });
    expect(aliased.voices.prefersPortName('http', 'other')).toBe(true);
    expect(aliased.voices.prefersPortName('http', 'web')).toBe(false);
  });
});
