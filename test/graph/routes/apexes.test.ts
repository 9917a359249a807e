import { describe, expect, it } from 'vitest';
import { graphOf, object, service, serviceNamed, stream } from '../../support/graphs.js';

describe('a Service whose requests a mesh sends to others (semantics 7.3)', () => {
  const split = (spec: string): string =>
    object('split.smi-spec.io/v1alpha2 TrafficSplit', '{name: s, namespace: shop}', `spec: ${spec}`);
  it.each([
    ['of a TrafficSplit', split('{service: web, backends: [{service: web-v1}]}'), true],
    ['of one of another namespace', split('{service: web.other, backends: [{service: web-v1}]}'), false],
    ['that gets some of them itself', split('{service: web, backends: [{service: web}, {service: web-v1}]}'), false],
    ['that only gets them', split('{service: api, backends: [{service: web}]}'), false],
    [
      'of a VirtualService',
      object(
        'networking.istio.io/v1 VirtualService',
        '{name: v, namespace: shop}',
        'spec: {hosts: [web], http: [{route: [{destination: {host: web-v1}}]}]}',
      ),
      true,
    ],
  ])('%s', (_, document, expected) => {
    const graph = graphOf({ 'a.yaml': stream(service('web', '{ports: [{port: 80}]}', 'shop'), document) });
    expect(graph.routes.isApex(serviceNamed(graph, 'web'))).toBe(expected);
  });
});
